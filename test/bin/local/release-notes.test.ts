import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTokens } from '#domain/commands/parse-command.ts';
import { aFolder, aRemote, git } from '#test/adapters/git/a-remote.ts';
import { openLocalWorld } from '../../../bin/local/local-world.ts';
import { releaseNotesLocally } from '../../../bin/local/release-notes.ts';

const configuration = `version: 1
projects:
  shop:
    repository: { url: https://github.com/octo/shop.git }
    channel: C0RELEASES
    notes: { product: The Shop, templates: notes }
    services: { api: { deployer: { kind: http, url: http://127.0.0.1:1 } } }
    environments: [{ name: production }]
`;

/** A clone with v1.4.0, v1.5.0 and a commit behind it, and the command typed in it. */
function aClone() {
  const remote = aRemote();
  remote.git('tag', 'v1.4.0');
  remote.commit('feat(web): pay with a saved card (#12)\n\nRelease-note: Pay with a card you saved before.');
  remote.commit('chore: tidy');
  remote.git('tag', 'v1.5.0');
  remote.commit('fix: round prices');
  const folder = join(aFolder(), 'shop');
  git(aFolder(), ['clone', '--quiet', remote.url, folder]);
  git(folder, ['remote', 'set-url', 'origin', 'git@github.com:octo/shop.git']);
  const type = async (...words: readonly string[]) => {
    const world = await openLocalWorld(folder, {});
    const tokens = words.map((text) => ({ text, isQuoted: false }));
    const parsed = parseTokens(releaseNotesLocally.command, tokens, world.context);
    if (parsed.kind === 'refused') throw new Error(parsed.refusal.code);
    const said = { result: [] as string[], note: [] as string[] };
    const code = await releaseNotesLocally.run(parsed.ask, world, {
      result: (text) => said.result.push(text),
      note: (text) => said.note.push(text),
    });
    return { code, result: said.result.join('\n'), note: said.note.join('\n') };
  };
  return { folder, type };
}

describe('fairlead release-notes', () => {
  it('prints the notes of a version as Markdown, without any configuration', async () => {
    expect(await aClone().type('--version', '1.5.0', '--audience', 'customers')).toEqual({
      code: 0,
      note: '',
      result: '# shop 1.5.0\n\nWe added 1 new feature to shop 1.5.0.\n\n## New\n\n- Pay with a card you saved before.',
    });
  });

  it('prints a draft of the next version, and says on standard error that it is one', async () => {
    const { code, result, note } = await aClone().type();
    expect([code, note]).toEqual([0, '1.5.1 has no tag yet: these are the notes it would have now.']);
    expect(result).toContain('# shop 1.5.1, for engineers (draft)\n\n1 fix since 1.5.0.\n\n## Fixes\n\n- round prices');
  });

  it.each([
    ['html', '<li>Pay with a card you saved before.</li>'],
    ['plain', '- Pay with a card you saved before.'],
    ['slack', '\u2022 Pay with a card you saved before.'],
    ['json', '"text": "Pay with a card you saved before."'],
  ])('writes %s', async (format, text) => {
    const { result } = await aClone().type('1.5.0', '--audience', 'customers', '--format', format);
    expect(result).toContain(text);
    if (format === 'json')
      expect(JSON.parse(result)).toMatchObject({ version: '1.5.0', audience: 'customers', draft: false });
  });

  it('puts them into a file', async () => {
    const clone = aClone();
    const { result } = await clone.type('1.5.0', '--audience', 'customers', '--output', 'NOTES.md');
    expect(result).toBe('NOTES.md holds the notes of 1.5.0 for customers.');
    expect(readFileSync(join(clone.folder, 'NOTES.md'), 'utf8')).toMatch(/^# shop 1\.5\.0\n\nWe added/);
  });

  it('uses the templates of the folder as they stand, and none from outside it', async () => {
    const clone = aClone();
    mkdirSync(join(clone.folder, 'notes'));
    writeFileSync(join(clone.folder, 'fairlead.yml'), configuration);
    writeFileSync(join(clone.folder, 'notes/customers.liquid'), "{{ product }} has news. {% render 'foot' %}");
    writeFileSync(join(clone.folder, 'notes/foot.liquid'), 'Bye.');
    expect((await clone.type('1.5.0', '--audience', 'customers')).result).toBe(
      '# The Shop 1.5.0\n\nThe Shop has news. Bye.',
    );

    const outside = join(aFolder(), 'secret.liquid');
    writeFileSync(outside, 'A secret.');
    symlinkSync(outside, join(clone.folder, 'notes/support.liquid'));
    const { result } = await clone.type('1.5.0', '--audience', 'support');
    expect(result).not.toContain('A secret.');
    expect(result).toContain('The Shop 1.5.0 has 1 new feature.');
  });

  it('says when a template cannot be used, and writes with the usual one', async () => {
    const clone = aClone();
    mkdirSync(join(clone.folder, 'notes'));
    writeFileSync(join(clone.folder, 'fairlead.yml'), configuration);
    writeFileSync(join(clone.folder, 'notes/customers.liquid'), '{% for item in features %}');
    const { result, note } = await clone.type('1.5.0', '--audience', 'customers');
    expect(note).toMatch(
      /^The template customers\.liquid of the project could not be used \(.*not closed.*\); the usual one was\.$/,
    );
    expect(result).toContain('We added 1 new feature to The Shop 1.5.0.');
  });

  it('refuses a version that never was', async () => {
    expect(await aClone().type('1.2.0')).toEqual({
      code: 1,
      result: '',
      note: 'There is no tag of 1.2.0, and it is not above the last release, 1.5.0. Name a version that was released, or one that is to come.',
    });
  });
});
