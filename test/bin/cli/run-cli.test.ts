import { describe, expect, it } from 'vitest';
import type { JobEnd } from '#adapters/bullmq/bullmq-queue.ts';
import type { Job } from '#domain/job.ts';
import { CliPolicy } from '#domain/project/cli-policy.ts';
import { ReleaseError } from '#errors.ts';
import { type CliPorts, runCli } from '../../../bin/cli/run-cli.ts';
import { configuration } from '../../handlers/an-app.ts';

const policy = CliPolicy.parse({
  identities: { mira: { user: 'U0MIRA', osUsers: ['mira'] }, jonas: { user: 'U0JONAS', osUsers: ['jonas'] } },
  allow: ['status', 'why', 'release', 'rollback', 'hold', 'approve'],
});

function aCli(change: Partial<CliPorts> = {}, end: JobEnd = { kind: 'done', result: { how: 'done', text: 'Done.' } }) {
  const asked: { job: Job; id: string }[] = [];
  const lines: string[] = [];
  let made = 0;
  const ports: CliPorts = {
    configuration,
    policy,
    queue: {
      enqueueAndWait: async (job, { id }) => {
        asked.push({ job, id });
        return end;
      },
    },
    osUser: 'mira',
    token: undefined,
    newRequestId: () => {
      made += 1;
      return `made-${made}`;
    },
    patience: 120_000,
    say: (line) => void lines.push(line),
    ...change,
  };
  return { run: (...argv: string[]) => runCli(argv, ports), asked, lines };
}

describe('fairlead release', () => {
  it('asks the workers for the same as the command in Slack, as the person of the identity', async () => {
    const cli = aCli();
    expect(await cli.run('release', '1.5.0', '--services', 'api', '--as', 'mira')).toBe(0);
    expect(cli.lines).toEqual(['Working out release 1.5.0 of shop: api, staging then production.', 'Done.']);
    expect(cli.asked).toMatchObject([
      {
        job: {
          name: 'propose',
          request: { project: 'shop', version: { exact: '1.5.0' }, services: ['api'] },
          actor: { kind: 'cli', user: 'U0MIRA', name: 'mira' },
          replyTo: { kind: 'return' },
          channel: null,
        },
      },
    ]);
  });

  it.each([
    [['release', 'status'], { name: 'answer', question: { kind: 'status' } }],
    [['release', 'why', '1.5.0'], { name: 'answer', question: { kind: 'why', version: '1.5.0' } }],
    [
      ['release', 'hold', '--reason', 'orders are lost'],
      { name: 'act', request: { move: 'hold', reason: 'orders are lost' } },
    ],
    [['release', 'approve', '--plan=3f9a2c1b'], { name: 'act', request: { move: 'approve', plan: '3f9a2c1b' } }],
    [['rollback', 'api', '--reason=orders are lost'], { name: 'request-rollback', request: { services: ['api'] } }],
  ])('takes %j', async (argv, job) => {
    const cli = aCli();
    expect(await cli.run(...argv, '--as=mira')).toBe(0);
    expect(cli.asked).toMatchObject([{ job }]);
  });

  it('is the same request for the same request id, and a new one without', async () => {
    const cli = aCli();
    for (const id of [['--request-id', 'night-1'], ['--request-id=night-1'], [], []])
      await cli.run('release', '1.5.0', '--as', 'mira', ...id);
    const [first, again, second, third] = cli.asked.map(({ id }) => id);
    expect(again).toBe(first);
    expect(new Set([first, second, third]).size).toBe(3);
  });

  it('lets two people use the same request id', async () => {
    const cli = aCli();
    await cli.run('release', '1.5.0', '--as', 'mira', '--request-id', 'one');
    const other = aCli({ osUser: 'jonas' });
    await other.run('release', '1.5.0', '--as', 'jonas', '--request-id', 'one');
    expect(other.asked[0]?.id).not.toBe(cli.asked[0]?.id);
  });

  it('prints answers as a terminal shows them', async () => {
    const text = '<@U0MIRA> holds a &lt;b&gt; since <!date^1^{time}|09:00>. `/release why` says more.\u001b[2J';
    const cli = aCli({}, { kind: 'done', result: { how: 'done', text } });
    await cli.run('release', 'status', '--as', 'mira');
    expect(cli.lines.at(-1)).toBe('@U0MIRA holds a <b> since 09:00. `fairlead release why` says more. [2J');
  });

  it('gives help without an identity', async () => {
    const cli = aCli();
    expect(await cli.run('release', 'help')).toBe(0);
    expect(cli.lines[0]).toContain('fairlead release hold --reason "why": Hold a release: nothing more starts.');
    expect(cli.asked).toEqual([]);
  });
});

describe('exit codes', () => {
  it.each([
    [
      ['release', '1.5', '--as', 'mira'],
      '1.5 is not a SemVer 2.0.0 version: it needs three numbers. Did you mean 1.5.0? Nothing was done. Type fairlead release 1.5.0, or fairlead release help for everything.',
    ],
    [['release', '1.5.0'], 'Say who you are with --as <name>. Known are mira, jonas. Nothing was done.'],
    [
      ['release', '1.5.0', '--as'],
      '--as needs a value of letters, digits, dots and dashes behind it. Nothing was done.',
    ],
    [
      ['release', '1.5.0', '--as', 'mira', '--request-id', 'a b'],
      '--request-id needs a value of letters, digits, dots and dashes behind it. Nothing was done.',
    ],
    [['release', '1.5.0', '--as', 'mira', '--as', 'jonas'], '--as was given twice. Give it once. Nothing was done.'],
    [['deploy', '1.5.0'], 'There is no command deploy. Use fairlead release or fairlead rollback.'],
  ])('are 2 for %j', async (argv, told) => {
    const cli = aCli();
    expect(await cli.run(...argv)).toBe(2);
    expect(cli.lines).toEqual([told]);
    expect(cli.asked).toEqual([]);
  });

  it('are 2 for what needs a form', async () => {
    const cli = aCli();
    expect(await cli.run('release', '--as', 'mira')).toBe(2);
    expect(await cli.run('rollback', '--as', 'mira')).toBe(2);
    expect(cli.lines[0]).toMatch(/^The version is missing\. /);
    expect(cli.lines[1]).toMatch(/^A reason is needed, /);
  });

  it.each([
    [['release', '1.5.0', '--as', 'jonas'], /^The user mira of this machine may not act as jonas\./],
    [['release', '1.5.0', '--as', 'miro'], /^There is no command line identity "miro"/],
    [['release', 'resume', '--as', 'mira'], /^The command line may not be used for resume/],
  ])('are 1 for %j, and nothing is asked of a worker', async (argv, told) => {
    const cli = aCli();
    expect(await cli.run(...argv)).toBe(1);
    expect(cli.lines.join()).toMatch(told);
    expect(cli.asked).toEqual([]);
  });

  it('are 1 for what a worker refuses, or cannot do', async () => {
    const refused = aCli({}, { kind: 'done', result: { how: 'refused', text: 'You may not.' } });
    expect(await refused.run('release', '1.5.0', '--as', 'mira')).toBe(1);
    expect(refused.lines.at(-1)).toBe('You may not.');
    const failed = aCli({}, { kind: 'failed', message: 'A git command failed.' });
    expect(await failed.run('release', '1.5.0', '--as', 'mira')).toBe(1);
    expect(failed.lines.at(-1)).toBe('A git command failed.');
  });

  it('are 3 when no worker answers in time, with how to ask again', async () => {
    const cli = aCli({}, { kind: 'waiting' });
    expect(await cli.run('rollback', '--reason', 'x', '--as', 'mira')).toBe(3);
    expect(cli.lines.at(-1)).toBe(
      'No worker has answered within 120 s. The request is recorded and may still happen. Ask again with --request-id made-1: it is the same request and is not done twice.',
    );
  });

  it('are 3 when Redis is away', async () => {
    const away = new ReleaseError('REDIS_UNAVAILABLE', 'transient', 'Redis cannot be reached.');
    const cli = aCli({ queue: { enqueueAndWait: () => Promise.reject(away) } });
    expect(await cli.run('release', '1.5.0', '--as', 'mira')).toBe(3);
    expect(cli.lines.at(-1)).toBe('Redis cannot be reached.');
  });
});
