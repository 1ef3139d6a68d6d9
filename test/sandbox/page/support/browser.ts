import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

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

/** Starts Chromium from CHROMIUM_PATH or /usr/bin/chromium; says how to get one if there is none. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    throw new Error(`No Chromium at ${executablePath}. Run apt-get install chromium, or set CHROMIUM_PATH.`);
  }
  return chromium.launch({ executablePath, args: FLAGS });
}

/** Keeps a picture of the page under artifacts/sandbox-page/. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  const directory = join(process.cwd(), 'artifacts', 'sandbox-page');
  await mkdir(directory, { recursive: true });
  await page.screenshot({ path: join(directory, `${name}.png`) });
}
