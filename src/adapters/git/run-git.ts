import { GitPluginError, type SimpleGitOptions, simpleGit } from 'simple-git';
import { type GitSetting, gitEnvironment } from './git-environment.ts';
import { gitFailure } from './git-failure.ts';

export { textOf } from './text-of.ts';

/** Milliseconds of silence after which a git process is taken for dead. */
const silenceLimit = 120_000;

/** One git call. `what` opens the sentence of an error: `Fetching https://host/shop`. */
export type GitCall = {
  readonly folder: string;
  readonly what: string;
  readonly args: readonly string[];
  readonly settings?: readonly GitSetting[];
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Exit codes other than 0 that are an answer. */
  readonly answers?: readonly number[];
  readonly redact?: (text: string) => string;
};

export type GitAnswer = { readonly code: number; readonly out: Buffer; readonly err: string };

/**
 * Runs git once through simple-git and gives what it printed, byte for byte. Throws GIT_UNREACHABLE or GIT_FAILED for an exit code that is
 * no answer. Argument arrays only; whoever calls has checked every ref, path and sha.
 */
export async function runGit(call: GitCall): Promise<GitAnswer> {
  const env = gitEnvironment(call.settings ?? [], call.env);
  let ended: { exitCode: number; stdErr: Buffer[]; stdOut: Buffer[] } | null = null;
  const options: Partial<SimpleGitOptions> = {
    baseDir: call.folder,
    allowEnvironment: Object.keys(env).filter((name) => name.startsWith('GIT_')),
    // These come from Fairlead and its operator alone: settings in the environment, the null hooks path, ssh and gpg as configured.
    unsafe: { allowUnsafeConfigEnvCount: true, allowUnsafeHooksPath: true, allowUnsafeSshCommand: true },
    timeout: { block: silenceLimit },
    completion: { onClose: true, onExit: 5_000 },
    errors: (error, result) => {
      ended = result;
      // An exit code is judged below; only simple-git's own refusals and time-outs end the call here.
      return error instanceof GitPluginError ? error : undefined;
    },
    ...(call.input === undefined ? {} : { input: () => call.input }),
  };
  try {
    await simpleGit(options)
      .env(env)
      .raw([...call.args]);
  } catch (error) {
    throw gitFailure(call.what, error instanceof Error ? error.message : '', { ...redaction(call), cause: error });
  }
  return answerOf(call, ended);
}

function answerOf(call: GitCall, ended: { exitCode: number; stdErr: Buffer[]; stdOut: Buffer[] } | null): GitAnswer {
  const code = ended?.exitCode ?? 0;
  const err = Buffer.concat(ended?.stdErr ?? []).toString('utf8');
  if (code !== 0 && !(call.answers ?? []).includes(code)) throw gitFailure(call.what, err, redaction(call));
  return { code, out: Buffer.concat(ended?.stdOut ?? []), err };
}

function redaction(call: GitCall): { readonly redact?: (text: string) => string } {
  return call.redact === undefined ? {} : { redact: call.redact };
}
