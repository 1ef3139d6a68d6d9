import { ReleaseError } from '#errors.ts';

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

/** Takes the token out of a text, should the other side repeat it. */
export function redactor(variable: string, environment: Environment): (text: string) => string {
  return (text) => {
    const token = environment[variable]?.trim() ?? '';
    return token === '' ? text : text.replaceAll(token, '[redacted]');
  };
}
