import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { withMachineLock } from '#adapters/git/machine-lock.ts';
import { runSource } from '#test/support/run-source.ts';
import { aFolder } from './a-remote.ts';

const counting = `
import { readFileSync, writeFileSync } from 'node:fs';
import { withMachineLock } from './src/adapters/git/machine-lock.ts';
const [folder, file, times] = process.argv.slice(2);
void (async () => {
  for (let n = 0; n < Number(times); n += 1) {
    await withMachineLock(folder, 'shop', async () => {
      const count = Number(readFileSync(file, 'utf8'));
      await new Promise((resolve) => setTimeout(resolve, 2));
      writeFileSync(file, String(count + 1));
    });
  }
})();
`;

const holding = `
import { withMachineLock } from './src/adapters/git/machine-lock.ts';
setInterval(() => undefined, 1_000);
void withMachineLock(process.argv[2], 'shop', async () => {
  console.log('held');
  await new Promise(() => undefined);
});
`;

async function started(source: string, args: readonly string[]): Promise<ChildProcess> {
  const child = await runSource(source, args);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

it('lets one process in at a time', async () => {
  const folder = aFolder();
  const file = join(folder, 'count');
  writeFileSync(file, '0');
  const locks = join(folder, 'locks');
  const children = await Promise.all([1, 2, 3].map(() => started(counting, [locks, file, '20'])));
  const ended = children.map((child) => once(child, 'exit'));
  for (let n = 0; n < 20; n += 1) {
    await withMachineLock(locks, 'shop', async () => {
      const count = Number(readFileSync(file, 'utf8'));
      await new Promise((resolve) => setTimeout(resolve, 2));
      writeFileSync(file, String(count + 1));
    });
  }
  await Promise.all(ended);
  expect(readFileSync(file, 'utf8')).toBe('80');
  expect(readdirSync(locks)).toHaveLength(1);
});

it('passes on when its holder is killed, from one killed holder to the next', async () => {
  const folder = aFolder();
  for (let n = 0; n < 3; n += 1) {
    const holder = await started(holding, [folder]);
    if (holder.stdout === null) throw new Error('expected a pipe');
    await once(holder.stdout, 'data');
    let isIn = false;
    const waiting = withMachineLock(folder, 'shop', async () => {
      isIn = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isIn).toBe(false);
    holder.kill('SIGKILL');
    await waiting;
    expect(isIn).toBe(true);
  }
});

it('keeps different names apart, gives back what failed, and works below a long path', async () => {
  const folder = join(aFolder(), 'a'.repeat(120));
  const order: string[] = [];
  await withMachineLock(folder, 'shop', async () => {
    await withMachineLock(folder, 'shop2', async () => {
      order.push('other');
    });
    throw new Error('failed');
  }).catch((error: Error) => order.push(error.message));
  await withMachineLock(folder, 'shop', async () => {
    order.push('again');
  });
  expect(order).toEqual(['other', 'failed', 'again']);
});
