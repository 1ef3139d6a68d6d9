/** The header with a token of the environment, none where no variable is named, or why it cannot be made. */
export function bearerOf(
  variable: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
):
  | { readonly kind: 'headers'; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'missing'; readonly why: string } {
  if (variable === undefined) return { kind: 'headers', headers: {} };
  const token = environment[variable]?.trim() ?? '';
  if (/^[\x21-\x7e]+$/.test(token)) return { kind: 'headers', headers: { authorization: `Bearer ${token}` } };
  const why = token === '' ? 'is not set' : 'holds characters a token cannot have';
  return { kind: 'missing', why: `${variable} ${why}.` };
}
