import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { buildPage } from '#sandbox/slack/build-page.ts';
import type { Picture } from '#sandbox/slack/client-api.ts';
import { startBrowser } from '#test/support/browser.ts';
import { picture } from './fixture.ts';
import { type PageServer, startPageServer } from './page-server.ts';

type Opened = { readonly page: Page; readonly server: PageServer };

/** One built page and one browser for a test file; each test gets its own server and windows, closed after it. */
export function testPages() {
  let directory = '';
  let browser: Browser | undefined;
  let server: PageServer | undefined;
  let told: Picture = picture();
  const pages: Page[] = [];
  const complaints: string[] = [];
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sandbox-page-'));
    await buildPage(directory);
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(directory, { recursive: true, force: true });
  });
  beforeEach(async () => {
    told = picture();
    complaints.length = 0;
    server = await startPageServer(directory, () => told);
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    await server?.close();
    if (complaints.length > 0) throw new Error(`The page complained: ${complaints.join('; ')}`);
  });
  const open = async (hash = '', options: BrowserContextOptions = {}): Promise<Opened> => {
    if (browser === undefined || server === undefined) throw new Error('Pages are opened inside of tests.');
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    pages.push(page);
    await page.goto(`${server.url}${hash}`);
    await page.getByRole('navigation', { name: 'Workspace' }).waitFor();
    return { page, server };
  };
  /** Changes what a page is told when it opens. */
  const tell = (next: Partial<Picture>): void => {
    told = { ...told, ...next };
  };
  return { open, tell };
}
