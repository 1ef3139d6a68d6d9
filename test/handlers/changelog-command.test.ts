import { describe, expect, it } from 'vitest';
import { modes } from '#test/support/slack-harness.ts';
import { anApp } from './an-app.ts';
import { openModals } from './receive/harness-fixture.ts';

const command = '/changelog-generate';

describe.each(modes)('/changelog-generate over %s', (mode) => {
  it('is understood with every argument', async () => {
    const app = await anApp({ mode });
    await app.command(
      '--from v1.4.0 --to v1.5.0 --format keep-a-changelog --include-breaking-changes true --output CHANGELOG.md --hotfix true',
      { command },
    );
    expect(app.whispers()).toEqual(['Working out what changed in shop from v1.4.0 to v1.5.0.']);
    expect(app.jobs()).toMatchObject([
      {
        name: 'changelog-generate',
        id: expect.stringMatching(/^changelog-generate-/),
        request: {
          project: 'shop',
          from: 'v1.4.0',
          to: 'v1.5.0',
          format: 'keep-a-changelog',
          includeBreakingChanges: true,
          output: 'CHANGELOG.md',
          hotfix: true,
          services: null,
          version: null,
        },
      },
    ]);
  });

  it('shows its result in Slack\u2019s own words unless another format is asked for', async () => {
    const app = await anApp({ mode });
    await app.command('--from v1.4.0', { command });
    expect(app.jobs()).toMatchObject([{ request: { format: 'slack', includeBreakingChanges: true, hotfix: false } }]);
  });

  it.each([
    ['--from --upload-pack=x', '--from needs a value'],
    ['--from=--upload-pack=x', '--upload-pack=x cannot be one by the rules of git'],
    ['--from v1..2', 'v1..2 cannot be one by the rules of git'],
    ['--output ../x', '../x is none'],
    ['--format kepp-a-changelog', 'Did you mean keep-a-changelog?'],
    ['edit', '--commit'],
    ['edit "fix: a" --remove', '--remove'],
  ])('refuses %s privately, and nothing is queued', async (text, answer) => {
    const app = await anApp({ mode });
    await app.command(text, { command });
    if (text !== 'edit') expect((await app.told()).text).toContain(answer);
    expect(app.jobs()).toEqual([]);
  });

  it('takes a correction by word', async () => {
    const app = await anApp({ mode });
    await app.command('edit 4f0c2a1 "fix(cart): count once\\n\\nRefs: #12"', { command });
    expect(app.whispers()).toEqual(['Looking for the commit 4f0c2a1 of shop.']);
    const request = { project: 'shop', commit: '4f0c2a1', text: 'fix(cart): count once\n\nRefs: #12' };
    expect(app.jobs()).toMatchObject([{ name: 'changelog-edit', request }]);
  });

  it('takes a correction by form, line by line', async () => {
    const app = await anApp({ mode });
    await app.command('edit 4f0c2a1', { command });
    const modal = await app.slack.until(() => openModals(app)[0]);
    expect(JSON.stringify(modal.content)).toContain('"initial_value":"4f0c2a1"');
    const typed = (value: string) => ({ value: { type: 'plain_text_input', value } });
    const state = { commit: typed('4f0c2a1'), text: typed('fix: one\nfeat: two') };
    const submit = { type: 'view_submit', as: 'U0MIRA', viewId: modal.id, state } as const;
    await expect(app.slack.act(submit as never)).resolves.toEqual({ ok: true });
    expect(app.jobs()).toMatchObject([{ name: 'changelog-edit', request: { text: 'fix: one\nfeat: two' } }]);
  });

  it('takes a correction back', async () => {
    const app = await anApp({ mode });
    await app.command('restore 4f0c2a1', { command });
    expect(app.jobs()).toMatchObject([{ name: 'changelog-edit', request: { commit: '4f0c2a1', text: null } }]);
  });
});
