import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, BlockButtonAction } from '@slack/bolt';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPage } from '#sandbox/slack/build-page.ts';
import { startBrowser } from '#test/support/browser.ts';
import { aSlackWithApp } from '../slack/sample-workspace.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
let browser: Browser | undefined;
let pageDir = '';

beforeAll(async () => {
  pageDir = await mkdtemp(join(tmpdir(), 'sandbox-page-'));
  await buildPage(pageDir);
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await rm(pageDir, { recursive: true, force: true });
});

const form = {
  type: 'modal' as const,
  callback_id: 'plan',
  title: plain('New release'),
  submit: plain('Make the plan'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'version',
      label: plain('Version'),
      element: { type: 'plain_text_input' as const, action_id: 'value' },
    },
  ],
};

const confirm = {
  title: plain('Approve?'),
  text: plain('It goes out.'),
  confirm: plain('Approve it'),
  deny: plain('No'),
};

function card(version: string) {
  const button = { type: 'button' as const, action_id: 'approve', text: plain('Approve'), value: version, confirm };
  return {
    text: `Release ${version}`,
    blocks: [
      { type: 'section' as const, text: { type: 'mrkdwn' as const, text: `*Release ${version}* for everybody` } },
      { type: 'actions' as const, elements: [button] },
    ],
  };
}

function releaseBot(channel: () => string) {
  return (app: App): void => {
    app.command('/release', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: form });
    });
    app.view('plan', async ({ ack, view, client }) => {
      const version = view.state.values.version?.value?.value ?? '';
      if (version !== '1.5.0') {
        await ack({ response_action: 'errors', errors: { version: `${version} is not SemVer.` } });
        return;
      }
      await ack();
      await client.chat.postMessage({ channel: channel(), ...card(version) });
    });
    app.action<BlockButtonAction>('approve', async ({ ack, body, client }) => {
      await ack();
      const text = `Approved by <@${body.user.id}>`;
      await client.chat.update({ channel: channel(), ts: body.message?.ts ?? '', text, blocks: [] });
      await client.chat.postEphemeral({ channel: channel(), user: body.user.id, text: 'Thank you.' });
    });
  };
}

it('drives a real Bolt app through the sandbox: command, modal, problem, card, confirm, ephemeral answer', async () => {
  let channel = '';
  const slack = await aSlackWithApp(
    'socket',
    releaseBot(() => channel),
    { pageDir },
  );
  channel = slack.channel('releases').id;
  const page = await browser?.newPage({ viewport: { width: 1280, height: 800 } });
  if (page === undefined) throw new Error('There is no browser.');
  page.setDefaultTimeout(30_000);
  await page.goto(`${slack.url}/`);
  await page.getByTestId('composer').fill('/release');
  await page.keyboard.press('Enter');
  const modal = page.getByRole('dialog', { name: 'New release' });
  await modal.getByLabel('Version').fill('1.5');
  await modal.getByRole('button', { name: 'Make the plan' }).click();
  await modal.getByText('1.5 is not SemVer.').waitFor();
  await modal.getByLabel('Version').fill('1.5.0');
  await page.keyboard.press('Enter');
  await modal.waitFor({ state: 'detached' });
  await page.getByRole('radio', { name: /Jonas/ }).check();
  await page.getByTestId('message').getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Approve it' }).click();
  await page.getByText('Thank you.').waitFor();
  await page.getByTestId('message').getByText('Approved by').waitFor();
  expect(await page.getByTestId('message').first().textContent()).toContain('Approved by @jonas');
  await page.keyboard.press('Alt+1');
  await page.getByText('Thank you.').waitFor({ state: 'detached' });
  await page.close();
});
