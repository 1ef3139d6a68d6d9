/**
 * The catalogue of thrown errors. Each code has a sentence fit for a person and a next step; `docs/errors.md` lists the same codes and
 * a test compares the two. Expected answers (a closed gate, a refused approval) are outcomes, not errors.
 */
export const errorCatalogue = {
  CONFIG_INVALID:
    'The configuration file has a mistake. Correct the line named and start again, or run `fairlead doctor`.',
  CONFIG_NOT_FOUND: 'There is no configuration file. Create fairlead.yml or point FAIRLEAD_CONFIG at one.',
  ENVIRONMENT_INVALID: 'An environment variable is missing or malformed. Set it as the message says and start again.',
  REDIS_UNAVAILABLE: 'Redis cannot be reached, so nothing was recorded. Try again in a moment.',
  REDIS_NOT_INSTALLED: 'No Redis server was found and none could be installed. Install redis-server or set REDIS_URL.',
  LOG_CORRUPT:
    'A stored event cannot be read or its hash does not match. Restore the log from a backup; do not edit it.',
  LOG_CONFLICT: 'Somebody else changed the same release at the same moment. It is tried again by itself.',
  RELEASE_NOT_FOUND: 'There is no such release. `/release status` lists the ones there are.',
  PROJECT_NOT_FOUND: 'There is no such project in the configuration. `/release help` lists the ones there are.',
  STEP_KIND_UNKNOWN:
    'The plan holds a step this version of Fairlead does not know. Update every worker to the same version.',
  GIT_FAILED: 'A git command failed. The message names it; check the repository address and the rights of the bot.',
  GIT_REFUSED_REF: 'A branch, tag or path is not one git may be given. Use letters, digits, dots, slashes and dashes.',
  GIT_UNREACHABLE: 'The repository cannot be reached. It is tried again by itself.',
  SIGNING_FAILED: 'A tag could not be signed. Put the signing key on this machine, or correct signing in fairlead.yml.',
  FORGE_FAILED: 'The forge refused the call. Check the token and its rights.',
  FORGE_UNAVAILABLE: 'The forge is away or limits the calls. It is tried again by itself.',
  DEPLOYER_FAILED: 'The deployer refused the call. Check its address, its token and what it says.',
  DEPLOYER_UNAVAILABLE: 'The deployer cannot be reached. It is tried again by itself.',
  COMMAND_FAILED: 'A command of the project ended with an error. Its last lines are in the thread.',
  SLACK_FAILED: 'Slack refused the call. `fairlead doctor` tells which scope or membership is missing.',
  SLACK_UNAVAILABLE: 'Slack is away or limits the calls. It is tried again by itself.',
  VERSION_FILE_INVALID: 'A version file could not be read or changed. Correct the file or the configuration.',
  PAYLOAD_INVALID:
    'A stored job or event is not of the shape this version knows. Update every process to the same version.',
} as const;

export type ErrorCode = keyof typeof errorCatalogue;

/** Who has to act: the person who asked, time itself (it is retried), or whoever runs Fairlead. */
export type Fault = 'user' | 'transient' | 'fatal';

/** The one class Fairlead throws. `message` is safe to show: it holds no secret and no raw output of a library. */
export class ReleaseError extends Error {
  readonly code: ErrorCode;
  readonly fault: Fault;
  /** Epoch milliseconds before which a retry is pointless (a Retry-After), if the other side said so. */
  readonly retryAt: number | undefined;

  constructor(code: ErrorCode, fault: Fault, message: string, options: { cause?: unknown; retryAt?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ReleaseError';
    this.code = code;
    this.fault = fault;
    this.retryAt = options.retryAt;
  }
}
