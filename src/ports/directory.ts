import type { RoleConfig } from '#domain/project/roles.ts';

/** A person as the workspace knows them. */
export type DirectoryPerson = {
  readonly user: string;
  readonly name: string;
  readonly email: string | null;
  readonly isGuest: boolean;
};

/** Who is who: role members and people. Answers may be a minute old; roles are asked again when a decision is made. */
export type Directory = {
  /** Slack user ids that hold the role now: its users and the members of its groups. An unknown or empty role has none. */
  membersOf(role: RoleConfig, options?: { readonly fresh?: boolean }): Promise<readonly string[]>;
  person(user: string): Promise<DirectoryPerson | null>;
};
