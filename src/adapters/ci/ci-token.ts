import { ReleaseError } from '#errors.ts';
import { createRedactor } from '../redactor.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The token of a CI system, read at each call. Throws ENVIRONMENT_INVALID where there is none that can be sent. */
export function tokenOf(variable: string, environment: Environment): string {
  const token = environment[variable]?.trim() ?? '';
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  const why = token === '' ? 'is not set' : 'holds characters a token cannot have';
  throw new ReleaseError(
    'ENVIRONMENT_INVALID',
    'fatal',
    `${variable} ${why}. It should hold the token of the deployer.`,
  );
}

/** Takes secrets out of what the other side says: the token, the other secrets of the environment, and what is shaped like one. */
export function redactor(variable: string, environment: Environment): (text: string) => string {
  return (text) => {
    const token = environment[variable]?.trim() ?? '';
    const withoutToken = token === '' ? text : text.replaceAll(token, '[redacted]');
    return createRedactor(environment)(withoutToken);
  };
}
