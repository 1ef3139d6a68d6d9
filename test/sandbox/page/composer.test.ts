import { describe, expect, it } from 'vitest';
import { testPages } from './support/test-pages.ts';

const { open } = testPages();

describe('the message box', () => {
  it('completes a command by keyboard and sends it as a command', async () => {
    const { page, server } = await open();
    const box = page.getByRole('combobox', { name: 'Message #releases' });
    await box.focus();
    await page.keyboard.type('/r');
    const list = page.getByRole('listbox', { name: 'Suggestions' });
    expect(await list.getByRole('option').count()).toBe(2);
    expect(await list.getByRole('option', { selected: true }).textContent()).toContain('/release');
    await page.keyboard.press('ArrowDown');
    expect(await list.getByRole('option', { selected: true }).textContent()).toContain('/rollback');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    expect(await box.inputValue()).toBe('/release ');
    expect(await page.getByText('[version] [--services').isVisible()).toBe(true);
    await page.keyboard.type('1.5.0');
    const sent = server.nextAct('command');
    await page.keyboard.press('Enter');
    expect(await sent).toMatchObject({ as: 'U_MIRA', channel: 'C_RELEASES', command: '/release', text: '1.5.0' });
    expect(await box.inputValue()).toBe('');
  });

  it('sends a bare command at once where its name is complete, and closes the list on Escape', async () => {
    const { page, server } = await open();
    await page.getByTestId('composer').fill('/release');
    const sent = server.nextAct('command');
    await page.keyboard.press('Enter');
    expect(await sent).toMatchObject({ command: '/release', text: '' });
    await page.getByTestId('composer').fill('/');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('listbox').count()).toBe(0);
  });

  it('sends a message as typed, with names completed after an at sign', async () => {
    const { page, server } = await open();
    await page.getByTestId('composer').focus();
    await page.keyboard.type('ready, @jo');
    await page.keyboard.press('Enter');
    await page.keyboard.type('& <b>you</b>?');
    const sent = server.nextAct('say');
    await page.keyboard.press('Enter');
    expect(await sent).toMatchObject({ channel: 'C_RELEASES', text: 'ready, @jonas & <b>you</b>?' });
  });

  it('breaks the line on Shift and Enter and brings back sent lines on arrow up', async () => {
    const { page, server } = await open();
    const box = page.getByTestId('composer');
    await box.fill('one');
    const sent = server.nextAct('say');
    await page.keyboard.press('Enter');
    await sent;
    await page.keyboard.type('two');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('lines');
    expect(await box.inputValue()).toBe('two\nlines');
    await box.fill('');
    await page.keyboard.press('ArrowUp');
    expect(await box.inputValue()).toBe('one');
    await page.keyboard.press('ArrowDown');
    expect(await box.inputValue()).toBe('');
  });

  it('keeps the line and says why if it could not be sent', async () => {
    const { page, server } = await open();
    server.answer('command', () => ({ ok: false, error: 'operation_timeout' }));
    await page.getByTestId('composer').fill('/release 1.5.0');
    await page.keyboard.press('Enter');
    const toast = page.getByTestId('toasts');
    await toast.getByText('/release did not work: the app did not answer within 3 seconds').waitFor();
    expect(await page.getByTestId('composer').inputValue()).toBe('/release 1.5.0');
    await toast.getByRole('button', { name: 'Dismiss' }).click();
    expect(await toast.textContent()).toBe('');
  });

  it('replies in a thread, and refuses commands there as Slack does', async () => {
    const { page, server } = await open();
    await page.getByRole('button', { name: '3 replies' }).click();
    const box = page.getByTestId('thread-composer');
    await box.fill('/release status');
    await box.press('Enter');
    await page.getByText('Slack does not run commands in threads.').waitFor();
    await box.fill('Looks good');
    const sent = server.nextAct('say');
    await box.press('Enter');
    expect(await sent).toMatchObject({ text: 'Looks good', thread_ts: expect.stringMatching(/^\d+\.\d+$/) });
    expect(server.acts.filter((act) => act.type === 'command')).toEqual([]);
  });
});
