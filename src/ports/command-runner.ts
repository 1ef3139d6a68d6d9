/** A program to run once. `key` names the run: the same key never starts twice on one machine, whoever dies in between. */
export type CommandRun = {
  readonly key: string;
  readonly argv: readonly string[];
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which the whole process group is ended. */
  readonly timeout: number;
};

export type CommandStatus =
  | { readonly kind: 'in_progress'; readonly machine: string }
  /** `output` is the redacted end of what it printed, at most 4,000 characters. */
  /** `code` is 128 + the signal's number when a signal ended it, 127 when the program was not found, 126 when it could not be run. */
  | { readonly kind: 'exited'; readonly code: number; readonly output: string; readonly took: number }
  | { readonly kind: 'timed_out'; readonly output: string; readonly took: number }
  /** The runner or its machine died without leaving an exit code. */
  | { readonly kind: 'unknown'; readonly why: string }
  | { readonly kind: 'not_seen' };

/** Runs programs in processes of their own that outlive a killed worker, so that their outcome is never lost. */
export type CommandRunner = {
  /** The name of this machine's data directory, kept in handles: another machine cannot ask after a run. */
  readonly machine: string;
  /** Starts the run if its key was never started here, and gives its status. */
  start(run: CommandRun): Promise<CommandStatus>;
  status(key: string): Promise<CommandStatus>;
  /** Ends a run's process group. A run that has ended stays ended. */
  stop(key: string): Promise<void>;
};

/** A program that only reads, so it may be run as often as one likes. `timeout` in milliseconds. */
export type CommandQuestion = { readonly argv: readonly string[]; readonly folder: string; readonly timeout: number };

export type CommandAnswer =
  /** `output` is the redacted beginning of what it printed to standard output, at most 4,000 characters. */
  { readonly kind: 'exited'; readonly code: number; readonly output: string } | { readonly kind: 'timed_out' };

/** Runs a reading program at once and waits for it. Never throws: a program that cannot be started exits with 126 or 127. */
export type AskCommand = (question: CommandQuestion) => Promise<CommandAnswer>;
