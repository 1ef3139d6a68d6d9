import { randomUUID } from 'node:crypto';
import { errorCatalogue, ReleaseError } from '#errors.ts';
import { escapeMrkdwn } from '#templates/text/escape-mrkdwn.ts';
import { answerPrivately, type Mouth, type OpenAck } from './receive/answer-privately.ts';
import type { Log } from './receive/log.ts';
import { type PayloadHead, payloadKind } from './receive/payload.ts';

export type ReportError = (failure: {
  readonly error: unknown;
  readonly head: PayloadHead;
  readonly ack: OpenAck;
}) => Promise<void>;

/**
 * Tells the person whose payload failed. A ReleaseError is told with its message and next step; anything else is a bug: logged whole,
 * and told as a short apology with the id under which the log has it. Never throws; an answer that cannot be sent is logged.
 */
export function createReportError({ mouth, log }: { mouth: Mouth; log: Log }): ReportError {
  return async ({ error, head, ack }) => {
    const id = randomUUID().slice(0, 8);
    const kind = payloadKind(head);
    const known = findReleaseError(error);
    if (known === null) log.error({ err: error, request: id, kind }, 'a listener failed');
    else log.warn({ err: known, request: id, kind, code: known.code }, 'a listener could not do what was asked');
    const text = known === null ? apology(id) : sentenceOf(known);
    try {
      await answerPrivately({ head, text: escapeMrkdwn(text), op: `error-${id}`, ack }, mouth);
    } catch (failure) {
      log.error({ err: failure, request: id }, 'the answer to a failed request could not be sent');
    }
  };
}

/** The ReleaseError in what a listener threw, looking through the wrappers Bolt puts around errors; null when there is none. */
export function findReleaseError(error: unknown): ReleaseError | null {
  if (error instanceof ReleaseError) return error;
  if (!(error instanceof Error)) return null;
  const inner: unknown[] = [error.cause];
  if ('original' in error) inner.push(error.original);
  if ('originals' in error && Array.isArray(error.originals)) inner.push(...error.originals);
  for (const one of inner) {
    const found = one === undefined || one === error ? null : findReleaseError(one);
    if (found !== null) return found;
  }
  return null;
}

function sentenceOf(error: ReleaseError): string {
  const said = error.message.trim();
  const entry: string = errorCatalogue[error.code];
  const nextStep = entry.slice(entry.indexOf('. ') + 2);
  const ended = /[.?!]$/.test(said) ? said : `${said}.`;
  return ended.endsWith(nextStep) ? ended : `${ended} ${nextStep}`;
}

function apology(id: string): string {
  return `Something went wrong on my side, and I do not know how far it came. Try again; if it stays, give this id to whoever runs Fairlead: ${id}.`;
}
