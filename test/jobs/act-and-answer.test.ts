import { describe, expect, it } from 'vitest';
import type { Actor } from '#domain/actor.ts';
import type { Job } from '#domain/job.ts';
import type { MoveRequest } from '#domain/moves/move.ts';
import type { Release } from '#domain/release/release.ts';
import { ReleaseError } from '#errors.ts';
import { actJob } from '#jobs/act.ts';
import { answerJob } from '#jobs/answer.ts';
import type { JobPorts } from '#jobs/job-ports.ts';
import { createReply } from '#operations/reply.ts';
import { aRelease } from '#test/support/a-release.ts';

const actor: Actor = { kind: 'slack', user: 'U0MIRA' };
const asked = { actor, replyTo: { kind: 'return' as const }, channel: null };
const waiting = aRelease().run().release();

/** The ports that the two jobs use, over these open releases; anything else is not there. */
function ports(open: readonly Release[], change: Partial<JobPorts> = {}) {
  const presses: MoveRequest[] = [];
  const nobody = async () => {
    throw new Error('Nothing is said where somebody waits for the answer.');
  };
  const given: Partial<JobPorts> = {
    act: async ({ request }) => {
      presses.push(request);
      return { kind: 'done', request, release: waiting };
    },
    overview: async (_actor, project) => ({
      projects: [
        {
          name: 'shop',
          open: open.filter(({ plan }) => project === null || plan.project === project),
          recent: [],
          running: [],
        },
      ],
      waitingForYou: [],
      now: waiting.updatedAt,
    }),
    releases: {
      find: async (id) => open.find((release) => release.id === id) ?? null,
      get: nobody,
      events: nobody,
      record: nobody,
    },
    eligibleFor: async () => new Map(),
    clock: { now: () => waiting.updatedAt, sleep: nobody },
    reply: createReply({ messenger: { respond: nobody, whisper: nobody, post: nobody }, report: () => undefined }),
    ...change,
  };
  return { ports: given as JobPorts, presses };
}

describe('act', () => {
  const act = (request: object): Extract<Job, { name: 'act' }> => ({
    name: 'act',
    request: request as never,
    ...asked,
  });
  const wish = { move: 'hold', project: 'shop', release: null, version: null, step: null, plan: null, reason: 'x' };
  const press = { move: 'hold', release: waiting.id, step: null, digest: null, reason: 'x' };

  it('carries out a press as it stands', async () => {
    const given = ports([waiting]);
    expect(await actJob(given.ports)(act(press))).toMatchObject({ how: 'done' });
    expect(given.presses).toEqual([press]);
  });

  it('carries out a move asked for in words as the same press', async () => {
    const given = ports([waiting]);
    for (const request of [wish, { ...wish, version: '1.5.0' }, { ...wish, release: waiting.id }])
      expect(await actJob(given.ports)(act(request))).toMatchObject({ how: 'done' });
    expect(given.presses).toEqual([press, press, press]);
  });

  it('answers what it cannot place, and presses nothing', async () => {
    const given = ports([]);
    expect(await actJob(given.ports)(act(wish))).toEqual({
      how: 'refused',
      text: 'There is no open release of shop. Nothing was done. Nothing is in flight.',
    });
    expect(await actJob(given.ports)(act(press))).toEqual({
      how: 'refused',
      text: `There is no release ${waiting.id}. Nothing was done. /release status lists the ones there are.`,
    });
    expect(given.presses).toEqual([]);
  });

  it('tells who means to close a breaker that holds no release how one is let through', async () => {
    const breakers = [{ service: 'api', rollbacks: [{ release: waiting.id, version: '1.4.9', at: 0 }], closesAt: 0 }];
    const projects = [{ name: 'shop', open: [], recent: [], running: [], breakers }];
    const overview = async () => ({ projects, waitingForYou: [], now: waiting.updatedAt });
    const { ports: given } = ports([], { overview });
    const { how, text } = await actJob(given)(act({ ...wish, move: 'close-breaker' }));
    expect([how, text]).toEqual(['refused', expect.stringContaining('api was taken back (1.4.9)')]);
    expect(text).toContain('It holds no release that could go on, so nothing was done.');
    expect(text).toContain('--override-breaker "why"');
  });

  it('says refused where the judge refuses', async () => {
    const given = ports([waiting], {
      act: async ({ request }) => ({ kind: 'refused', request, release: waiting, refusal: { code: 'own_release' } }),
    });
    expect(await actJob(given.ports)(act({ ...press, move: 'approve' }))).toMatchObject({
      how: 'refused',
      text: expect.stringMatching(/^You asked for shop 1\.5\.0, so somebody else has to approve it\./),
    });
  });
});

describe('answer', () => {
  const answer = (question: object): Extract<Job, { name: 'answer' }> => ({
    name: 'answer',
    question: { project: null, release: null, version: null, ...question } as never,
    ...asked,
  });

  it('tells why the release of this version waits, and no other', async () => {
    const { ports: given } = ports([waiting]);
    const { text } = await answerJob(given)(answer({ kind: 'why', version: '1.5.0' }));
    expect(text).toContain('1.5.0');
    expect((await answerJob(given)(answer({ kind: 'why', version: '9.9.9' }))).text).not.toContain('1.5.0');
  });

  it('tells why a release waits while Slack cannot say who holds a role', async () => {
    const away = new ReleaseError('SLACK_UNAVAILABLE', 'transient', 'Slack is away.');
    const { ports: given } = ports([waiting], { eligibleFor: () => Promise.reject(away) });
    const reply = await answerJob(given)(answer({ kind: 'why', release: waiting.id }));
    expect(reply).toMatchObject({ how: 'done', text: expect.stringContaining('release-lead') });
  });

  it('answers a release that there is not', async () => {
    const { ports: given } = ports([]);
    expect(await answerJob(given)(answer({ kind: 'why', release: waiting.id }))).toMatchObject({ how: 'refused' });
  });

  it('helps with what can be done now, and every command', async () => {
    const { ports: given } = ports([waiting]);
    const { text } = await answerJob(given)(answer({ kind: 'help' }));
    expect(text).toMatch(/^In flight: /);
    expect(text).toContain('/release hold --reason "why": Hold a release: nothing more starts.');
    expect(text).toContain('/rollback help');
  });
});
