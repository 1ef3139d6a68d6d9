import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { localCommands, runLocal } from '../../../bin/local/run-local.ts';
import { aClone, type Clone } from '../../adapters/git/a-working-copy.ts';
import { anSshKey } from '../../adapters/git/real-keys.ts';
import { GithubServer } from '../../adapters/github/github-server.ts';

/** Types a command line in a folder, each word as a shell would hand it on. */
async function type(folder: string, name: string, ...words: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const load = localCommands[name];
  if (load === undefined) throw new Error(`There is no ${name}.`);
  const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder);
  const say = { result: (text: string) => void out.push(text), note: (text: string) => void err.push(text) };
  try {
    const code = await runLocal(load, words, say);
    return { code, out: out.join('\n'), err: err.join('\n') };
  } finally {
    cwd.mockRestore();
  }
}

/** Everything a repository holds version files for, at 1.4.2. */
function aShop(): Clone {
  const clone = aClone();
  clone.write('package.json', '{\n  "name": "shop",\n  "version": "1.4.2"\n}\n');
  clone.write('Chart.yaml', 'apiVersion: v2\nname: shop\nversion: 1.4.2\nappVersion: "1.4.2"\n');
  clone.write('VERSION', '1.4.2\n');
  clone.write('pom.xml', '<project>\n  <artifactId>shop</artifactId>\n  <version>1.4.2</version>\n</project>\n');
  clone.git('add', '.');
  clone.git('commit', '--quiet', '-m', 'feat: build everywhere');
  return clone;
}

const files = 'package.json,Chart.yaml,VERSION,pom.xml';

describe('fairlead version-bump', () => {
  it('prints a diff that git apply takes, and says beside it that nothing was changed', async () => {
    const { folder, git } = aShop();
    const { code, err, out } = await type(folder, 'version-bump', '--version', '1.5.0', '--files', files);
    expect(code).toBe(0);
    expect(err).toContain('Nothing was changed');
    expect(git('status', '--porcelain')).toBe('');
    execFileSync('git', ['apply', '-'], { cwd: folder, input: `${out}\n`, stdio: 'pipe' });
    expect(git('status', '--porcelain')).toBe(' M Chart.yaml\n M VERSION\n M package.json\n M pom.xml');
  });

  it('commits and tags, and a second time finds both', async () => {
    const { folder, git } = aShop();
    const words = ['--version', '1.5.0', '--files', files, '--commit', 'true', '--tag', 'true'];
    const first = await type(folder, 'version-bump', ...words);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(
      /^\S+ 1\.4\.2 \u2192 1\.5\.0 in .*: committed on main as [0-9a-f]{9}\. It was not pushed\.\nv1\.5\.0 was tagged here/,
    );
    expect(git('diff', '--name-only', 'HEAD~1', 'HEAD')).toBe('Chart.yaml\nVERSION\npackage.json\npom.xml');
    expect(git('rev-parse', 'v1.5.0^{commit}')).toBe(git('rev-parse', 'HEAD'));
    const again = await type(folder, 'version-bump', ...words);
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('Nothing is to be changed') });
  });

  it('writes the files alone with --write', async () => {
    const { folder, git } = aShop();
    const { code } = await type(folder, 'version-bump', 'minor', '--files', 'VERSION', '--write');
    expect(code).toBe(0);
    expect(git('status', '--porcelain')).toBe(' M VERSION');
  });

  it('refuses with 1 what a rule forbids and with 2 what it does not understand', async () => {
    const { folder, write } = aShop();
    write('VERSION', '9.9.9\n');
    const refused = await type(folder, 'version-bump', '1.5.0', '--files', 'VERSION', '--commit');
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('VERSION has changes') });
    const unread = await type(folder, 'version-bump', '1.5', '--commit');
    expect(unread).toMatchObject({ code: 2, out: '', err: expect.stringContaining('1.5.0') });
  });
});

describe('fairlead tag-release', () => {
  it('signs with the key of git, pushes, and shows who signed', async () => {
    const { path, publicKey } = anSshKey();
    const { folder, git, remote } = aShop();
    writeFileSync(`${path}.signers`, `mira@shop.example ${publicKey}\n`);
    git('config', 'gpg.format', 'ssh');
    git('config', 'user.signingKey', path);
    git('config', 'gpg.ssh.allowedSignersFile', `${path}.signers`);
    const words = ['--version', 'v1.5.0', '--message', 'First stable API', '--sign', 'true', '--push', 'true'];
    const { code, err, out } = await type(folder, 'tag-release', ...words);
    expect(code).toBe(0);
    expect(err).toMatch(/^v1\.5\.0 goes to [0-9a-f]{9} feat: build everywhere of .*, the head of the branch\.$/);
    expect(out).toContain('Good ssh signature by mira@shop.example');
    expect(remote.git('cat-file', 'tag', 'v1.5.0')).toContain('\n\nv1.5.0\n\nFirst stable API\n-----BEGIN SSH');
  });

  it('goes by the fairlead.yml of the folder', async () => {
    const { folder, write } = aShop();
    write('fairlead.yml', aConfiguration);
    const { code, out } = await type(folder, 'tag-release', '1.5.0');
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringContaining('shop release-1.5.0 was tagged here'),
    });
  });

  it('takes a version in the shape of the project’s tags', async () => {
    const { folder, git, write } = aShop();
    write('fairlead.yml', aConfiguration);
    expect(await type(folder, 'tag-release', '--version', 'release-1.5.0')).toMatchObject({ code: 0 });
    expect(git('tag')).toContain('release-1.5.0');
  });

  it('publishes the page of the forge with the files of the folder, what they hash to, and the notes of the commits', async () => {
    const server = await new GithubServer().start();
    server.tags.add('release-1.5.0');
    server.token = 'a-token-of-twenty-letters';
    const { folder, remote, write } = aShop();
    write('fairlead.yml', aConfiguration.replace('}', ', forge: { kind: github, repository: shop/shop } }'));
    write('dist/shop-1.5.0.tgz', 'x');
    vi.stubEnv('GITHUB_TOKEN', '');
    expect(await type(folder, 'tag-release', '1.5.0', '--release')).toMatchObject({
      code: 1,
      err: expect.stringContaining('GITHUB_TOKEN is not set'),
    });
    vi.stubEnv('GITHUB_TOKEN', server.token);
    vi.stubEnv('GITHUB_API_URL', server.url);
    const { code, out } = await type(folder, 'tag-release', '1.5.0', '--artifacts', 'dist/shop-{version}.tgz');
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('release page is published') });
    expect(out).toMatch(/^[0-9a-f]{64} {2}shop-1\.5\.0\.tgz$/m);
    expect(remote.git('tag')).toContain('release-1.5.0');
    expect(server.releases).toMatchObject([{ draft: false, body: expect.stringContaining('build everywhere') }]);
    expect(server.releases[0]?.body).toContain('### Checksums');
  });

  it('refuses with 1 a tag that stands elsewhere, showing both commits', async () => {
    const { folder } = aShop();
    const { code, err } = await type(folder, 'tag-release', 'v1.4.2');
    expect(code).toBe(1);
    expect(err).toMatch(
      /v1\.4\.2 stands on [0-9a-f]{9} feat: start .* already; asked for was [0-9a-f]{9} feat: build everywhere/,
    );
  });
});

const aConfiguration = `version: 1
projects:
  shop:
    repository: { url: /nowhere }
    channel: C0RELEASES
    tag: release-{version}
    services:
      api:
        deployer: { kind: http, url: http://127.0.0.1:1 }
    environments:
      - name: production
`;
