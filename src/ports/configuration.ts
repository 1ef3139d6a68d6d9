import type { Digest } from '#domain/ids.ts';
import type { Project } from '#domain/project/project.ts';
import type { Roles } from '#domain/project/roles.ts';

/** The parsed `fairlead.yml` as of now: a changed file is read again, an invalid one leaves the last good one in force. */
export type Configuration = {
  projects(): Readonly<Record<string, Project>>;
  roles(): Roles;
  /** The project meant where nothing else tells, if the file names one. */
  defaultProject(): string | null;
  /** What the file says about a person of the command line; null where Slack is to be asked, as for everybody else. */
  cliPerson(name: string): { readonly roles: readonly string[]; readonly email: string | null } | null;
  /** Digest of everything a plan of this project depends on. */
  digestOf(project: string): Digest;
};
