/**
 * The same value with every lone surrogate in its strings and keys replaced by U+FFFD. Text that people cut or paste may hold one, and
 * canonical JSON (RFC 8785, section 3.2.2.2) has no form for it.
 */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/\p{Surrogate}/gu, '\ufffd');
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [wellFormed(key), wellFormed(part)]));
}
