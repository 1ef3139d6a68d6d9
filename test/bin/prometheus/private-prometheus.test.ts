import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startPrivatePrometheus } from '../../../bin/prometheus/private-prometheus.ts';
import { fakePath } from '../../support/fake-path.ts';

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-prometheus-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts what stands in for Prometheus: a script that first writes its process id. */
async function started(lines: readonly string[], startTimeout = 15_000) {
  const folder = await aFolder();
  const path = await fakePath({ prometheus: [`echo $$ > '${folder}/pid'`, ...lines] });
  const outcome = await startPrivatePrometheus({ folder, target: '127.0.0.1:1', path, startTimeout });
  return { folder, outcome };
}

it('says that there is none on the PATH', async () => {
  const outcome = await startPrivatePrometheus({ folder: await aFolder(), target: '127.0.0.1:1', path: '' });
  expect(outcome).toEqual({ kind: 'none', why: 'There is no prometheus on the PATH.' });
});

it.each([
  ['ends at once', ['exit 1'], 15_000],
  ['never answers', ['exec /bin/sleep 60'], 1_000],
])('says where to read why when it %s, and leaves nothing running', async (_how, lines, startTimeout) => {
  const { folder, outcome } = await started(lines, startTimeout);
  const log = join(folder, 'prometheus.log');
  expect(outcome).toEqual({ kind: 'none', why: `Prometheus did not start; ${log} says why.` });
  const pid = Number(await readFile(join(folder, 'pid'), 'utf8'));
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

it('keeps little for a short time, and hands no variable of the environment on', async () => {
  process.env.SHOP_SECRET = 'hidden';
  onTestFinished(() => {
    delete process.env.SHOP_SECRET;
  });
  const { folder } = await started(['/usr/bin/env', 'echo "$@"', 'exit 1']);
  const log = await readFile(join(folder, 'prometheus.log'), 'utf8');
  expect(log).toContain('GOMEMLIMIT=256MiB');
  expect(log).toContain('--storage.tsdb.retention.size=64MB');
  expect(log).not.toContain('SHOP_SECRET');
});
