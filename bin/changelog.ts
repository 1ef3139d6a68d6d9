import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createGitRepositories } from '#adapters/git/create-git-repositories.ts';
import { changelogEntries } from '#domain/changelog/changelog-entries.ts';
import { insertChangelogSection } from '#domain/changelog/insert-changelog-section.ts';
import { renderChangelogSection } from '#domain/changelog/render-changelog-section.ts';
import { nextVersion } from '#domain/version/bump.ts';
import { parseVersion } from '#domain/version/parse-version.ts';
import { suggestBump } from '#domain/version/suggest-bump.ts';
import { ReleaseError } from '#errors.ts';
import { type History, readHistory } from '#operations/propose/history.ts';

/**
 * `fairlead changelog`: prints the section of the next version of the repository in this folder, made from its commits; `--write` puts it
 * into the changelog. The version is the one the commits suggest, or the one given. Writing twice changes nothing.
 */
export async function changelog(args: readonly string[], say: (line: string) => void): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      branch: { type: 'string', default: 'main' },
      tag: { type: 'string', default: 'v{version}' },
      file: { type: 'string', default: 'CHANGELOG.md' },
      write: { type: 'boolean', default: false },
    },
  });
  const history = await historyHere(values.branch, values.tag);
  const version = versionOf(positionals[0], history);
  const date = new Date().toISOString().slice(0, 10);
  const section = renderChangelogSection({ version, date, changes: changelogEntries(history.commits) });
  if (!values.write) {
    say(section);
    return 0;
  }
  const before = await readFile(values.file, 'utf8').catch(() => null);
  const inserted = insertChangelogSection(before, section, version);
  if (inserted.kind === 'inserted') await writeFile(values.file, inserted.text);
  say(
    inserted.kind === 'differs'
      ? `${values.file} has a section for ${version} with other words; it was left as it is.`
      : `${values.file} tells of ${version}.`,
  );
  return inserted.kind === 'differs' ? 1 : 0;
}

async function historyHere(branch: string, tag: string): Promise<History> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'fairlead-changelog-'));
  try {
    const git = createGitRepositories({ dataDirectory }).of({ url: resolve('.') });
    await git.fetch();
    const history = await readHistory(git, branch, tag);
    if (history === null)
      throw new ReleaseError('GIT_FAILED', 'user', `There is no branch ${branch} here. Name one with --branch.`);
    return history;
  } finally {
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

function versionOf(typed: string | undefined, history: History): string {
  const current = history.previous?.version ?? null;
  if (typed === undefined) return nextVersion(current, suggestBump(history.commits, current)?.bump ?? 'patch');
  const parsed = parseVersion(typed);
  if (parsed.kind === 'version') return parsed.version;
  const hint = parsed.nearest === null ? 'Use three numbers, such as 1.5.0.' : `Did you mean ${parsed.nearest}?`;
  throw new ReleaseError('VERSION_FILE_INVALID', 'user', `${typed} is not a SemVer 2.0.0 version. ${hint}`);
}
