import type { Found } from '../define-kind.ts';
import { indexJson, jsonStringAt } from '../scan/json-spans.ts';

/** The string at the top-level key `version` of a JSON text; absent where there is no such key. */
export function findJsonVersion(text: string, options: { readonly comments?: boolean } = {}): Found {
  const found = jsonStringAt(indexJson(text, options), ['version']);
  if (found.kind === 'absent') return { kind: 'absent', why: 'it has no "version"' };
  return found.kind === 'invalid' ? found : { kind: 'found', places: [{ span: found.span }] };
}
