import { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import type { HttpAnswer } from '../http/bounded-fetch.ts';
import { retryAfter } from '../http/retry-after.ts';
import { plainSentence } from '../plain-text.ts';

type Answered = Extract<HttpAnswer, { kind: 'answer' }>;

/** A fault that passes: the same request is worth making again, from `retryAt` on where a time was named. */
export function unavailable(message: string, retryAt?: number): ReleaseError {
  return new ReleaseError('DEPLOYER_UNAVAILABLE', 'transient', message, retryAt === undefined ? {} : { retryAt });
}

/** What an answer that is no success means: away for now (408, 429, 5xx), or refused for good and what to do. `token` is never repeated. */
export function clusterRefusal(answer: Answered, token: string, now: number): ReleaseError {
  const { headers, status } = answer;
  const said = saidIn(answer.text, token);
  if (status === 429)
    return unavailable('The Kubernetes API limits the calls.', retryAfter(headers, now) ?? now + 1_000);
  if (status >= 500 || status === 408)
    return unavailable(`The Kubernetes API answered ${status}. ${said}`.trim(), retryAfter(headers, now));
  const fault = status === 422 || status === 400 ? 'user' : 'fatal';
  return new ReleaseError('DEPLOYER_FAILED', fault, `${meaningOf(status)} ${said}`.trim());
}

function meaningOf(status: number): string {
  if (status === 401) return 'The Kubernetes API does not accept the token. Check tokenEnv or tokenFile.';
  if (status === 403)
    return 'The Kubernetes API does not allow this to the token. Give its account the role in docs/kubernetes-deployer.md.';
  if (status === 404) return 'The Kubernetes API does not know the object. Check the names in the configuration.';
  if (status >= 300 && status < 400)
    return `The Kubernetes API answered ${status} with another address, which is not followed. Configure the address it leads to.`;
  return `The Kubernetes API refused the change with ${status}. Correct what it names and retry the step.`;
}

/** The message of a meta/v1 Status. */
function saidIn(text: string, token: string): string {
  try {
    const { message } = z.object({ message: z.string() }).parse(JSON.parse(text));
    return plainSentence(message.replaceAll(token, '[redacted]'));
  } catch {
    return '';
  }
}
