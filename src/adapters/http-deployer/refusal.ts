import { type Fault, ReleaseError } from '#errors.ts';
import type { HttpAnswer } from '../http/bounded-fetch.ts';
import { retryAfter } from '../http/retry-after.ts';
import { plainSentence } from '../plain-text.ts';
import { PlatformError } from './protocol.ts';

type Answered = Extract<HttpAnswer, { kind: 'answer' }>;

/** A fault that passes: the same request is worth sending again, from `retryAt` on if the platform named a time. */
export function unavailable(message: string, retryAt?: number): ReleaseError {
  return new ReleaseError('DEPLOYER_UNAVAILABLE', 'transient', message, retryAt === undefined ? {} : { retryAt });
}

/** What an answer that is no success means: away for now (408, 425, 429, 5xx), or refused for good, and whose fault that is. */
export function refusalOf(
  answer: Answered,
  host: string,
  options: { readonly token: string | null; readonly now: () => number },
): ReleaseError {
  const { status } = answer;
  const said = sentenceOf(answer, options.token);
  if (status === 429)
    return unavailable(
      `The deployer at ${host} limits the calls. ${said}`.trim(),
      retryAfter(answer.headers, options.now()),
    );
  if (status >= 500 || status === 408 || status === 425) {
    return unavailable(
      `The deployer at ${host} answered ${status}. ${said}`.trim(),
      retryAfter(answer.headers, options.now()),
    );
  }
  return new ReleaseError('DEPLOYER_FAILED', faultOf(status), `${meaningOf(status, host)} ${said}`.trim());
}

function faultOf(status: number): Fault {
  return status === 422 ? 'user' : 'fatal';
}

function meaningOf(status: number, host: string): string {
  if (status === 401) return `The deployer at ${host} wants a token, or another one. Check tokenEnv.`;
  if (status === 403) return `The deployer at ${host} does not allow this to the token it was given.`;
  if (status === 404)
    return `The deployer at ${host} does not know what was asked for. Check the url, the service and the environment.`;
  if (status >= 300 && status < 400) {
    return `The deployer at ${host} answered ${status} with another address, which is not followed. Configure the address it leads to.`;
  }
  return `The deployer at ${host} refused the deployment (${status}).`;
}

/** The platform's own sentence, without the token should it repeat it. */
function sentenceOf(answer: Answered, token: string | null): string {
  try {
    const { message } = PlatformError.parse(JSON.parse(answer.text));
    return plainSentence(token === null ? message : message.replaceAll(token, '[redacted]'));
  } catch {
    return '';
  }
}
