import { beforeEach, describe, expect, it } from 'vitest';
import { commands } from '#domain/commands/index.ts';
import { modes } from '#test/support/slack-harness.ts';
import { anApp, type RunningApp } from './an-app.ts';
import { openModals } from './receive/harness-fixture.ts';

let app: RunningApp;

const typed = (value: string) => ({ value: { type: 'plain_text_input', value } });
const chosen = (value: string) => ({
  value: { type: 'static_select', selected_option: { value, text: { type: 'plain_text', text: value } } },
});

const withForms = commands.flatMap(({ name, forms }) => forms.filter(({ modal }) => modal !== null).map(() => name));

describe.each(modes)('the form made from a command’s arguments over %s', (mode) => {
  beforeEach(async () => {
    app = await anApp({ mode });
  });

  it.each(withForms)('of %s is one that Slack takes', async (command) => {
    await app.command('', { command });
    const modal = await app.slack.until(() => openModals(app)[0]);
    expect(modal.content.callback_id).toBe('command_modal');
    expect(app.jobs()).toEqual([]);
  });

  it('has filled in what was typed, and is the command with every argument given', async () => {
    await app.command('--commit true', { command: '/version-bump' });
    const modal = await app.slack.until(() => openModals(app)[0]);
    expect(JSON.stringify(modal.content)).toContain('"initial_option":{"text":{"type":"plain_text","text":"Yes"');

    const state = { version: typed('1.5.0'), files: typed('package.json, VERSION'), commit: chosen('true') };
    const submit = { type: 'view_submit', as: 'U0MIRA', viewId: modal.id, state } as const;
    await expect(app.slack.act(submit as never)).resolves.toEqual({ ok: true });
    expect(app.jobs()).toMatchObject([
      {
        name: 'version-bump',
        id: expect.stringMatching(/^version-bump-/),
        request: { version: { exact: '1.5.0' }, files: ['package.json', 'VERSION'], commit: true, tag: false },
      },
    ]);
    expect(openModals(app)).toEqual([]);
  });

  it('shows a fault beside its field, and keeps what was typed', async () => {
    await app.command('', { command: '/version-bump' });
    const modal = await app.slack.until(() => openModals(app)[0]);
    const state = { version: typed('1.5'), files: typed('../secrets') };
    const answer = await app.slack.act({ type: 'view_submit', as: 'U0MIRA', viewId: modal.id, state } as never);
    expect(answer).toMatchObject({
      ok: true,
      data: { errors: { version: expect.stringContaining('1.5.0'), files: expect.stringContaining('../secrets') } },
    });
    expect(app.jobs()).toEqual([]);
    expect(openModals(app)).toHaveLength(1);
  });

  it('does not open for a line with a mistake, which is refused', async () => {
    await app.command('--comit true', { command: '/version-bump' });
    expect((await app.told()).text).toContain('--commit');
    expect(openModals(app)).toEqual([]);
  });
});
