import { z } from 'zod';

const Body = z.record(z.string(), z.unknown());

/** The payload in a request body: a JSON object, a form, or a form whose field `payload` is a JSON object. Null for anything else. */
export function parseBody(body: Buffer, contentType: string): Record<string, unknown> | null {
  const text = body.toString('utf8');
  if (!contentType.toLowerCase().startsWith('application/x-www-form-urlencoded')) return parseJson(text);
  const form = Object.fromEntries(new URLSearchParams(text));
  return form.payload === undefined ? form : parseJson(form.payload);
}

function parseJson(text: string): Record<string, unknown> | null {
  try {
    const parsed = Body.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
