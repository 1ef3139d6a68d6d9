import { describe, expect, it } from 'vitest';
import { CARD_TS, message } from './support/fixture.ts';
import { testPages } from './support/test-pages.ts';

const { open, tell } = testPages();
const plain = (text: string) => ({ type: 'plain_text', text });

describe('elements of a message', () => {
  it('a button sends its value with the ids of block and action', async () => {
    const { page, server } = await open();
    const sent = server.nextAct('block_action');
    await page.getByRole('button', { name: 'Approve 1.5.0' }).click();
    expect(await sent).toMatchObject({
      as: 'U_MIRA',
      container: { type: 'message', channel: 'C_RELEASES', ts: CARD_TS },
      block_id: 'moves',
      action_id: 'approve',
      action: { type: 'button', block_id: 'moves', action_id: 'approve', value: 'R1', text: plain('Approve 1.5.0') },
    });
  });

  it('a button is busy until it is answered, and a second press sends nothing', async () => {
    const { page, server } = await open();
    let answer: (() => void) | undefined;
    server.answer('block_action', () => new Promise((resolve) => (answer = () => resolve({ ok: true }))));
    const button = page.getByRole('button', { name: 'Approve 1.5.0' });
    const sent = server.nextAct('block_action');
    await button.click();
    await sent;
    await button.click();
    expect(await button.getAttribute('aria-busy')).toBe('true');
    answer?.();
    await page.locator('[data-action-id=approve][aria-busy=false]').waitFor();
    expect(server.acts).toHaveLength(1);
  });

  it('a confirm dialog asks first: Escape sends nothing, its own verb sends the action', async () => {
    const { page, server } = await open();
    const cancel = page.getByTestId('message').getByRole('button', { name: 'Cancel', exact: true });
    await cancel.click();
    const dialog = page.getByRole('alertdialog', { name: 'Cancel release 1.5.0?' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(server.acts).toEqual([]);
    expect(await page.locator(':focus').textContent()).toBe('Cancel');
    await page.keyboard.press('Enter');
    const sent = server.nextAct('block_action');
    await dialog.getByRole('button', { name: 'Cancel release 1.5.0' }).click();
    expect(await sent).toMatchObject({ action_id: 'cancel', action: { type: 'button', value: 'R1' } });
    await dialog.waitFor({ state: 'detached' });
  });

  it('an overflow menu is walked with arrow keys and sends the chosen option', async () => {
    const { page, server } = await open();
    await page.getByRole('button', { name: 'More actions' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Show the plan' }).waitFor();
    await page.keyboard.press('ArrowDown');
    const sent = server.nextAct('block_action');
    await page.keyboard.press('Enter');
    expect(await sent).toMatchObject({
      action_id: 'more',
      action: { type: 'overflow', selected_option: { value: 'rollback' } },
    });
    expect(await page.getByRole('menu').count()).toBe(0);
  });

  it('selects, boxes and dates act at once and send the state of the whole message', async () => {
    const elements = [
      {
        type: 'static_select',
        action_id: 'env',
        placeholder: plain('Environment'),
        options: [{ text: plain('staging'), value: 's' }],
      },
      { type: 'users_select', action_id: 'who', placeholder: plain('Person') },
      { type: 'conversations_select', action_id: 'where', placeholder: plain('Channel') },
      { type: 'checkboxes', action_id: 'boxes', options: [{ text: plain('quiet'), value: 'q' }] },
      { type: 'datepicker', action_id: 'day', placeholder: plain('Day') },
    ];
    tell({ messages: [message('U_APP', 500, 'Choose', { blocks: [{ type: 'actions', block_id: 'b', elements }] })] });
    const { page, server } = await open();
    await page.getByLabel('Environment').selectOption({ label: 'staging' });
    await page.getByLabel('Person').selectOption({ label: 'Aiko Mori (Release lead)' });
    await page.getByLabel('Channel', { exact: true }).selectOption({ label: '#ops' });
    await page.getByRole('checkbox', { name: 'quiet' }).check();
    await page.getByLabel('Day').fill('2026-12-01');
    await expect.poll(() => server.acts.length).toBe(5);
    expect(server.acts.map((act) => (act.type === 'block_action' ? act.action : {}))).toMatchObject([
      { type: 'static_select', selected_option: { value: 's' } },
      { type: 'users_select', selected_user: 'U_AIKO' },
      { type: 'conversations_select', selected_conversation: 'C_OPS' },
      { type: 'checkboxes', selected_options: [{ value: 'q' }] },
      { type: 'datepicker', selected_date: '2026-12-01' },
    ]);
    expect(server.acts.at(-1)).toMatchObject({
      state: { b: { env: { selected_option: { value: 's' } }, who: { selected_user: 'U_AIKO' } } },
    });
  });

  it('says what went wrong when an action is refused', async () => {
    const { page, server } = await open();
    server.answer('block_action', () => ({ ok: false, error: 'There is no such button or menu here any more.' }));
    await page.getByRole('button', { name: 'Hold' }).click();
    await page.getByText('That action did not work: There is no such button or menu here any more.').waitFor();
  });
});
