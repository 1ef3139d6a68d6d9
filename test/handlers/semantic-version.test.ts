import { describe, expect, it } from 'vitest';
import { modes } from '#test/support/slack-harness.ts';
import { anApp } from './an-app.ts';

const command = '/semantic-version';

describe.each(modes)('/semantic-version over %s', (mode) => {
  it('is in the queue with everything that was typed, once', async () => {
    const app = await anApp({ mode });
    await app.command('\u2014current 1.4.2 --bump minor --pre-release alpha --build-metadata commit.abc123', {
      command,
    });
    await app.redeliver('command');
    expect(app.jobs()).toMatchObject([
      {
        name: 'semantic-version',
        request: {
          project: 'shop',
          current: '1.4.2',
          bump: 'minor',
          preRelease: 'alpha',
          buildMetadata: 'commit.abc123',
        },
        replyTo: { kind: 'response_url', user: 'U0MIRA' },
      },
    ]);
  });

  it('without a word asks about the repository', async () => {
    const app = await anApp({ mode });
    await app.command('', { command });
    expect(app.jobs()).toMatchObject([{ name: 'semantic-version', request: { project: 'shop', current: null } }]);
  });

  it.each([
    [
      '--current v1.4.2',
      'v1.4.2 is not a SemVer 2.0.0 version: it starts with the number, and the prefix belongs to the tag. Did you mean 1.4.2?',
    ],
    [
      '--pre-release rc_1',
      'rc_1 cannot be --pre-release: it holds an underscore, where only letters, digits and hyphens may stand. Did you mean rc-1?',
    ],
    ['--pre-release rc.01', 'rc.01 cannot be --pre-release: one of its numbers has a leading zero. Did you mean rc.1?'],
    ['--pre-release rc..1', 'rc..1 cannot be --pre-release: one of its identifiers is empty. Did you mean rc.1?'],
    [
      '--build-metadata a/b',
      'a/b cannot be --build-metadata: it may hold letters, digits and hyphens only, with dots between them. Did you mean a-b?',
    ],
    ['--commits "12 feats, 3 brekaing"', '3 brekaing is not a number of commits of a type. Did you mean 3 breaking?'],
    ['--bump huge', '--bump cannot be huge. Known are minor, patch, major, pre-release and release.'],
  ])('%s is refused with the nearest right thing', async (text, answer) => {
    const app = await anApp({ mode });
    await app.command(text, { command });
    expect(app.whispers()[0]).toContain(answer);
    expect(app.jobs()).toEqual([]);
  });
});
