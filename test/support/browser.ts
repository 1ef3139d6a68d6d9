import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { provideChromium } from './chromium.ts';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser that the test run found or installed; rejects with how to get one when there was none. */
export async function startBrowser(): Promise<Browser> {
  const { FAIRLEAD_TEST_NO_CHROMIUM: problem } = process.env;
  if (problem !== undefined) throw new Error(problem);
  return chromium.launch({ executablePath: await provideChromium(), args: FLAGS });
}

/** Keeps a picture of the page under `artifacts/<folder>/`, where CI collects it. */
export async function keepScreenshot(page: Page, folder: string, name: string): Promise<void> {
  const directory = join(process.cwd(), 'artifacts', folder);
  await mkdir(directory, { recursive: true });
  await page.screenshot({ path: join(directory, `${name}.png`) });
}
