import { describe, expect, it, vi } from 'vitest';
import { localCommands, runLocal } from '../../../bin/local/run-local.ts';
import { aClone, type Clone } from '../../adapters/git/a-working-copy.ts';

/** Types `fairlead semantic-version` in a folder, each word as a shell would hand it on. */
async function type(folder: string, ...words: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const load = localCommands['semantic-version'];
  if (load === undefined) throw new Error('There is no semantic-version.');
  const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder);
  const say = { result: (text: string) => void out.push(text), note: (text: string) => void err.push(text) };
  try {
    return { code: await runLocal(load, words, say), out: out.join('\n'), err: err.join('\n') };
  } finally {
    cwd.mockRestore();
  }
}

function aShop(): Clone {
  const clone = aClone();
  clone.write('cart.js', '1\n');
  clone.git('add', '.');
  clone.git('commit', '--quiet', '-m', 'feat: pay with a saved card');
  return clone;
}

describe('fairlead semantic-version', () => {
  it('tells current, next and why of what is checked out, without a configuration', async () => {
    const { folder, git } = aShop();
    git('checkout', '--quiet', '-b', 'topic');
    const { code, err, out } = await type(folder);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      / is at 1\.4\.2\. The next is 1\.5\.0, a minor version .*: a feature asks for a minor version\.\n/,
    );
    expect(out).toMatch(/\n- [0-9a-f]{7} feat: pay with a saved card \(\w+\)\n/);
  });

  it('tells each service that a fairlead.yml gives a version of its own', async () => {
    const { folder, write } = aShop();
    const service = (name: string) =>
      `      ${name}: { path: ${name}, deployer: { kind: http, url: "http://127.0.0.1:4100" } }`;
    write(
      'fairlead.yml',
      [
        'version: 1',
        'projects:',
        '  shop:',
        `    repository: { url: ${folder} }`,
        '    channel: C0RELEASES',
        '    versioning: { scheme: independent }',
        '    services:',
        service('api'),
        service('web'),
        '    environments: [{ name: production }]',
        '',
      ].join('\n'),
    );
    const { out } = await type(folder);
    expect(out.split('\n')).toEqual([
      'shop api is at 1.4.2. Nothing is to be released: no commit since then is about api.',
      '- 1 commit since then is about others and does not count.',
      'shop web is at 1.4.2. Nothing is to be released: no commit since then is about web.',
      '- 1 commit since then is about others and does not count.',
    ]);
  });

  it('works a version out from what is typed, in any folder', async () => {
    const words = '--current 1.4.2 --bump minor --pre-release alpha --build-metadata commit.abc123'.split(' ');
    expect(await type('/', ...words)).toMatchObject({
      code: 0,
      out: 'After 1.4.2, a pre-release of the next minor version is 1.5.0-alpha.0+commit.abc123.',
    });
  });

  it('refuses a rule with 1, and a line that is not understood with 2 and the line to type instead', async () => {
    const { folder } = aShop();
    expect(await type(folder, '--bump', 'release')).toEqual({
      code: 1,
      out: '',
      err: '1.4.2 is a release, so there is nothing to promote. The next patch is 1.4.3.',
    });
    const { code, err } = await type(folder, '--current', '1.4.2', '--commits', '12 feats, 3 brekaing');
    expect(code).toBe(2);
    expect(err).toContain('Type fairlead semantic-version --current 1.4.2 --commits "12 feats, 3 breaking"');
  });
});
