import { plainOutput } from '../plain-text.ts';

/** What a runner writes after a program failed, which tells nobody why. */
const saysNothing = /^(Job failed|script returned exit code)\b/;

/** The last line of a log that begins with "error:", in any case, without that; null when there is none. */
export function lastError(log: string, redact: (text: string) => string): string | null {
  const lines = plainOutput(Buffer.from(log), redact).split('\n');
  const errors = lines.map((line) => /^\s*error:\s*(\S.*)$/i.exec(line)?.[1] ?? null);
  return errors.findLast((error) => error !== null && !saysNothing.test(error)) ?? null;
}
