import { isVersion, Version, versionLimit } from './version.ts';

/** Why a text is not a version. */
export type VersionFault =
  | 'empty'
  | 'too_long'
  | 'punctuation'
  | 'leading_v'
  | 'missing_part'
  | 'too_many_parts'
  | 'leading_zero'
  | 'pre_release'
  | 'number_too_large'
  | 'not_a_version';

export type ParsedVersion =
  | { readonly kind: 'version'; readonly version: Version }
  /** `nearest` is the valid version the person most likely meant, null when there is none to guess. */
  | { readonly kind: 'refused'; readonly code: VersionFault; readonly nearest: Version | null };

/**
 * Reads a version a person typed, strictly by SemVer 2.0.0. Space around it is ignored; anything else that is not to the letter is refused
 * with the rule it breaks and the nearest valid version, never corrected in silence.
 */
export function parseVersion(text: string): ParsedVersion {
  const trimmed = text.trim();
  if (trimmed === '') return refused('empty', null);
  if (trimmed.length > versionLimit) return refused('too_long', null);
  if (isVersion(trimmed)) return { kind: 'version', version: Version.parse(trimmed) };
  const plain = plainPunctuation(trimmed);
  const bare = plain.replace(/^(?:version[\s:=]*|v[\s.]*|=\s*)/i, '');
  const nearest = nearestTo(bare);
  if (plain !== trimmed && nearest !== null) return refused('punctuation', nearest);
  if (bare !== plain && nearest !== null) return refused('leading_v', nearest);
  return refused(faultOf(bare), nearest);
}

function refused(code: VersionFault, nearest: Version | null): ParsedVersion {
  return { kind: 'refused', code, nearest };
}

/** What Slack clients and foreign keyboards make of a version, turned back: quotes, dashes, full-width digits, commas, hidden characters. */
function plainPunctuation(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .replace(/["'`\u2018-\u201f\u2039\u203a\u00ab\u00bb]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u3002\u00b7\u2027,]/g, '.')
    .trim();
}

/** `core` is the dotted numbers in front, `tail` what follows (pre-release and build parts). */
function split(text: string): { readonly core: readonly string[]; readonly tail: string } | null {
  const match = /^(\d+(?:\.\d+)*)((?:[-+].*)?)$/.exec(text);
  if (match === null) return null;
  return { core: (match[1] ?? '').split('.'), tail: match[2] ?? '' };
}

function nearestTo(text: string): Version | null {
  const parts = split(text);
  if (parts === null) return null;
  const numbers = [0, 1, 2].map((index) => withoutZeros(parts.core[index] ?? '0'));
  const core = numbers.join('.');
  const full = core + tidyTail(parts.tail);
  const found = [full, core].find(isVersion);
  return found === undefined ? null : Version.parse(found);
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

function tidyTail(tail: string): string {
  const [pre = '', build] = tail.replace(/^-/, '').split('+', 2);
  const identifiers = pre.split('.').map((part) => (/^\d+$/.test(part) ? withoutZeros(part) : part));
  const start = pre === '' ? '' : `-${identifiers.join('.')}`;
  return build === undefined ? start : `${start}+${build}`;
}

function faultOf(text: string): VersionFault {
  const parts = split(text);
  if (parts === null) return 'not_a_version';
  if (parts.core.length < 3) return 'missing_part';
  if (parts.core.length > 3) return 'too_many_parts';
  if (parts.core.some((part) => withoutZeros(part) !== part)) return 'leading_zero';
  if (parts.core.some((part) => !Number.isSafeInteger(Number(part)))) return 'number_too_large';
  return 'pre_release';
}
