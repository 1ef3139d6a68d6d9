/** One person to begin with. `id` defaults to a counted one. */
export type SeedPerson = {
  readonly id?: string;
  readonly name: string;
  readonly realName: string;
  readonly title?: string;
  readonly email?: string;
  readonly color?: string;
  /** A guest who sees only the channels given to them. */
  readonly restricted?: boolean;
  readonly deleted?: boolean;
};

/** One channel to begin with. `members` are names; `app: true` puts the app in it. */
export type SeedChannel = {
  readonly id?: string;
  readonly name: string;
  readonly topic?: string;
  readonly members: readonly string[] | 'everyone';
  readonly app?: boolean;
  readonly private?: boolean;
  readonly archived?: boolean;
};

/** One user group to begin with. `members` are names of people. */
export type SeedGroup = {
  readonly id?: string;
  readonly handle: string;
  readonly name: string;
  readonly members: readonly string[];
};

/** The people, channels and user groups a workspace starts with. */
export type Seed = {
  readonly people: readonly SeedPerson[];
  readonly channels: readonly SeedChannel[];
  readonly groups?: readonly SeedGroup[];
};
