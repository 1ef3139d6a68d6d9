import { describe, expect, it } from 'vitest';
import { everywhere, partLimit, testWorld } from './support/test-world.ts';

const world = testWorld(['--fast']);

describe('the guided path, by keyboard alone', { timeout: partLimit }, () => {
  const focused = () => world.desk().page.evaluate<string>('document.activeElement.textContent');

  /** Presses Tab until the focus is on what says this; fails after as many stops as a page may have. */
  async function tabTo(text: RegExp): Promise<void> {
    const { keyboard } = world.desk().page;
    for (let stop = 0; stop < 80 && !text.test(await focused()); stop += 1) await keyboard.press('Tab');
    expect(await focused()).toMatch(text);
  }

  it('completes and sends the command', async () => {
    const { page, card, keep } = world.desk();
    const { keyboard } = page;
    await page.getByTestId('composer').waitFor();
    for (let stop = 0; stop < 6 && (await page.locator('[data-testid=composer]:focus').count()) === 0; stop += 1)
      await keyboard.press('F6');
    await keyboard.type('/rel');
    await page.getByRole('option').first().waitFor();
    await keyboard.press('Tab');
    await keyboard.type('1.5.0');
    await keep('50-keyboard-typed');
    await keyboard.press('Enter');
    await card('Waiting for approval: shop 1.5.0, production');
  });

  it('changes who acts, approves and agrees', async () => {
    const { page, confirm, ticked, card, keep } = world.desk();
    await page.keyboard.press('Alt+Digit2');
    await page.locator('.person.acting', { hasText: 'Jonas' }).waitFor();
    await tabTo(/^Approve 1\.5\.0 for production$/);
    await keep('51-keyboard-focus');
    await page.keyboard.press('Enter');
    await confirm.waitFor();
    await tabTo(/^Approve 1\.5\.0$/);
    await page.keyboard.press('Enter');
    await ticked('approve');
    await card('Released: shop 1.5.0');
    await world.desk().runs('production', everywhere('1.5.0'));
  });

  it('opens the thread, reads the notes, and closes it again', async () => {
    const { page, thread, keep } = world.desk();
    await tabTo(/^\d+ repliesOpen the thread$/);
    await page.keyboard.press('Enter');
    await thread.getByRole('heading', { name: 'Release notes for shop 1.5.0, for engineers' }).waitFor();
    await keep('52-keyboard-thread');
    for (let stop = 0; stop < 40 && (await page.locator('.thread :focus').count()) === 0; stop += 1)
      await page.keyboard.press('F6');
    await page.keyboard.press('Escape');
    await thread.waitFor({ state: 'detached' });
  });
});
