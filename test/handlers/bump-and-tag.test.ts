import { beforeEach, describe, expect, it } from 'vitest';
import { modes } from '#test/support/slack-harness.ts';
import { anApp, type RunningApp } from './an-app.ts';
import { openModals } from './receive/harness-fixture.ts';

let app: RunningApp;

describe.each(modes)('commands that change a repository, over %s', (mode) => {
  beforeEach(async () => {
    app = await anApp({ mode });
  });

  it('hands on /tag-release with every argument', async () => {
    await app.command('--version v1.5.0 --message "First stable API" --sign true --commit main', {
      command: '/tag-release',
    });
    expect(app.jobs()).toMatchObject([
      {
        name: 'tag-release',
        request: {
          project: 'shop',
          version: '1.5.0',
          message: 'First stable API',
          sign: true,
          commit: 'main',
          release: false,
          push: false,
          artifacts: [],
        },
      },
    ]);
  });

  it('hands on /version-bump with every argument', async () => {
    const text = '--version 1.5.0 --files "package.json,Chart.yaml,VERSION,pom.xml" --commit true --tag true';
    await app.command(text, { command: '/version-bump' });
    expect(app.jobs()).toMatchObject([
      {
        name: 'version-bump',
        request: {
          version: { exact: '1.5.0' },
          files: ['package.json', 'Chart.yaml', 'VERSION', 'pom.xml'],
          commit: true,
          tag: true,
          write: false,
        },
      },
    ]);
  });

  it.each([
    ['/version-bump', '1.5.0 --write true'],
    ['/tag-release', 'v1.5.0 --push true'],
    ['/tag-release', 'v1.5.0 --artifacts "dist/*"'],
    ['/tag-release', 'v1.5.0 --commit=--all'],
    ['/version-bump', '1.5.0 --files ../secrets'],
  ])('refuses %s %s, which means nothing in Slack or nothing at all', async (command, text) => {
    await app.command(text, { command });
    expect(app.jobs()).toEqual([]);
    expect(openModals(app)).toEqual([]);
  });

  it('asks for the version in a form where it is missing', async () => {
    await app.command('--sign true', { command: '/tag-release' });
    const modal = await app.slack.until(() => openModals(app)[0]);
    expect(JSON.stringify(modal.content)).toContain('"block_id":"version"');
    expect(app.jobs()).toEqual([]);
  });
});
