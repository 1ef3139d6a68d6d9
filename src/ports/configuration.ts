import type { Digest } from '#domain/ids.ts';
import type { Project } from '#domain/project/project.ts';
import type { Roles } from '#domain/project/roles.ts';

/** The parsed `fairlead.yml` as of now: a changed file is read again, an invalid one leaves the last good one in force. */
export type Configuration = {
  projects(): Readonly<Record<string, Project>>;
  roles(): Roles;
  /** Digest of everything a plan of this project depends on. */
  digestOf(project: string): Digest;
};
