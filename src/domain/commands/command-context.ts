/** A project as far as a command line can name its parts. */
export type KnownProject = {
  readonly name: string;
  /** Where its releases are shown; a command typed there means this project. */
  readonly channel: string;
  readonly services: readonly string[];
  /** Shapes of its tags, with `{version}`. */
  readonly tags?: readonly string[];
  /** In the order a release goes through them. */
  readonly environments: readonly string[];
  /** Names of the checks that a validation can run. */
  readonly checks?: readonly string[];
};

/** Everything beside the text that a command line is read against. */
export type CommandContext = {
  readonly projects: readonly KnownProject[];
  /** The project meant where neither text nor channel tells, if the configuration names one. */
  readonly defaultProject: string | null;
  readonly strategies: readonly string[];
  /** The channel the line was typed in; null on the command line of a machine. */
  readonly channel: string | null;
  /** Whether a form can be opened for what is missing; a mention and a machine's command line have none. */
  readonly canOpenForms: boolean;
};

/** The project a line without a project's name means: the channel's, else the configured default, else the only one there is. */
export function impliedProject(context: CommandContext): KnownProject | null {
  const { projects, defaultProject, channel } = context;
  const inChannel = projects.filter((project) => project.channel === channel);
  const candidates = inChannel.length > 0 ? inChannel : projects;
  const byDefault = candidates.find((project) => project.name === defaultProject);
  return byDefault ?? (candidates.length === 1 ? (candidates[0] ?? null) : null);
}
