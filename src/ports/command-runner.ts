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
  | { readonly kind: 'exited'; readonly code: number; readonly output: string; readonly took: number }
  | { readonly kind: 'timed_out'; readonly output: string; readonly took: number }
  /** The runner or its machine died without leaving an exit code. */
  | { readonly kind: 'unknown'; readonly why: string }
  | { readonly kind: 'not_seen' };

/** Runs programs in processes of their own that outlive a killed worker, so that their outcome is never lost. */
export type CommandRunner = {
  /** The name of this machine, kept in handles: another machine cannot ask after a run. */
  readonly machine: string;
  /** Starts the run if its key was never started here, and gives its status. */
  start(run: CommandRun): Promise<CommandStatus>;
  status(key: string): Promise<CommandStatus>;
  /** Ends a run's process group. A run that has ended stays ended. */
  stop(key: string): Promise<void>;
};
