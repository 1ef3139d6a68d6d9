import { z } from 'zod';
import type { EcsConfig } from '#domain/project/ecs-config.ts';
import { ReleaseError } from '#errors.ts';
import { unavailable } from '../ci/ci-refusal.ts';
import type { HttpAnswer } from '../http/bounded-fetch.ts';
import { retryAfter } from '../http/retry-after.ts';
import { plainSentence } from '../plain-text.ts';

type Answered = Extract<HttpAnswer, { kind: 'answer' }>;
type Around = { readonly config: EcsConfig; readonly now: number; readonly redact: (text: string) => string };

const throttled = ['ThrottlingException', 'Throttling', 'TooManyRequestsException', 'RequestLimitExceeded'];
const unknownCredentials = [
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'MissingAuthenticationTokenException',
];

const Fault = z.object({
  __type: z.string().default(''),
  message: z.string().optional(),
  Message: z.string().optional(),
});

/** What an answer that is no success means: away for now (throttled, 408, 429, 5xx), or refused for good and what to do. */
export function ecsRefusal(answer: Answered, { config, now, redact }: Around): ReleaseError {
  const { headers, status } = answer;
  const { name, said } = faultOf(answer.text);
  const quoted = said === '' ? '' : ` It says: ${plainSentence(redact(said)).slice(0, 300).replace(/\.$/, '')}.`;
  if (status === 429 || throttled.includes(name))
    return unavailable('Amazon ECS limits the calls of this account.', retryAfter(headers, now) ?? now + 5_000);
  if (status >= 500 || status === 408)
    return unavailable(`Amazon ECS answered ${status}.${quoted}`, retryAfter(headers, now));
  return new ReleaseError('DEPLOYER_FAILED', 'fatal', `${meaningOf(name, status, config)}${quoted}`);
}

function meaningOf(name: string, status: number, { accessKeyEnv, cluster, secretKeyEnv }: EcsConfig): string {
  if (unknownCredentials.includes(name))
    return `Amazon ECS does not accept the credentials in ${accessKeyEnv} and ${secretKeyEnv}. Set valid ones, and check the clock of this machine.`;
  if (name === 'AccessDeniedException' || status === 403)
    return `Amazon ECS does not allow this to the credentials in ${accessKeyEnv}. Give them the policy in docs/ecs-deployer.md.`;
  if (name === 'ClusterNotFoundException') return `There is no cluster ${cluster}. Correct its name or the region.`;
  return `Amazon ECS refused the request with ${name === '' ? status : name}. Correct what it names and retry the step.`;
}

/** The name may stand behind that of its namespace (AWS JSON 1.1, operation error serialization). */
function faultOf(text: string): { readonly name: string; readonly said: string } {
  try {
    const { __type: type, message, Message } = Fault.parse(JSON.parse(text));
    return { name: type.slice(type.lastIndexOf('#') + 1).replace(/:.*$/, ''), said: message ?? Message ?? '' };
  } catch {
    return { name: '', said: '' };
  }
}
