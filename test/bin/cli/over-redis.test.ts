import { afterEach, beforeEach, expect, it } from 'vitest';
import { CliPolicy } from '#domain/project/cli-policy.ts';
import { openBullmqQueue } from '#test/support/bullmq-queue.ts';
import { testRedisUrl } from '#test/support/redis.ts';
import { runCli } from '../../../bin/cli/run-cli.ts';
import { configuration } from '../../handlers/an-app.ts';

let bullmq: Awaited<ReturnType<typeof openBullmqQueue>>;
beforeEach(async () => {
  bullmq = await openBullmqQueue(testRedisUrl());
});
afterEach(() => bullmq.close());

async function run(argv: readonly string[], patience = 5_000) {
  const lines: string[] = [];
  const code = await runCli(argv, {
    configuration,
    policy: CliPolicy.parse({ identities: { mira: { user: 'U0MIRA', osUsers: ['mira'] } } }),
    queue: bullmq.queue,
    osUser: 'mira',
    token: undefined,
    newRequestId: () => 'made',
    patience,
    say: (line) => void lines.push(line),
  });
  return { code, said: lines.at(-1) };
}

it('waits for a worker, and gives the same answer to the same request without doing it again', async () => {
  let done = 0;
  const worker = bullmq.startWorker({
    'request-rollback': async ({ request }) => {
      done += 1;
      return { how: 'done', text: `Back to ${request.version ?? 'the version before'}.` };
    },
  });
  const line = ['rollback', '1.4.1', '--reason', 'x', '--as', 'mira', '--request-id', 'night-1'];
  expect(await run(line)).toEqual({ code: 0, said: 'Back to 1.4.1.' });
  expect(await run(line)).toEqual({ code: 0, said: 'Back to 1.4.1.' });
  expect(done).toBe(1);
  await worker.close({ timeoutMillis: 2_000 });
});

it('says that it may still happen when no worker runs, and it does once one starts', async () => {
  const line = ['release', 'hold', '--reason', 'x', '--as', 'mira', '--request-id', 'night-2'];
  const { code, said } = await run(line, 200);
  expect(code).toBe(3);
  expect(said).toMatch(/^No worker has answered within 0 s\. The request is recorded and may still happen\./);
  const worker = bullmq.startWorker({ act: async () => ({ how: 'done', text: 'Held.' }) });
  expect(await run(line)).toEqual({ code: 0, said: 'Held.' });
  await worker.close({ timeoutMillis: 2_000 });
});
