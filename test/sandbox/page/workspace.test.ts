import { describe, expect, it } from 'vitest';
import { keepScreenshot } from '#test/support/browser.ts';
import { at, CARD_TS, message, picture, releaseModal } from './support/fixture.ts';
import { testPages } from './support/test-pages.ts';

const { open, tell } = testPages();

describe('the workspace', () => {
  it('changes who acts by click and by key, and shows ephemeral messages to their reader only', async () => {
    const { page, server } = await open();
    const note = page.getByText('Only visible to you');
    await note.waitFor();
    await page.getByRole('radio', { name: /Jonas Beck/ }).check();
    await note.waitFor({ state: 'detached' });
    const sent = server.nextAct('block_action');
    await page.getByRole('button', { name: 'Approve 1.5.0' }).click();
    expect(await sent).toMatchObject({ as: 'U_JONAS' });
    await page.keyboard.press('Alt+3');
    await page.getByRole('radio', { name: /Aiko Mori/, checked: true }).waitFor();
    await page.waitForURL((url) => url.hash === '#U_AIKO/C_RELEASES');
    expect(new URL(page.url()).hash).toBe('#U_AIKO/C_RELEASES');
  });

  it('is somebody else from the click on, not from when the browser tells of the new address', async () => {
    const { page } = await open();
    const chosen = await page.getByRole('radio', { name: /Jonas Beck/ }).evaluate((node) => {
      const radio = node as unknown as { click(): void; readonly checked: boolean };
      radio.click();
      return radio.checked;
    });
    expect(chosen).toBe(true);
  });

  it('stays where it was after a reload: person, channel and thread', async () => {
    const { page } = await open();
    await page.keyboard.press('Alt+2');
    await page.getByRole('button', { name: '3 replies' }).click();
    await page.getByTestId('thread').getByText('Build passed').waitFor();
    await page.reload();
    await page.getByTestId('thread').getByText('Build passed').waitFor();
    expect(await page.getByRole('radio', { name: /Jonas/ }).isChecked()).toBe(true);
    await page.getByTestId('thread-composer').press('Escape');
    await page.getByTestId('thread').waitFor({ state: 'detached' });
    expect(await page.locator(':focus').getAttribute('data-testid')).toBe('composer');
  });

  it('can be used by keyboard alone: regions by F6, a channel, a message, a button', async () => {
    const { page, server } = await open();
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to the message box');
    await page.keyboard.press('Enter');
    expect(await page.locator(':focus').getAttribute('data-testid')).toBe('composer');
    await page.keyboard.press('F6');
    expect(await page.locator('.panel :focus').count()).toBe(1);
    await page.keyboard.press('F6');
    expect(await page.locator('.sidebar :focus').count()).toBe(1);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'shop', level: 1 }).waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Approve 1.5.0' }).focus();
    const sent = server.nextAct('block_action');
    await page.keyboard.press('Space');
    expect(await sent).toMatchObject({ action_id: 'approve' });
  });

  it('shows what hostile people wrote as text and runs none of it', async () => {
    const hostile = '<img src=x onerror="document.title=1"> &lt;!channel&gt; <javascript:alert(1)|click>';
    const blocks = [
      { type: 'header', block_id: 'h', text: { type: 'plain_text', text: '<b>*x*</b> <@U_MIRA>' } },
      { type: 'section', block_id: 's', text: { type: 'mrkdwn', text: hostile } },
      { type: 'markdown', block_id: 'm', text: '<script>document.title=2</script> [y](javascript:alert(1))' },
      {
        type: 'rich_text',
        block_id: 'r',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url: 'javascript:alert(1)', text: 'z' }] }],
      },
    ];
    tell({ messages: [message('U_APP', 500, hostile, { blocks }), message('U_SAM', 510, hostile)] });
    const { page } = await open();
    await page.getByText('<b>*x*</b> <@U_MIRA>').waitFor();
    expect(await page.locator('.log img, .log script, .log a[href^="javascript"]').count()).toBe(0);
    expect(await page.locator('.log .mention').count()).toBe(0);
    expect(await page.getByText('<!channel>').count()).toBe(2);
    expect(await page.title()).toBe('Mira Holm in Sandbox workspace');
  });

  it('says that a block cannot be drawn and draws the rest', async () => {
    const blocks = [
      { type: 'rich_text', block_id: 'broken' },
      { type: 'hologram', block_id: 'unknown' },
      { type: 'section', block_id: 'fine', text: { type: 'mrkdwn', text: 'The rest is here.' } },
    ];
    tell({ messages: [message('U_APP', 500, 'Odd', { blocks })] });
    const { page } = await open();
    await page.getByText('The rest is here.').waitFor();
    await page.getByText('A block of type rich_text could not be drawn here.').waitFor();
    await page.getByText('The sandbox does not draw blocks of type hologram.').waitFor();
  });

  it('adds new messages to the live log, counts unread ones elsewhere, and follows the newest', async () => {
    const { page, server } = await open();
    await page.getByTestId('composer').waitFor();
    for (let index = 0; index < 30; index += 1) {
      server.push({ type: 'message', message: message('U_SAM', 1000 + index, `Line ${index}`) });
    }
    server.push({ type: 'message', message: { ...message('U_SAM', 2000, 'Alert'), channel: 'C_OPS' } });
    await page.getByText('Line 29', { exact: true }).waitFor();
    expect(
      await page.locator(`[data-ts="${at(1029)}"]`).evaluate((node) => node.getBoundingClientRect().bottom),
    ).toBeLessThan(800);
    expect(await page.getByRole('button', { name: /ops.*1 unread/ }).isVisible()).toBe(true);
    await page.getByRole('button', { name: /ops/ }).click();
    await page.getByRole('button', { name: 'ops', exact: true }).waitFor();
    expect(await page.getByRole('log').getAttribute('aria-live')).toBe('polite');
  });

  it('shows a card anew when it is updated', async () => {
    const { page, server } = await open();
    await page.getByRole('button', { name: 'Approve 1.5.0' }).waitFor();
    const blocks = [{ type: 'section', block_id: 'n', text: { type: 'mrkdwn', text: '*Approved* by <@U_JONAS>' } }];
    server.push({ type: 'message', message: message('U_APP', 120, 'Approved', { blocks, replyCount: 3 }) });
    await page.getByText('Approved', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Approve 1.5.0' }).count()).toBe(0);
  });

  it('opens Home, tells the app, and sends its buttons as the person', async () => {
    const { page, server } = await open();
    const opened = server.nextAct('open_home');
    await page.getByRole('button', { name: 'Fairlead' }).click();
    expect(await opened).toMatchObject({ as: 'U_MIRA' });
    const home = page.getByRole('region', { name: 'Home of Fairlead' });
    const sent = server.nextAct('block_action');
    await home.getByRole('button', { name: 'Refresh' }).click();
    expect(await sent).toMatchObject({ container: { type: 'home' }, action_id: 'refresh' });
    expect(new URL(page.url()).hash).toBe('#U_MIRA/home');
  });

  it('fills the message box from the guide without sending, and ticks off what is done', async () => {
    tell({ guide: picture().guide.map((step) => ({ ...step, done: false })) });
    const { page, server } = await open('#U_MIRA/home');
    const guide = page.getByRole('complementary', { name: 'Guide and shop' });
    expect(await guide.locator('[aria-current=step]').textContent()).toContain('Ask for a release');
    await guide.getByRole('button', { name: 'Type it for me: /release 1.5.0' }).click();
    await expect.poll(() => page.getByTestId('composer').inputValue()).toBe('/release 1.5.0');
    expect(server.acts.filter((act) => act.type === 'command')).toEqual([]);
    server.push({ type: 'guide', guide: picture().guide });
    await guide.getByText('1 of 4 done').waitFor();
    expect(await guide.locator('[aria-current=step]').textContent()).toContain('Approve it as Jonas');
  });

  it('shows the shop in words and pushes a change', async () => {
    const { page, server } = await open();
    const staging = page.getByRole('table', { name: 'staging' });
    expect(await staging.getByRole('row', { name: /^web/ }).textContent()).toBe('web1.4.2failing00');
    const sent = server.nextAct('push_change');
    await page.getByRole('button', { name: 'Push: fix(api): cache prices' }).click();
    expect(await sent).toMatchObject({ change: 'bad-health' });
  });

  it('shows how far a database is migrated, and its tables when it is opened', async () => {
    const { page } = await open();
    const wishlists = page.getByText('customer, product', { exact: true });
    expect(await wishlists.isVisible()).toBe(false);
    await page.getByText('Database of production: 2 migrations, 1 backup').click();
    await wishlists.waitFor();
    await page.getByText('Last run: 002_create_wishlists.sql').waitFor();
  });

  it('tells later steps of the guide when they are opened', async () => {
    const { page } = await open();
    const detail = page.getByText('Push it, release 1.5.1, and see it rolled back.');
    expect(await detail.isVisible()).toBe(false);
    await page.getByText('Push the version that fails').click();
    await detail.waitFor();
    await page.getByRole('button', { name: 'Type it for me: /release 1.5.1' }).click();
    await expect.poll(() => page.getByTestId('composer').inputValue()).toBe('/release 1.5.1');
  });

  it('says when the app or the sandbox itself is away, and comes back by itself', async () => {
    const { page, server } = await open();
    server.push({ type: 'connection', appConnected: false });
    await page.getByTestId('app-not-connected').waitFor();
    server.push({ type: 'connection', appConnected: true });
    await page.getByTestId('app-not-connected').waitFor({ state: 'detached' });
    server.dropConnections();
    await page.getByText('The sandbox cannot be reached.').waitFor();
    await page.getByText('The sandbox cannot be reached.').waitFor({ state: 'detached' });
  });
});

describe('the look of it', () => {
  it.each(['light', 'dark'] as const)('keeps pictures in %s', async (colorScheme) => {
    const { page, server } = await open('', { colorScheme, reducedMotion: 'reduce' });
    await page.getByRole('button', { name: 'Approve 1.5.0' }).waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe(colorScheme);
    await keepScreenshot(page, 'sandbox-page', `${colorScheme}-channel`);
    await page.getByRole('button', { name: '3 replies' }).click();
    await page.getByTestId('composer').fill('/r');
    await keepScreenshot(page, 'sandbox-page', `${colorScheme}-thread`);
    server.push({
      type: 'modal_opened',
      modal: releaseModal({ errors: { version: 'Not SemVer. Did you mean 1.5.0?' } }),
    });
    await page.getByTestId('modal').waitFor();
    await keepScreenshot(page, 'sandbox-page', `${colorScheme}-modal`);
  });

  it('switches the theme by hand and keeps it', async () => {
    const { page } = await open('', { colorScheme: 'light' });
    const button = page.getByRole('button', { name: /^Theme:/ });
    await button.click();
    await button.click();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.reload();
    await page.getByRole('button', { name: 'Theme: dark' }).waitFor();
  });

  it('fits a page 800 pixels wide, with nothing to scroll sideways', async () => {
    const { page } = await open(`#U_MIRA/C_RELEASES/${CARD_TS}`, { viewport: { width: 800, height: 800 } });
    await page.getByTestId('thread').waitFor();
    await keepScreenshot(page, 'sandbox-page', 'narrow-thread');
    await page.getByRole('button', { name: 'Close the thread' }).click();
    expect(await page.locator('html').evaluate((node) => node.scrollWidth)).toBeLessThanOrEqual(800);
    await page.getByRole('button', { name: 'Approve 1.5.0' }).click();
    await keepScreenshot(page, 'sandbox-page', 'narrow-channel');
  });
});
