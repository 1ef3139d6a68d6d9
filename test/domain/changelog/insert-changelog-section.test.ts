import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insertChangelogSection } from '#domain/changelog/insert-changelog-section.ts';

const section = '## [1.5.0] - 2026-11-21\n\n### Fixed\n\n- a\n';

const line = fc.oneof(
  fc.constantFrom(
    '## [Unreleased]',
    '## [1.4.2] - 2026-01-01',
    '# Changelog',
    '```',
    '<!--',
    '-->',
    '---',
    '',
    '- a',
    '1.0.0',
  ),
  fc.constantFrom('[1.4.2]: https://shop.example/compare', '### Added', '~~~', '## About', '## 1.3.0', '\t', '> a'),
  fc.string({ maxLength: 20 }),
);
const aFile = fc
  .tuple(fc.array(line, { maxLength: 15 }), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\ufeff'), fc.boolean())
  .map(([lines, eol, bom, end]) => bom + lines.join(eol) + (end ? eol : ''));

describe('insertChangelogSection', () => {
  it.each([
    ['the newest version', '# Changelog\n\n## [1.4.2] - 2026-01-01\n\n- old\n', '## [1.4.2]'],
    ['the newest version, below Unreleased', '# Changelog\n\n## [Unreleased]\n\n- soon\n\n## 1.4.2\n', '## 1.4.2'],
    [
      'the link references, when Unreleased stands alone',
      '# C\n\n## [Unreleased]\n\n[Unreleased]: https://x\n',
      '[Unreleased]: h',
    ],
    ['a version in CRLF', '# C\r\n\r\n## [1.4.2]\r\n\r\n- old\r\n', '## [1.4.2]'],
    ['a version of level 1', '# v1.4.2 (2026-01-01)\n\n- old\n', '# v1.4.2'],
    ['an underlined version', '# C\n\n1.4.2 / 2026-01-01\n------\n\n- old\n', '1.4.2 /'],
    ['the first version outside a fence', '# C\n\n```\n## [1.0.0]\n```\n\n## [1.4.2]\n', '## [1.4.2]'],
    ['the first version outside a comment', '# C\n\n<!--\n## [1.0.0]\n-->\n\n## [1.4.2]\n', '## [1.4.2]'],
    ['a version behind a byte order mark', '\ufeff## [1.4.2]\n', '## [1.4.2]'],
    ['nothing, at the end of a file without versions', '# Changelog\n\nWords.\n', ''],
    ['nothing, at the end of a file without a last line end', '# Changelog', ''],
  ])('puts the section in front of %s', (_where, existing, mark) => {
    const { kind, text } = insertChangelogSection(existing, section, '1.5.0');
    expect(kind).toBe('inserted');
    const at = mark === '' ? existing.length : existing.indexOf(mark);
    expect(text.startsWith(existing.slice(0, at))).toBe(true);
    expect(text.endsWith(existing.slice(at))).toBe(true);
    const eol = existing.includes('\r\n') ? '\r\n' : '\n';
    const added = text.slice(at, text.length - (existing.length - at));
    expect(added.trim()).toBe(section.trim().replaceAll('\n', eol));
  });

  it.each([[null], [''], ['\n']])('starts a changelog from %j', (existing) => {
    const { text } = insertChangelogSection(existing, section, '1.5.0');
    expect(text).toContain('# Changelog\n\nAll notable changes');
    expect(text.endsWith(`\n\n${section}`)).toBe(true);
  });

  it('tells when a section of the version was written by hand, and keeps it', () => {
    const existing = '# C\n\n## [1.5.0] - 2026-11-20\n\nBy hand.\n';
    expect(insertChangelogSection(existing, section, '1.5.0')).toEqual({ kind: 'differs', text: existing });
  });

  it('changes nothing the second time and keeps every byte around the section', () => {
    fc.assert(
      fc.property(aFile, (existing) => {
        const first = insertChangelogSection(existing, section, '1.5.0');
        expect(insertChangelogSection(first.text, section, '1.5.0')).toEqual({ kind: 'already', text: first.text });
        let at = 0;
        while (at < existing.length && existing[at] === first.text[at]) at += 1;
        expect(first.text.endsWith(existing.slice(at))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['in front of the next lower version', '# C\n\n## [2.0.0]\n\n## [1.4.2]\n', '## [1.4.2]'],
    [
      'behind a version that is no number to compare',
      '# C\n\n## [Unreleased]\n\n## [1.4.2-]\n\n## [1.4.0]\n',
      '## [1.4.0]',
    ],
    ['at the end, when every version is higher', '# C\n\n## [2.0.0]\n\n- new\n', ''],
    [
      'in front of the references, when every version is higher',
      '# C\n\n## [2.0.0]\n\n[2.0.0]: https://x\n',
      '[2.0.0]: ',
    ],
  ])('puts a section of an older version %s', (_where, existing, mark) => {
    const { text } = insertChangelogSection(existing, section, '1.5.0');
    const at = mark === '' ? existing.length : existing.indexOf(mark);
    expect(text.slice(at)).toContain(section.trim());
    expect(text.startsWith(existing.slice(0, at))).toBe(true);
  });

  it('takes the same section of another day for the one that stands there', () => {
    const { text } = insertChangelogSection(null, section, '1.5.0');
    const later = section.replace('2026-11-21', '2026-11-22');
    expect(insertChangelogSection(text, later, '1.5.0')).toEqual({ kind: 'already', text });
  });
});

const compareUrl = 'https://github.com/octo/shop/compare/v1.4.2...v1.5.0';
const linked = `${section}\n[1.5.0]: ${compareUrl}\n`;

describe('the references at the foot', () => {
  const foot =
    '[Unreleased]: https://github.com/octo/shop/compare/v1.4.2...HEAD\n[1.4.2]: https://github.com/octo/shop/releases/tag/v1.4.2\n';

  it('gain the version and lead Unreleased on', () => {
    const existing = `# C\n\n## [Unreleased]\n\n## [1.4.2]\n\n- old\n\n${foot}`;
    const { kind, text } = insertChangelogSection(existing, linked, '1.5.0');
    expect(kind).toBe('inserted');
    expect(text).toBe(
      `# C\n\n## [Unreleased]\n\n${section}\n## [1.4.2]\n\n- old\n\n[Unreleased]: https://github.com/octo/shop/compare/v1.5.0...HEAD\n[1.5.0]: ${compareUrl}\n[1.4.2]: https://github.com/octo/shop/releases/tag/v1.4.2\n`,
    );
    expect(insertChangelogSection(text, linked, '1.5.0')).toEqual({ kind: 'already', text });
  });

  it.each([
    [
      'CRLF',
      `# C\r\n\r\n## [1.4.2]\r\n\r\n${foot.replaceAll('\n', '\r\n')}`,
      `v1.5.0...HEAD\r\n[1.5.0]: ${compareUrl}\r\n[1.4.2]: h`,
    ],
    ['no last line end', `# C\n\n## [1.4.2]\n\n${foot.trimEnd()}`, `v1.5.0...HEAD\n[1.5.0]: ${compareUrl}\n[1.4.2]: h`],
    [
      'Unreleased alone, without a last line end',
      '# C\n\n[Unreleased]: https://x/compare/v1.4.2...HEAD',
      `[Unreleased]: https://x/compare/v1.5.0...HEAD\n[1.5.0]: ${compareUrl}`,
    ],
    ['no references yet', '# C\n\n## [1.4.2]\n\n- old\n', `- old\n\n[1.5.0]: ${compareUrl}\n`],
    ['no references and no last line end', '# C\n\n## [1.4.2]\n\n- old', `- old\n\n[1.5.0]: ${compareUrl}`],
    [
      'other references only',
      '# C\n\n## [1.4.2]\n\n[docs]: https://x\n',
      `\n[1.5.0]: ${compareUrl}\n[docs]: https://x\n`,
    ],
  ])('are kept in a file with %s', (_what, existing, expected) => {
    const { text } = insertChangelogSection(existing, linked, '1.5.0');
    expect(text).toContain(expected);
    expect(text.endsWith('\n')).toBe(existing.endsWith('\n'));
  });

  it('leave Unreleased alone when a newer version is there', () => {
    const existing =
      '# C\n\n## [2.0.0]\n\n## [1.4.2]\n\n[Unreleased]: https://x/compare/v2.0.0...HEAD\n[2.0.0]: https://x\n';
    const { text } = insertChangelogSection(existing, linked, '1.5.0');
    expect(text).toContain('[Unreleased]: https://x/compare/v2.0.0...HEAD\n');
  });

  it.each([
    [
      'https://gitlab.com/g/shop/-/compare/v1.4.2...main',
      'https://gitlab.com/g/shop/-/compare/v1.4.2...v1.5.0',
      'https://gitlab.com/g/shop/-/compare/v1.5.0...main',
    ],
    [
      'https://bitbucket.org/o/s/branches/compare/main%0Dv1.4.2#diff',
      'https://bitbucket.org/o/s/branches/compare/v1.5.0%0Dv1.4.2#diff',
      'https://bitbucket.org/o/s/branches/compare/main%0Dv1.5.0#diff',
    ],
    [
      'https://g/compare/commits?sourceBranch=main&targetBranch=v1.4.2',
      'https://g/compare/commits?sourceBranch=v1.5.0&targetBranch=v1.4.2',
      'https://g/compare/commits?sourceBranch=main&targetBranch=v1.5.0',
    ],
    [
      'https://github.com/o/s/compare/v1.4.2...HEAD',
      'https://github.com/o/s/releases/tag/v1.5.0',
      'https://github.com/o/s/compare/v1.5.0...HEAD',
    ],
    ['https://shop.example/next', 'https://github.com/o/s/compare/v1.4.2...v1.5.0', 'https://shop.example/next'],
  ])('turn %s of Unreleased by %s into %s', (before, url, after) => {
    const existing = `# C\n\n## [1.4.2]\n\n[Unreleased]: ${before}\n[1.4.2]: https://x\n`;
    const { text } = insertChangelogSection(existing, `${section}\n[1.5.0]: ${url}\n`, '1.5.0');
    expect(text).toContain(`[Unreleased]: ${after}\n[1.5.0]: ${url}\n[1.4.2]: https://x\n`);
  });

  it('are all that changes besides the section, and nothing changes the second time', () => {
    const references = fc.subarray([
      '[Unreleased]: https://x/compare/v1.4.2...HEAD',
      '[1.4.2]: https://x/v1.4.2',
      '[1.3.0]: https://x/v1.3.0',
      '[docs]: https://x/docs',
    ]);
    const withFoot = fc.tuple(aFile, references, fc.boolean()).map(([file, lines, end]) => {
      const eol = file.includes('\r\n') ? '\r\n' : '\n';
      return `${file}${eol}${eol}${lines.join(eol)}${end ? eol : ''}`;
    });
    const fresh = linked.replace('- a\n', '- quite new\n').replace('### Fixed', '### Quite new');
    fc.assert(
      fc.property(withFoot, (existing) => {
        fc.pre(existing.trim() !== '');
        const first = insertChangelogSection(existing, fresh, '1.5.0');
        expect(insertChangelogSection(first.text, fresh, '1.5.0')).toEqual({ kind: 'already', text: first.text });
        const added = fresh.split('\n').filter((one) => one !== '');
        expect(withoutLines(first.text, added)).toEqual(withoutLines(existing, []));
      }),
      { numRuns: 2_000 },
    );
  });
});

/** The lines of a file that are not blank, without the first occurrence of each added one, Unreleased as it was. */
function withoutLines(text: string, added: readonly string[]): string[] {
  const left = [...added];
  return text
    .replace(/^\ufeff/, '')
    .split('\n')
    .map((one) => one.replace(/\r$/, '').replace('compare/v1.5.0...HEAD', 'compare/v1.4.2...HEAD'))
    .filter((one) => {
      const at = left.indexOf(one);
      if (at >= 0) left.splice(at, 1);
      return at < 0 && one !== '';
    });
}
