import { describe, expect, it } from 'vitest';
import { releaseForm, releaseModal } from './support/fixture.ts';
import { testPages } from './support/test-pages.ts';

const { open, tell } = testPages();

describe('a modal', () => {
  it('takes the focus, submits the state of every input, and gives the focus back when it closes', async () => {
    const { page, server } = await open();
    await page.getByTestId('composer').focus();
    server.push({ type: 'modal_opened', modal: releaseModal() });
    const modal = page.getByRole('dialog', { name: 'New release' });
    await modal.waitFor();
    expect(await page.locator(':focus').inputValue()).toBe('1.5.0');
    await modal.getByLabel('Version').fill('1.6.0');
    await modal.getByRole('group', { name: 'Services' }).getByRole('checkbox', { name: 'worker' }).uncheck();
    await modal.getByRole('radio', { name: 'All at once' }).check();
    await modal.getByLabel('Up to').selectOption({ label: 'staging' });
    await modal.getByLabel('Reason').fill('Saved cards\nand receipts');
    await modal.getByRole('group', { name: 'Ask' }).getByRole('checkbox', { name: 'Jonas Beck' }).check();
    await modal.getByLabel('Minutes between services').fill('10');
    await modal.getByLabel('Day').fill('2026-11-23');
    await modal.getByLabel('Time').fill('09:30');
    await modal.getByRole('checkbox', { name: 'Notify support' }).check();
    const sent = server.nextAct('view_submit');
    await modal.getByRole('button', { name: 'Make the plan' }).click();
    expect(await sent).toMatchObject({
      viewId: 'V1',
      state: {
        version: { value: { type: 'plain_text_input', value: '1.6.0' } },
        services: { value: { selected_options: [{ value: 'api' }, { value: 'web' }] } },
        strategy: { value: { selected_option: { value: 'immediate' } } },
        environment: { value: { selected_option: { value: 'staging' } } },
        reason: { value: { value: 'Saved cards\nand receipts' } },
        reviewers: { value: { selected_users: ['U_JONAS'] } },
        wait: { value: { value: '10' } },
        day: { value: { selected_date: '2026-11-23' } },
        time: { value: { selected_time: '09:30' } },
        checks: { value: { selected_options: [{ value: 'support' }] } },
      },
    });
    server.push({ type: 'modal_closed', id: 'V1' });
    await modal.waitFor({ state: 'detached' });
    expect(await page.locator(':focus').getAttribute('data-testid')).toBe('composer');
  });

  it('offers no way to submit a view without a submit button, and moves the focus to the first field once it has one', async () => {
    const blocks = [{ type: 'section', block_id: 'note', text: { type: 'mrkdwn', text: 'Reading the commits.' } }];
    const view = {
      type: 'modal',
      title: { type: 'plain_text', text: 'New release' },
      close: null,
      submit: null,
      blocks,
    };
    tell({ modals: [releaseModal({ view })] });
    const { page, server } = await open();
    const modal = page.getByTestId('modal');
    await modal.getByText('Reading the commits.').waitFor();
    expect(await modal.getByRole('button').allTextContents()).toEqual(['\u2715', 'Cancel']);
    server.push({ type: 'modal_updated', modal: releaseModal({ hash: '2' }) });
    await modal.getByRole('button', { name: 'Make the plan' }).waitFor();
    expect(await page.locator(':focus').inputValue()).toBe('1.5.0');
  });

  it('keeps what was typed across an update, and takes the new initial value of a new block', async () => {
    tell({ modals: [releaseModal()] });
    const { page, server } = await open();
    const modal = page.getByTestId('modal');
    await modal.getByLabel('Version').fill('2.0.0');
    await modal.getByLabel('Reason').fill('because');
    const blocks = releaseForm().map((block) =>
      block.block_id === 'reason' ? { ...block, block_id: 'reason-2' } : block,
    );
    const note = { type: 'section', block_id: 'new', text: { type: 'mrkdwn', text: 'Checked just now.' } };
    server.push({ type: 'modal_updated', modal: releaseModal({ hash: '2' }, [note, ...blocks]) });
    await modal.getByText('Checked just now.').waitFor();
    expect(await modal.getByLabel('Version').inputValue()).toBe('2.0.0');
    expect(await modal.getByLabel('Reason').inputValue()).toBe('');
  });

  it('shows each problem at its field, names it to screen readers, and clears it on typing', async () => {
    tell({ modals: [releaseModal()] });
    const { page, server } = await open();
    server.answer('view_submit', () => {
      const errors = { version: '1.4.0 was released before. Take 1.5.0 or later.' };
      server.push({ type: 'modal_updated', modal: releaseModal({ errors }) });
      return { ok: true, data: { errors } };
    });
    const modal = page.getByTestId('modal');
    const version = modal.getByLabel('Version');
    await version.fill('1.4.0');
    await version.press('Enter');
    await modal.getByText('1.4.0 was released before.').waitFor();
    expect(await version.getAttribute('aria-invalid')).toBe('true');
    expect(await version.inputValue()).toBe('1.4.0');
    const described = (await version.getAttribute('aria-describedby'))?.split(' ').at(-1);
    expect(await page.locator(`[id="${described}"]`).textContent()).toContain('1.4.0 was released before.');
    await version.fill('1.5.0');
    expect(await modal.getByText('1.4.0 was released before.').count()).toBe(0);
  });

  it('refuses an empty required field without asking the app', async () => {
    tell({ modals: [releaseModal()] });
    const { page, server } = await open();
    const modal = page.getByTestId('modal');
    await modal.getByLabel('Version').fill('');
    await modal.getByRole('button', { name: 'Make the plan' }).click();
    await modal.getByText('Please complete this required field.').waitFor();
    expect(await page.locator(':focus').getAttribute('aria-invalid')).toBe('true');
    expect(server.acts).toEqual([]);
  });

  it('closes by Escape, and says inside itself when the app does not answer', async () => {
    tell({ modals: [releaseModal()] });
    const { page, server } = await open();
    server.answer('view_submit', () => ({ ok: false, error: 'operation_timeout' }));
    await page.getByRole('button', { name: 'Make the plan' }).click();
    await page.getByTestId('modal').getByRole('alert').getByText('did not answer within 3 seconds').waitFor();
    const closed = server.nextAct('view_close');
    await page.keyboard.press('Escape');
    expect(await closed).toMatchObject({ viewId: 'V1', as: 'U_MIRA' });
  });

  it('holds the focus inside while it is open', async () => {
    tell({ modals: [releaseModal()] });
    const { page } = await open();
    await page.getByTestId('modal').waitFor();
    for (let press = 0; press < 30; press += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.closest("dialog") !== null')).toBe(true);
    }
  });

  it('belongs to one person and is not shown to another', async () => {
    tell({ modals: [releaseModal()] });
    const { page } = await open('#U_JONAS/C_RELEASES');
    await page.getByTestId('composer').waitFor();
    expect(await page.getByTestId('modal').count()).toBe(0);
  });
});
