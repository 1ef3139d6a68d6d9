import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '#domain/actor.ts';
import { Sha, StepId } from '#domain/ids.ts';
import { validateBlocks } from '#sandbox/slack/blocks/validate-blocks.ts';
import { pings } from '#sandbox/slack/pings.ts';
import { homeView } from '#templates/home/home-view.ts';
import { drawRelease } from '#templates/release/draw-release.ts';
import { actReply } from '#templates/replies/act-reply.ts';
import { statusReply } from '#templates/replies/status-reply.ts';
import { whyReply } from '#templates/replies/why-reply.ts';
import { aCommit, aProject, aRelease, nineOClock, people, type Story } from '#test/support/a-release.ts';
import { checkMessage, checkView } from '#test/support/check-blocks.ts';
import { readBlocks } from '#test/support/read-blocks.ts';
import { hostileText } from './a-hostile-text.ts';

type Wish = {
  readonly services: number;
  readonly environments: number;
  readonly commits: number;
  readonly texts: readonly string[];
  readonly scene: number;
};

const wish: fc.Arbitrary<Wish> = fc.record({
  services: fc.constantFrom(1, 2, 3, 40),
  environments: fc.constantFrom(1, 2, 6),
  commits: fc.constantFrom(0, 1, 5, 200),
  texts: fc.array(hostileText, { minLength: 4, maxLength: 4 }),
  scene: fc.nat({ max: 8 }),
});

const known = ['U0MIRA', 'U0JONAS'];

/** A release of any size in one of the states a release can be in, all its words hostile. */
function storyOf({ services, environments, commits, texts, scene }: Wish): Story {
  const [subject = '', author = '', reason = '', output = ''] = texts;
  const names = Array.from({ length: services }, (_, index) => `service-${index}-${'n'.repeat(50)}`.slice(0, 63));
  const places = Array.from({ length: environments }, (_, index) => `place-${index}-${'e'.repeat(50)}`.slice(0, 63));
  const last = places.at(-1) ?? '';
  const role = 'r'.repeat(60);
  const project = aProject({
    services: Object.fromEntries(names.map((name) => [name, { deployer: { kind: 'command', deploy: ['true'] } }])),
    environments: places.map((name) =>
      name === last
        ? {
            name,
            approvals: [
              { roles: [role, 'release-lead'], count: 2 },
              { roles: [role], count: 3 },
            ],
          }
        : { name },
    ),
    test: [['npm', 'run', 'x'.repeat(2_000)]],
  });
  const version = `1.5.0-${'a'.repeat(100)}`;
  const markdown = Array.from({ length: commits }, () => `- ${subject.replaceAll(/[\r\n]/g, ' ')}`).join('\n');
  const story = aRelease(
    {
      project,
      version,
      tag: `v${version}`,
      commits: Array.from({ length: commits }, (_, index) =>
        aCommit(index, 'feat', subject, { author, breaking: index % 2 === 0 }),
      ),
      commitCount: commits * 3,
      changelog: `## [${version}]\n\n### Added\n\n${markdown}\n`,
      notes: `### Added\n\n${markdown}\n`,
      overrides: [
        { rule: 'breaking_change_in_minor', by: author, role: 'release-lead', reason: reason.slice(0, 1_000) },
      ],
    },
    { reason: reason.slice(0, 1_000) },
  );
  return sceneOf(story, scene, {
    reason: reason.slice(0, 1_000),
    output,
    subject,
    author,
    first: `${places[0]}/deploy/${names[0]}`,
    gate: `${last}/approval`,
  });
}

type Words = {
  readonly reason: string;
  readonly output: string;
  readonly subject: string;
  readonly author: string;
  readonly first: string;
  readonly gate: string;
};

function sceneOf(story: Story, scene: number, words: Words): Story {
  const { reason, output, subject, author, first, gate } = words;
  const by: Actor = { kind: 'cli', user: author === '' ? 'x' : author, name: author === '' ? 'x' : author };
  const drift = {
    head: Sha.parse('b'.repeat(40)),
    commits: Array.from({ length: 50 }, () => ({ sha: Sha.parse('b'.repeat(40)), subject, author })),
    config: true,
  };
  switch (scene) {
    case 0:
      return story.run('prepare/test').fail('prepare/test', `It ended with exit code 1.\n${output}`);
    case 1:
      return story.add({ v: 1, type: 'release.held', by, reason });
    case 2:
      return story.add({ v: 1, type: 'release.cancelled', by, reason });
    case 3:
      return story.add({ v: 1, type: 'gate.opened', step: StepId.parse(gate) }).approve(people.jonas, { step: gate });
    case 4:
      return story.add({ v: 1, type: 'release.drifted', drift });
    case 5:
      return story.run(first).loseTrackOf(first, output);
    case 6:
      return story.run(first).fail(first, output).run();
    case 7:
      return story.run(first).fail(first, output).run().add({ v: 1, type: 'rollback.started', by, reason }).run();
    default:
      return story
        .add({ v: 1, type: 'gate.opened', step: StepId.parse(gate) })
        .add({ v: 1, type: 'gate.rejected', step: StepId.parse(gate), digest: story.release().digest, by, reason });
  }
}

const options = { numRuns: 100 } as const;

describe('every drawing of a release', () => {
  it('keeps within the limits of Slack, whatever the plan holds', () => {
    fc.assert(
      fc.property(wish, (one) => {
        const story = storyOf(one);
        const gate = story.release().plan.steps.find((step) => step.kind === 'approval')?.id ?? 'x';
        const drawings = drawRelease(story.picture({ [gate]: Array.from({ length: 300 }, () => 'U0JONAS') }));
        expect(
          drawings.flatMap((drawing) => checkMessage(drawing).map((problem) => `${drawing.slot}: ${problem}`)),
        ).toEqual([]);
        expect(drawings.flatMap((drawing) => validateBlocks(drawing.blocks, '/blocks', 'message'))).toEqual([]);
        expect(new Set(drawings.map((drawing) => drawing.slot)).size).toBe(drawings.length);
      }),
      options,
    );
  });

  it('notifies nobody but people who took part, whatever was written', () => {
    fc.assert(
      fc.property(wish, (one) => {
        for (const drawing of drawRelease(storyOf(one).picture())) {
          const { broadcasts, users, groups } = pings({ text: drawing.text, blocks: [...drawing.blocks] });
          expect([...broadcasts, ...groups, ...users.filter((user) => !known.includes(user))]).toEqual([]);
        }
      }),
      options,
    );
  });

  it('keeps within them for notes of any length, and leaves nothing of them out', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 60 }), (texts) => {
        const project = aProject({ environments: [{ name: 'production' }] });
        const lines = texts.map((text, index) => `- n${index} ${text.replaceAll(/[\r\n]/g, ' ')} e${index}`);
        const story = aRelease({ project, notes: `### Added\n\n${lines.join('\n')}\n` }).run();
        const notes = drawRelease(story.picture()).filter(({ slot }) => slot.startsWith('notes/'));
        expect(notes.flatMap(checkMessage)).toEqual([]);
        const read = notes.map((drawing) => readBlocks(drawing.blocks)).join('\n');
        expect(lines.filter((_, index) => !read.includes(`n${index}`) || !read.includes(`e${index}`))).toEqual([]);
        expect(pings({ text: '', blocks: notes.flatMap((drawing) => [...drawing.blocks]) })).toEqual({
          broadcasts: [],
          users: [],
          groups: [],
        });
      }),
      { numRuns: 40 },
    );
  });

  it('says the same again as long as nothing happens', () => {
    const story = aRelease().run();
    const before = drawRelease(story.picture());
    expect(drawRelease(story.wait(3_600_000).picture())).toEqual(before);
  });
});

describe('every answer', () => {
  it('keeps within the limits of Slack and notifies nobody who did not take part', () => {
    fc.assert(
      fc.property(wish, (one) => {
        const release = storyOf(one).release();
        const running = release.plan.environments.flatMap((environment) =>
          release.plan.services.map((service, index) => ({ environment, service, version: `1.${index}.0`, since: 0 })),
        );
        const project = { name: 'shop', open: Array.from({ length: 6 }, () => release), recent: [], running };
        const overview = {
          projects: Array.from({ length: 30 }, () => project),
          waitingForYou: project.open,
          now: nineOClock,
        };
        const request = { move: 'approve', release: release.id, step: null, digest: null, reason: null } as const;
        const answers = [
          statusReply(overview),
          whyReply(project.open.map((each) => ({ release: each, now: nineOClock, eligible: new Map() }))),
          actReply({ kind: 'refused', request, release, refusal: { code: 'not_legal_now' } }),
        ];
        expect(answers.flatMap(checkMessage)).toEqual([]);
        expect(checkView(homeView(overview))).toEqual([]);
        for (const answer of answers) {
          const { broadcasts, groups, users } = pings({ text: answer.text, blocks: [...answer.blocks] });
          expect([...broadcasts, ...groups, ...users.filter((user) => !known.includes(user))]).toEqual([]);
        }
      }),
      options,
    );
  });
});
