/** What is wrong with the identifiers of a pre-release or of build metadata (SemVer 2.0.0 items 9 and 10). */
export type IdentifierFault =
  | 'pre_release_empty'
  | 'pre_release_zeros'
  | 'pre_release_underscore'
  | 'pre_release_characters'
  | 'build_empty'
  | 'build_underscore'
  | 'build_characters';

/** Identifiers that were read, or the rule they break and the nearest that do not; null where nothing is left of them. */
export type ParsedIdentifiers =
  | { readonly kind: 'identifiers'; readonly text: string }
  | { readonly kind: 'refused'; readonly code: IdentifierFault; readonly nearest: string | null };

/** Reads a pre-release as it stands behind the hyphen, `alpha` or `rc.1`: letters, digits, hyphens; no number with a leading zero. */
export function parsePreRelease(text: string): ParsedIdentifiers {
  const fault = faultIn(text);
  if (fault !== null) return { kind: 'refused', code: `pre_release_${fault}`, nearest: tidyPreRelease(text) };
  return text.split('.').some(hasLeadingZero)
    ? { kind: 'refused', code: 'pre_release_zeros', nearest: tidyPreRelease(text) }
    : { kind: 'identifiers', text };
}

/** Reads build metadata as it stands behind the plus sign, `commit.abc123`. Leading zeros are allowed here. */
export function parseBuildMetadata(text: string): ParsedIdentifiers {
  const fault = faultIn(text);
  return fault === null
    ? { kind: 'identifiers', text }
    : { kind: 'refused', code: `build_${fault}`, nearest: tidyBuild(text) };
}

/** The nearest valid pre-release, null when nothing is left. */
export function tidyPreRelease(text: string): string | null {
  const parts = tidy(text).map((part) => (hasLeadingZero(part) ? part.replace(/^0+(?=\d)/, '') : part));
  return parts.length === 0 ? null : parts.join('.');
}

/** The nearest valid build metadata, null when nothing is left. */
export function tidyBuild(text: string): string | null {
  const parts = tidy(text);
  return parts.length === 0 ? null : parts.join('.');
}

function faultIn(text: string): 'empty' | 'underscore' | 'characters' | null {
  if (/[^0-9A-Za-z.\-_]/.test(text)) return 'characters';
  if (text.includes('_')) return 'underscore';
  return text.split('.').includes('') ? 'empty' : null;
}

function tidy(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .split('.')
    .map((part) => part.replace(/[^0-9A-Za-z-]+/g, '-').replace(/^-+|-+$/g, ''))
    .filter((part) => part !== '');
}

function hasLeadingZero(part: string): boolean {
  return /^0\d+$/.test(part);
}
