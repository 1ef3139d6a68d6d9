import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLocalRepository } from '#adapters/git/create-local-repository.ts';
import { createChangelogKeep } from '#adapters/kept/changelog-keep.ts';
import { usualRules } from '#domain/changelog/change-kinds.ts';
import type { WholeFormat } from '#domain/history/whole-layout.ts';
import { linksOf } from '#domain/links/links-of.ts';
import { wholeChangelog } from '#operations/history/whole-changelog.ts';
import type { ChangelogKeep } from '#ports/changelog-keep.ts';
import { drawnHistory, type Repository, withHistoryIn } from '../../domain/history/a-history.ts';

const formats: readonly WholeFormat[] = ['keep-a-changelog', 'github', 'json', 'plain'];

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fl-whole-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function whole(repository: Repository, format: WholeFormat, store: ChangelogKeep | null = null) {
  const git = createLocalRepository(repository.folder);
  const sha = await git.resolve('main');
  if (sha === null) throw new Error('no main');
  const made = await wholeChangelog(
    {
      git,
      head: { name: 'main', sha },
      services: {},
      rules: usualRules,
      links: linksOf('https://github.com/octo/shop.git'),
      now: 1_763_683_200_000,
      unit: { services: [], tag: 'v{version}' },
    },
    { format, hotfix: false, includeBreakingChanges: true, services: null },
    store === null ? null : { store, program: 'test' },
  );
  return { text: made.pieces.join(''), kept: made.kept, releases: made.releases };
}

describe('a changelog of every release', () => {
  it('has a section for each release tag, also of branches that were not merged, and each commit once', async () => {
    const commits = [
      { parents: [], seconds: 1_700_000_000, tags: ['1.0.0'] },
      { parents: [0], seconds: 1_700_000_100, tags: [] },
      { parents: [1], seconds: 1_700_000_200, tags: ['1.1.0', '1.1.0-rc.1'] },
      { parents: [2], seconds: 1_700_000_300, tags: ['1.1.1'] },
      { parents: [2], seconds: 1_700_000_400, tags: [] },
    ];
    await withHistoryIn(commits, async (repository) => {
      const { text, releases } = await whole(repository, 'keep-a-changelog');
      const told = text.split('\n').filter((line) => /^(## |- |\[\d|No )/.test(line));
      expect(releases).toBe(4);
      expect(told.map((line) => line.replace(/ \(\[.*/, ''))).toEqual([
        '## [Unreleased]',
        '- x004',
        '## [1.1.1] - 2023-11-14',
        '- x003',
        '## [1.1.0] - 2023-11-14',
        'No changes were recorded.',
        '## [1.1.0-rc.1] - 2023-11-14',
        '- x002',
        '- x001',
        '## [1.0.0] - 2023-11-14',
        '- x000',
        '[1.1.1]: https://github.com/octo/shop/compare/v1.1.0...v1.1.1',
        '[1.1.0]: https://github.com/octo/shop/compare/v1.0.0...v1.1.0',
        '[1.1.0-rc.1]: https://github.com/octo/shop/compare/v1.0.0...v1.1.0-rc.1',
        '[1.0.0]: https://github.com/octo/shop/releases/tag/v1.0.0',
      ]);
    });
  });
});

describe('what was kept', () => {
  it('gives the same bytes later, whichever tags came since, in every format', async () => {
    const folder = aFolder();
    await fc.assert(
      fc.asyncProperty(drawnHistory, fc.nat(), fc.constantFrom(...formats), async (commits, seed, format) => {
        await withHistoryIn(commits, async (repository) => {
          const store = createChangelogKeep(folder, `${seed}-${format}`);
          const tags = repository.git(['tag']).split('\n').filter(Boolean);
          const later = tags.filter((_, index) => (seed >> (index % 30)) % 2 === 1);
          const shas = later.map((tag) => repository.git(['rev-parse', `refs/tags/${tag}`]));
          for (const tag of later) repository.git(['tag', '-d', tag]);
          await whole(repository, format, store);
          for (const [index, tag] of later.entries())
            repository.git(['update-ref', `refs/tags/${tag}`, shas[index] ?? '']);
          const { text } = await whole(repository, format);
          expect((await whole(repository, format, store)).text).toBe(text);
          expect((await whole(repository, format, store)).text).toBe(text);
        });
      }),
      { numRuns: 15 },
    );
  });

  it('is used when one release has come, and not when it is damaged, of another program, or foreign', async () => {
    const folder = aFolder();
    const store = createChangelogKeep(folder, 'kept');
    const line = Array.from({ length: 9 }, (_, index) => ({
      parents: index === 0 ? [] : [index - 1],
      seconds: 1_700_000_000 + index * 100,
      tags: index % 3 === 2 ? [`1.${index}.0`] : [],
    }));
    await withHistoryIn(line, async (repository) => {
      const last = repository.git(['rev-parse', 'refs/tags/v1.8.0']);
      repository.git(['tag', '-d', 'v1.8.0']);
      await whole(repository, 'json', store);
      repository.git(['update-ref', 'refs/tags/v1.8.0', last]);
      const before = readFileSync(join(folder, 'kept'));
      const { text } = await whole(repository, 'json');
      expect(await whole(repository, 'json', store)).toMatchObject({ text, kept: 2 });

      const damaged = Buffer.from(before);
      damaged[damaged.length - 3] = 88;
      const foreign = [damaged, before.subarray(0, -10), Buffer.from('hello\n'), Buffer.alloc(0)];
      for (const bytes of foreign) {
        writeFileSync(join(folder, 'kept'), bytes);
        expect(await whole(repository, 'json', store)).toMatchObject({ text, kept: 0 });
      }
      expect((await whole(repository, 'plain', store)).kept).toBe(0);
    });
  });

  it('is given up for a release that is tagged afterwards inside of a kept one, and for a tag that was moved', async () => {
    const folder = aFolder();
    const store = createChangelogKeep(folder, 'kept');
    const line = Array.from({ length: 6 }, (_, index) => ({
      parents: index === 0 ? [] : [index - 1],
      seconds: 1_700_000_000 + index * 100,
      tags: index === 4 ? ['2.0.0'] : [],
    }));
    await withHistoryIn(line, async (repository) => {
      await whole(repository, 'plain', store);
      repository.git(['tag', 'v1.0.0', 'main~3']);
      const inside = await whole(repository, 'plain', store);
      expect(inside).toEqual({ ...(await whole(repository, 'plain')), kept: 0 });
      repository.git(['tag', '--force', 'v2.0.0', 'main']);
      expect(await whole(repository, 'plain', store)).toEqual({ ...(await whole(repository, 'plain')), kept: 0 });
    });
  });
});
