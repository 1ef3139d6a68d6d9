import { isVersion, versionLimit } from './grammar.ts';
import { type IdentifierFault, parseBuildMetadata, parsePreRelease, tidyBuild, tidyPreRelease } from './identifiers.ts';
import { versionFrom } from './parts.ts';
import type { Version } from './version.ts';

/** Why a text is not a version. */
export type VersionFault =
  | 'empty'
  | 'too_long'
  | 'punctuation'
  | 'leading_v'
  | 'missing_part'
  | 'too_many_parts'
  | 'leading_zero'
  | IdentifierFault
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
  const version = versionFrom(trimmed);
  if (version !== null) return { kind: 'version', version };
  const plain = plainPunctuation(trimmed);
  const bare = plain.replace(prefix, '');
  const nearest = nearestTo(bare);
  if (plain !== trimmed && nearest !== null) return refused('punctuation', nearest);
  if (bare !== plain && nearest !== null) return refused('leading_v', nearest);
  return refused(faultOf(bare), nearest);
}

/** What stands in front of the number in tags and sentences: `v`, `version`, `release-`, `api@`, `api-v`. */
const prefix = /^(?:version[\s:=]*|(?:[a-z][\w./-]*@|[a-z][\w./-]*[-/])?v?[\s.]*(?=\d)|=\s*)/i;

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

type Split = { readonly core: readonly string[]; readonly preRelease: string | null; readonly build: string | null };

/** `core` is the dotted numbers in front; then what follows a hyphen and what follows a plus sign, null where there is none. */
function split(text: string): Split | null {
  const match = /^(\d+(?:\.\d+)*)(?:-([^+]*))?(?:\+(.*))?$/.exec(text);
  if (match === null) return null;
  return { core: (match[1] ?? '').split('.'), preRelease: match[2] ?? null, build: match[3] ?? null };
}

function nearestTo(text: string): Version | null {
  const parts = split(text);
  // A word behind a space is no part of a version: what was meant cannot be told.
  if (parts === null || /\s/.test(text)) return null;
  const core = [0, 1, 2].map((index) => withoutZeros(parts.core[index] ?? '0')).join('.');
  const pre = tidyPreRelease(parts.preRelease ?? '');
  const build = tidyBuild(parts.build ?? '');
  const full = `${core}${pre === null ? '' : `-${pre}`}${build === null ? '' : `+${build}`}`;
  const found = [full, core].find(isVersion);
  return found === undefined ? null : versionFrom(found);
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

function faultOf(text: string): VersionFault {
  const parts = split(text);
  if (parts === null || /\s/.test(text)) return 'not_a_version';
  if (parts.core.length < 3) return 'missing_part';
  if (parts.core.length > 3) return 'too_many_parts';
  if (parts.core.some((part) => withoutZeros(part) !== part)) return 'leading_zero';
  if (parts.core.some((part) => !Number.isSafeInteger(Number(part)))) return 'number_too_large';
  return tailFault(parts);
}

function tailFault({ preRelease, build }: Split): VersionFault {
  const pre = preRelease === null ? null : parsePreRelease(preRelease);
  if (pre?.kind === 'refused') return pre.code;
  const meta = build === null ? null : parseBuildMetadata(build);
  return meta?.kind === 'refused' ? meta.code : 'not_a_version';
}
