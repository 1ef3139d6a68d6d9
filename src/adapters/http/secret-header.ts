/** The value of a variable that is sent as a header, or why it cannot be. The value itself is in no sentence. */
export function secretOf(
  variable: string,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly kind: 'secret'; readonly secret: string } | { readonly kind: 'missing'; readonly why: string } {
  const secret = environment[variable]?.trim() ?? '';
  if (/^[\x21-\x7e]+$/.test(secret)) return { kind: 'secret', secret };
  const why = secret === '' ? 'is not set' : 'holds characters a header cannot have';
  return { kind: 'missing', why: `${variable} ${why}.` };
}

/** What another system said of a call, with none of the secrets it was sent. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((clean, secret) => (secret === '' ? clean : clean.replaceAll(secret, '[redacted]')), text);
}
