import type { Browser, Locator, Page } from 'playwright-core';
import { keepScreenshot } from '#test/support/browser.ts';

export type PersonName = 'Mira' | 'Jonas' | 'Aiko' | 'Sam' | 'Priya';

/** What a person at the workspace in the browser does and sees, in #releases unless told otherwise. */
export type Desk = {
  readonly page: Page;
  readonly composer: Locator;
  readonly thread: Locator;
  readonly modal: Locator;
  readonly confirm: Locator;
  readonly home: Locator;
  /** Acts as somebody else from now on. */
  actAs(name: PersonName): Promise<void>;
  /** Types a line into the message box and sends it. */
  send(line: string): Promise<void>;
  /** The newest message that holds a heading with this text: the card of a release. Waits until there is one. */
  card(heading: string | RegExp): Promise<Locator>;
  /** Waits for a private answer that says this. */
  answered(text: string | RegExp): Promise<void>;
  /** The words of every private answer that is to be seen, oldest first. */
  answers(): Promise<readonly string[]>;
  /** Presses the button of a card, or of whatever is given. */
  press(on: Locator, button: string | RegExp): Promise<void>;
  /** Says yes in the confirm dialog with its own verb. */
  agree(verb: string): Promise<void>;
  /** Goes to the channel or app of this name. */
  visit(name: string): Promise<void>;
  /** Opens the thread of a message. */
  openThread(of: Locator): Promise<void>;
  /** Pushes a prepared change of the shop to main and waits until it is there. */
  push(change: string): Promise<void>;
  /** Waits until a step of the guide is ticked. */
  ticked(step: string): Promise<void>;
  /** Waits until the shop's panel shows these versions, and healthy services, in an environment. */
  runs(environment: string, versions: Readonly<Record<string, string>>): Promise<void>;
  /** Waits until the shop's panel shows that a database has a table, or has it no more. */
  hasTable(environment: string, table: string, isThere: boolean): Promise<void>;
  /** Keeps a picture of the page for CI. */
  keep(name: string): Promise<void>;
  close(): Promise<void>;
};

/** How long a release may take on a busy machine. */
export const patience = 120_000;

/** Opens the workspace in a browser window of its own, as Aiko in #releases. */
export async function openDesk(browser: Browser, url: string): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, timezoneId: 'Europe/Berlin' });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  await page.goto(`${url}/#U0AIKO/C0RELEASES`);
  const sidebar = page.getByRole('navigation', { name: 'Workspace' });
  await sidebar.waitFor();
  const log = page.getByRole('log', { name: 'Messages in #releases' });
  const composer = page.getByTestId('composer');
  const thread = page.getByTestId('thread');
  const confirm = page.getByTestId('confirm');
  const press = (on: Locator, button: string | RegExp) =>
    on.getByRole('button', { name: button, exact: typeof button === 'string' }).click();
  return {
    page,
    composer,
    thread,
    confirm,
    modal: page.getByTestId('modal'),
    home: page.getByTestId('home'),
    press,
    actAs: (name) => page.getByRole('radio', { name: new RegExp(name) }).check(),
    async send(line) {
      await composer.fill(line);
      await composer.press('Enter');
    },
    async card(heading) {
      const heads = { has: page.getByRole('heading', { name: heading }) };
      const card = log.getByTestId('message').filter(heads).last();
      await card.waitFor();
      return card;
    },
    answered: (text) => log.locator('[data-ephemeral=true]').filter({ hasText: text }).first().waitFor(),
    async answers() {
      const texts = await log.locator('[data-ephemeral=true] .content').allInnerTexts();
      return texts.map((text) => text.replace(/\s+/g, ' ').trim());
    },
    agree: (verb) => press(confirm, verb),
    visit: (name) => sidebar.getByRole('button', { name: new RegExp(`\\b${name}\\b`) }).click(),
    async openThread(of) {
      await of.getByRole('button', { name: /repl(y|ies)/ }).click();
      await thread.waitFor();
    },
    async push(change) {
      const line = page.locator(`li[data-change="${change}"]`);
      await line.getByRole('button').click();
      await line.getByText('Pushed', { exact: true }).waitFor();
    },
    ticked: (step) => page.locator(`li[data-step="${step}"][data-done="true"]`).waitFor(),
    async runs(environment, versions) {
      for (const [service, version] of Object.entries(versions))
        await page
          .locator(`tr[data-environment="${environment}"][data-service="${service}"]`)
          .filter({ has: page.getByRole('cell', { name: version, exact: true }) })
          .filter({ has: page.getByRole('cell', { name: 'healthy' }) })
          .waitFor();
    },
    hasTable: (environment, table, isThere) =>
      page
        .locator(`[data-database="${environment}"] code`, { hasText: new RegExp(`^${table}$`) })
        .waitFor({ state: isThere ? 'attached' : 'detached' }),
    keep: (name) => keepScreenshot(page, 'e2e', name),
    close: () => context.close(),
  };
}
