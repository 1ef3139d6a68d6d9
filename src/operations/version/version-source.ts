import type { Sha } from '#domain/ids.ts';
import type { Project } from '#domain/project/project.ts';
import type { GitReader } from '#ports/git.ts';
import type { FindOverrides } from '../changelog/read-commits.ts';

/** A repository as it stands: what can be asked of it, and where to look from. */
export type VersionRepository = {
  readonly git: Pick<
    GitReader,
    'branchHead' | 'tags' | 'tagsBehind' | 'isAncestor' | 'commits' | 'notes' | 'isShallow'
  >;
  /** Null is the head of the project's branch. */
  readonly head: Sha | null;
  /** Corrections from somewhere else than git notes, where there is such a place. */
  readonly findOverrides: FindOverrides | null;
  /** The branch, or what else the place is called by. */
  readonly branch: string;
};

/** A project whose versions are asked for. Its repository is opened when it is needed. */
export type VersionPlace = {
  readonly name: string;
  readonly project: Project;
  readonly open: () => Promise<VersionRepository>;
};

/** A project with its repository open. */
export type VersionSource = Omit<VersionPlace, 'open'> & VersionRepository;
