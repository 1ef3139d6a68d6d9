import { parseArgs } from 'node:util';
import { ReleaseError } from '#errors.ts';

/** What the command line may say about the sandbox. */
export type SandboxCommand = {
  readonly dir: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Every wait shortened, for tests and for showing somebody around. */
  readonly fast: boolean;
  /** The time before an automatic rollback, such as `10s`. */
  readonly countdown: string | undefined;
  /** Failed services and rollbacks from which on the circuit breaker of the shop opens. */
  readonly breaker: number | undefined;
  /** Whether a Prometheus of the PATH is started, if there is one. */
  readonly prometheus: boolean;
};

const usage =
  'The sandbox takes --dir FOLDER, --port NUMBER, --fast, --countdown TIME (such as 10s), --breaker NUMBER and --no-prometheus.';

/** Reads the arguments of `fairlead sandbox` and `fairlead start`. Throws ENVIRONMENT_INVALID with what may be given. */
export function sandboxOptions(args: readonly string[]): SandboxCommand {
  const { dir, port, fast, countdown, breaker, 'no-prometheus': without } = parsed(args);
  const number = Number(port);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw refused(`${port} is not a port. Give a number from 0 to 65535.`);
  if (countdown !== undefined && !/^\d+(ms|s|m)$/.test(countdown))
    throw refused(`${countdown} is not a time. Give a number and ms, s or m, such as 10s.`);
  if (breaker !== undefined && !/^[1-9]\d?$/.test(breaker))
    throw refused(`${breaker} is no limit of a breaker. Give a number from 1 to 99.`);
  const limit = breaker === undefined ? undefined : Number(breaker);
  return { dir, port: number, fast, countdown, breaker: limit, prometheus: !without };
}

function parsed(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        dir: { type: 'string', default: '.fairlead/sandbox' },
        port: { type: 'string', default: '4390' },
        fast: { type: 'boolean', default: false },
        countdown: { type: 'string' },
        breaker: { type: 'string' },
        'no-prometheus': { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw refused(`${error.message.split('. ')[0] ?? ''}. ${usage}`);
  }
}

function refused(message: string): ReleaseError {
  return new ReleaseError('ENVIRONMENT_INVALID', 'user', message);
}
