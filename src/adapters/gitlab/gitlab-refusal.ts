import { z } from 'zod';
import { sentencePart } from '../sentence-part.ts';

const Said = z.looseObject({
  message: z.unknown().optional(),
  error: z.unknown().optional(),
  error_description: z.unknown().optional(),
});

/** An answer of GitLab that is no success. */
export class GitlabRefusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What GitLab says, on one line, at most 200 characters. */
  readonly said: string;

  constructor(status: number, headers: Readonly<Record<string, string>>, text: string) {
    const said = saidIn(text);
    super(`GitLab answered ${status}: ${said}`);
    this.status = status;
    this.headers = headers;
    this.said = said;
  }
}

/** GitLab says what is wrong in `message`, which may be text or lists by field, or in `error`; a proxy in front of it says it in plain text. */
function saidIn(text: string): string {
  let data: unknown = text;
  try {
    const parsed = Said.parse(JSON.parse(text));
    data = parsed.message ?? parsed.error_description ?? parsed.error ?? '';
  } catch {
    if (/^\s*</.test(text)) data = '';
  }
  return sentencePart(words(data));
}

function words(data: unknown): string {
  if (typeof data === 'string') return data;
  if (Array.isArray(data)) return data.map(words).join(', ');
  if (typeof data !== 'object' || data === null) return '';
  return Object.entries(data)
    .map(([field, problem]) => (field === 'base' ? words(problem) : `${field} ${words(problem)}`))
    .join('; ');
}
