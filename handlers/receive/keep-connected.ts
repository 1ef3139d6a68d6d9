import type { Millis } from '#domain/ids.ts';
import type { Clock } from '#ports/clock.ts';
import type { ConnectionAddress } from './connection-address.ts';
import type { Log } from './log.ts';
import type { SocketLink } from './socket-link.ts';

/** The first and the longest wait between failed connections; each wait doubles the last. */
export type Backoff = { readonly first: Millis; readonly longest: Millis };

/** A connection, or why there is none. */
export type Attempt = SocketLink | Exclude<ConnectionAddress, { readonly kind: 'address' }>;

type Ports = {
  /** Never throws. */
  readonly connect: () => Promise<Attempt>;
  readonly backoff: Backoff;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly log: Log;
};

/** A connection that ends sooner than this counts as failed. */
const shortLife = 10_000;
/** How long an announced connection is kept for the acknowledgements still to be sent over it. */
const overlap = 15_000;

/**
 * Makes another connection whenever the last one ends or announces its end, for ever, until the signal. The first renewal is made at once;
 * failures wait longer each time, and as long as Slack's Retry-After asks. Once it has worked, not even a refusal ends it: a token
 * may be put right, and a process that dies in silence helps nobody.
 */
export async function keepConnected(first: Attempt, { connect, backoff, signal, clock, log }: Ports): Promise<void> {
  let failures = 0;
  for (let attempt = first; ; attempt = await connect()) {
    const since = clock.now();
    const asked = await untilOver(attempt, backoff, log, signal);
    const isLink = 'leaving' in attempt;
    failures = isLink && clock.now() - since >= shortLife ? 0 : failures + 1;
    const wait = isLink && failures <= 1 ? 0 : Math.min(backoff.longest, backoff.first * 2 ** (failures - 1));
    if (!signal.aborted) await clock.sleep(Math.max(wait, asked), signal).catch(() => undefined);
    if (signal.aborted) return;
  }
}

/** Waits until the attempt needs a successor; the milliseconds Slack asks to wait before it. */
async function untilOver(attempt: Attempt, backoff: Backoff, log: Log, signal: AbortSignal): Promise<Millis> {
  if ('leaving' in attempt) {
    const reason = await attempt.leaving;
    if (reason !== 'closed') setTimeout(() => attempt.close(), overlap).unref();
    if (!signal.aborted) log.info({ reason }, 'the Socket Mode connection is renewed');
    return 0;
  }
  if (signal.aborted) return 0;
  log.error({ err: attempt.error }, 'Socket Mode cannot be connected; it is tried again');
  return attempt.kind === 'refused' ? backoff.longest : (attempt.wait ?? 0);
}
