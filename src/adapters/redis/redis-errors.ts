import { errorCatalogue, ReleaseError } from '#errors.ts';

/** Answers of a Redis that is there and cannot serve right now: starting, failing over, full, or unable to write its disk. */
const unavailableReplies =
  /^(LOADING|CLUSTERDOWN|MASTERDOWN|READONLY|TRYAGAIN|OOM|MISCONF|NOREPLICAS|BUSY|MOVED|ASK|UNBLOCKED)\b/;

const connectionFaults =
  /^(Connection is closed|Stream isn't writeable|Command timed out|Reached the max retries|Failed to refresh slots cache|Cluster isn't ready|None of startup nodes|Too many Cluster redirections|Socket timeout|Connection is Closed|connect ETIMEDOUT|Fulfilled with undefined)/i;

/** The error for "Redis is away". Holds no address: it is shown to people. */
export function redisUnavailable(cause?: unknown): ReleaseError {
  return new ReleaseError('REDIS_UNAVAILABLE', 'transient', errorCatalogue.REDIS_UNAVAILABLE, { cause });
}

/** Turns what the Redis client throws when the server is away into REDIS_UNAVAILABLE; leaves every other error as it is. */
export function translateRedisError(error: unknown): unknown {
  if (error instanceof ReleaseError || !(error instanceof Error)) return error;
  return isConnectionFault(error) ? redisUnavailable(error) : error;
}

function isConnectionFault(error: Error): boolean {
  if (['MaxRetriesPerRequestError', 'ClusterAllFailedError', 'AbortError'].includes(error.name)) return true;
  if ('code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) return true;
  return unavailableReplies.test(error.message) || connectionFaults.test(error.message);
}
