import type { Project } from '#domain/project/project.ts';
import type { VersionBumpRequest } from '#domain/requests/version-bump-request.ts';
import type { ReleaseUnit } from '#domain/version/release-unit.ts';
import type { Version } from '#domain/version/version.ts';
import type { PreparedBump, VersionBumpRefusal } from '#domain/version-bump/version-bump-outcome.ts';
import { agreeOnVersion, type FileReading } from '#domain/version-files/agree-on-version.ts';
import { filesForBump, planBump } from '#domain/version-files/plan-bump.ts';
import { pathOfEntry, type VersionFileEntry } from '#domain/version-files/version-file-entry.ts';
import { readVersion } from '#domain/version-files/version-file-kinds.ts';
import type { BumpTree } from './bump-tree.ts';
import { chooseFiles } from './choose-files.ts';
import { chooseNextVersion } from './choose-next-version.ts';
import type { Footing } from './read-footing.ts';

export type Preparation =
  | { readonly kind: 'prepared'; readonly bump: PreparedBump }
  | { readonly kind: 'already'; readonly version: Version; readonly paths: readonly string[] }
  | { readonly kind: 'refused'; readonly refusal: VersionBumpRefusal };

/** What a bump is prepared from. */
export type BumpBase = {
  readonly request: Pick<VersionBumpRequest, 'version' | 'files' | 'services'>;
  readonly project: Pick<Project, 'services' | 'versioning'>;
  readonly unit: ReleaseUnit;
  readonly footing: Footing;
};

/**
 * Works out what a bump would change, and changes nothing: finds the files, asks them for the current version, refuses when they do not
 * agree, and plans the new text of each.
 */
export async function prepareBump(tree: BumpTree, base: BumpBase): Promise<Preparation> {
  const { footing, project, request, unit } = base;
  const paths = await tree.paths();
  const entries = chooseFiles(paths, {
    named: request.files,
    unit,
    services: project.services,
    only: request.services,
  });
  if (entries.length === 0) return refused({ code: 'no_version_files' });
  const known = new Set(paths);
  const missing = entries.map(pathOfEntry).filter((path) => !known.has(path));
  if (missing.length > 0) return refused({ code: 'files_missing', paths: missing });

  const readings = await readAll(tree, entries);
  const agreement = agreeOnVersion(readings);
  if (agreement.kind === 'disagree') return refused({ code: 'files_disagree', agreement });
  if (agreement.kind === 'none') return refused({ code: 'no_version', paths: entries.map(pathOfEntry) });

  const next = chooseNextVersion(request.version, agreement.version, footing, project);
  if (next.kind === 'refused') return next;
  if (next.kind === 'already') return { ...next, paths: agreement.paths };
  // A file that was named has a say though it holds no version: a Go module names its major version in its path.
  const meant = entries.filter((_, index) => request.files !== null || readings[index]?.reading.kind === 'version');
  const versions = { from: agreement.version, to: next.version, skippedTo: next.skippedTo };
  return planned(tree, paths, meant, { ...versions, holding: agreement.paths });
}

async function readAll(tree: BumpTree, entries: readonly VersionFileEntry[]): Promise<readonly FileReading[]> {
  const readings: FileReading[] = [];
  for (const entry of entries) {
    const path = pathOfEntry(entry);
    const text = await tree.read(path);
    const reading =
      text === null ? ({ kind: 'invalid', why: 'it is a link or a folder' } as const) : readVersion(entry, text);
    readings.push({ path, reading });
  }
  return readings;
}

async function planned(
  tree: BumpTree,
  paths: readonly string[],
  entries: readonly VersionFileEntry[],
  { holding, ...versions }: Pick<PreparedBump, 'from' | 'to' | 'skippedTo'> & { readonly holding: readonly string[] },
): Promise<Preparation> {
  const targets = entries.map((file) => ({ file, from: versions.from, to: versions.to }));
  const texts = new Map<string, string>();
  for (const path of filesForBump(paths, targets)) {
    const text = await tree.read(path);
    if (text !== null) texts.set(path, text);
  }
  const plan = planBump(texts, targets);
  if (plan.kind === 'refused') return refused({ code: 'files_invalid', problems: plan.problems });
  const edits = plan.changes.map(({ path, text }) => ({ path, before: texts.get(path) ?? '', after: text }));
  return {
    kind: 'prepared',
    bump: { ...versions, edits, already: plan.already.filter((path) => holding.includes(path)), notes: plan.notes },
  };
}

function refused(refusal: VersionBumpRefusal): Preparation {
  return { kind: 'refused', refusal };
}
