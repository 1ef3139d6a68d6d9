import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { startBrowser } from '#test/support/browser.ts';
import { type Desk, openDesk } from './desk.ts';
import { type Newcomer, startNewcomer } from './newcomer.ts';

/**
 * One running Fairlead and one browser for a test file, whose tests tell one story in order: after a part that failed, of which a picture
 * is kept, the next ones fail at once. Ended after the last.
 */
export function testWorld(args: readonly string[]): { desk(): Desk; lines(): readonly string[] } {
  let browser: Browser | undefined;
  let newcomer: Newcomer | undefined;
  let desk: Desk | undefined;
  let failed: string | null = null;
  beforeAll(async () => {
    [browser, newcomer] = await Promise.all([startBrowser(), startNewcomer(args)]);
    desk = await openDesk(browser, newcomer.url);
  }, 240_000);
  beforeEach(() => {
    if (failed !== null) throw new Error(`The story ended early: it ${failed}.`);
  });
  afterEach(async ({ task }) => {
    if (failed !== null || task.result?.state !== 'fail') return;
    failed = task.name;
    await desk?.keep(`failed-${task.name.replace(/\W+/g, '-').slice(0, 80)}`);
    for (const line of newcomer?.lines ?? []) console.log(`fairlead start: ${line}`);
  });
  afterAll(async () => {
    await browser?.close();
    await newcomer?.stop();
  });
  return {
    lines: () => newcomer?.lines ?? [],
    desk() {
      if (desk === undefined) throw new Error('The desk is there inside of tests only.');
      return desk;
    },
  };
}

/** How long one part of a story may take on a busy machine, in milliseconds. */
export const partLimit = 600_000;

/** The same version for each service of the shop. */
export function everywhere(version: string): Readonly<Record<string, string>> {
  return { api: version, worker: version, frontend: version };
}
