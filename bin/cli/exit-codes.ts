/** What the command line ends with. docs/commands.md says them, too. */
export const exitCodes = {
  done: 0,
  /** A rule or a right forbids it; nothing was done. */
  refused: 1,
  /** The line was not understood; nothing was done. */
  usage: 2,
  /** Redis is away, or no worker answered in time; it may still happen. */
  noAnswer: 3,
} as const;

/** What the process of one command line ends with. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
