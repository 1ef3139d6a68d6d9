import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTokens } from '#domain/commands/parse-command.ts';
import { aFolder, aRemote, git, type Remote } from '#test/adapters/git/a-remote.ts';
import { changelogLocally } from '../../../bin/local/changelog-command.ts';
import { openLocalWorld } from '../../../bin/local/local-world.ts';

/** A clone of a remote with v1.4.0 and a few commits behind it, and the command typed in it. */
function aClone(more: (remote: Remote) => void = () => undefined) {
  const remote = aRemote();
  remote.git('tag', 'v1.4.0');
  remote.commit('feat: new (#12)');
  remote.commit('chore: tidy (#14)');
  more(remote);
  const folder = join(aFolder(), 'shop');
  git(aFolder(), ['clone', '--quiet', remote.url, folder]);
  git(folder, ['config', 'user.name', 'Mira']);
  git(folder, ['config', 'user.email', 'mira@shop.example']);
  git(folder, ['remote', 'set-url', 'origin', 'git@github.com:octo/shop.git']);
  const file = join(folder, 'CHANGELOG.md');
  const type = async (...words: readonly string[]) => {
    const world = await openLocalWorld(folder, {});
    const tokens = words.map((text) => ({ text, isQuoted: false }));
    const parsed = parseTokens(changelogLocally.command, tokens, world.context);
    if (parsed.kind === 'refused') throw new Error(parsed.refusal.code);
    const said = { result: [] as string[], note: [] as string[] };
    const code = await changelogLocally.run(parsed.ask, world, {
      result: (text) => said.result.push(text),
      note: (text) => said.note.push(text),
    });
    return { code, result: said.result.join('\n'), note: said.note.join('\n') };
  };
  return { remote, folder, file, type };
}

describe('fairlead changelog-generate', () => {
  it('prints the next version\u2019s section, with links, and notes what has no entry', async () => {
    const { code, result, note } = await aClone().type();
    expect(code).toBe(0);
    expect(result).toMatch(
      /^## \[1\.5\.0\] - \d{4}-\d\d-\d\d\n\n1 internal change is not listed\.\n\n### Added\n\n- new \(\[#12\]/,
    );
    expect(result).toContain('\n[1.5.0]: https://github.com/octo/shop/compare/v1.4.0...v1.5.0');
    expect(note).toContain('No tag has 1.5.0 yet');
    expect(note).toContain('1 pull request has no entry: #14 chore: tidy.');
  });

  it('puts it into the file and keeps every other byte, once', async () => {
    const clone = aClone();
    const before =
      '\ufeff# Log\r\n\r\n## [Unreleased]\r\n\r\n- soon\r\n\r\n## [1.4.0]\r\n\r\n- caf\u00e9\r\n\r\n[Unreleased]: https://github.com/octo/shop/compare/v1.4.0...HEAD\r\n[1.4.0]: https://x';
    writeFileSync(clone.file, before);
    expect(await clone.type('--output', 'CHANGELOG.md')).toMatchObject({
      code: 0,
      result: 'CHANGELOG.md tells of 1.5.0.',
    });
    const text = readFileSync(clone.file, 'utf8');
    expect(text.startsWith('\ufeff# Log\r\n\r\n## [Unreleased]\r\n\r\n- soon\r\n\r\n## [1.5.0] - ')).toBe(true);
    expect(
      text.endsWith(
        '\r\n## [1.4.0]\r\n\r\n- caf\u00e9\r\n\r\n[Unreleased]: https://github.com/octo/shop/compare/v1.5.0...HEAD\r\n[1.5.0]: https://github.com/octo/shop/compare/v1.4.0...v1.5.0\r\n[1.4.0]: https://x',
      ),
    ).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect((await clone.type('--output', 'CHANGELOG.md')).result).toBe('CHANGELOG.md tells of 1.5.0 already.');
    expect(readFileSync(clone.file, 'utf8')).toBe(text);
  });

  it('refuses a file that is not UTF-8, and changes nothing', async () => {
    const clone = aClone();
    const bytes = Buffer.from([0x23, 0x20, 0xe9, 0x0a]);
    writeFileSync(clone.file, bytes);
    await expect(clone.type('--output', 'CHANGELOG.md')).rejects.toThrow('not UTF-8');
    expect(readFileSync(clone.file)).toEqual(bytes);
  });

  it('refuses to replace a file with another format', async () => {
    const clone = aClone();
    writeFileSync(clone.file, '# Log\n');
    expect(await clone.type('--output', 'CHANGELOG.md', '--format', 'json')).toMatchObject({ code: 1, result: '' });
    expect(readFileSync(clone.file, 'utf8')).toBe('# Log\n');
    expect(await clone.type('--output', 'changes.json', '--format', 'json')).toMatchObject({ code: 0 });
    clone.remote.commit('fix: more');
    expect(await clone.type('--output', 'changes.json', '--format', 'json', '--version', '2.0.0')).toMatchObject({
      code: 0,
    });
    expect(JSON.parse(readFileSync(join(clone.folder, 'changes.json'), 'utf8'))).toMatchObject({ version: '2.0.0' });
  });

  it('refuses what is not there, with the nearest tag, to standard error', async () => {
    expect(await aClone().type('--from', 'v1.5.0')).toEqual({
      code: 1,
      result: '',
      note: 'There is no tag, version, branch or commit v1.5.0 for --from. Did you mean v1.4.0?',
    });
  });

  it('says so before the first commit', async () => {
    const { folder, type } = aClone();
    git(folder, ['checkout', '--quiet', '--orphan', 'empty']);
    expect(await type()).toMatchObject({ code: 1, note: 'The repository has no commit yet. Commit something first.' });
  });

  it('goes by the configuration of the folder', async () => {
    const clone = aClone();
    writeFileSync(
      join(clone.folder, 'fairlead.yml'),
      `version: 1
projects:
  shop:
    repository: { url: ${clone.remote.url}, links: { web: 'https://git.shop.example/octo/shop', kind: gitlab } }
    channel: C0RELEASES
    changelogRules: { types: { chore: Chores } }
    services: { api: { deployer: { kind: command, deploy: ['true'] } } }
    environments: [{ name: production }]
`,
    );
    const { result } = await clone.type();
    expect(result).toContain('### Chores\n\n- tidy ([#14](https://git.shop.example/octo/shop/-/merge_requests/14))');
  });
});

describe('fairlead changelog edit', () => {
  it('corrects an entry in this clone and says how to share it; restore takes it back', async () => {
    const clone = aClone((remote) => remote.commit('feat: wrong'));
    const sha = clone.remote.head();
    const done = await clone.type('edit', sha.slice(0, 9), 'fix(cart)!: right');
    expect(done.result).toContain(
      'is corrected: in place of wrong changelogs and notes made from now on say fix(cart)!: right.',
    );
    expect(done.note).toContain('git push origin refs/notes/fairlead');
    expect((await clone.type()).result).toContain('- **Breaking:** cart: right');
    expect((await clone.type('restore', sha)).result).toContain('say wrong again');
    expect((await clone.type()).result).toContain('- wrong');
  });

  it('refuses a commit that is not there', async () => {
    expect(await aClone().type('edit', 'deadbeef', 'fix: a')).toMatchObject({ code: 1, result: '' });
  });
});
