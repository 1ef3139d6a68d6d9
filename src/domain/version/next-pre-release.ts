import { compareVersions } from './compare-versions.ts';
import { coreOf, partsOf, printParts } from './parts.ts';
import type { Version } from './version.ts';

export type PreReleaseStep =
  | { readonly kind: 'version'; readonly version: Version }
  /** SemVer 2.0.0 item 11 puts it before what is there already: `alpha` after `beta.0`. */
  | { readonly kind: 'refused'; readonly code: 'goes_back'; readonly highest: Version; readonly nearest: Version };

/**
 * The next pre-release of a release under a label that `parsePreRelease` has read: `alpha` is numbered from 0 and counted up by what
 * `existing` holds of it; a label that ends in a number, `rc.3`, is taken as it is. Always higher than every pre-release of that release.
 */
export function nextPreRelease(core: Version, label: string, existing: readonly Version[]): PreReleaseStep {
  const target = coreOf(core);
  const ofTarget = existing.filter((version) => partsOf(version).preRelease.length > 0 && coreOf(version) === target);
  const identifiers = label.split('.');
  const isNumbered = isNumber(identifiers.at(-1));
  const taken = ofTarget.flatMap((version) => numberUnder(identifiers, partsOf(version).preRelease));
  const number = taken.length === 0 ? 0 : Math.max(...taken) + 1;
  const version = withPreRelease(target, isNumbered ? identifiers : [...identifiers, String(number)]);
  const highest = ofTarget.reduce<Version | null>(
    (best, one) => (best === null || compareVersions(one, best) > 0 ? one : best),
    null,
  );
  if (highest === null || compareVersions(version, highest) > 0) return { kind: 'version', version };
  return { kind: 'refused', code: 'goes_back', highest, nearest: afterPreRelease(highest) };
}

/** The label of a pre-release without its number: `rc.1` is `rc`. Null for a version that is none, or whose pre-release is a number only. */
export function labelOf(version: Version): string | null {
  const { preRelease } = partsOf(version);
  const words = isNumber(preRelease.at(-1)) ? preRelease.slice(0, -1) : preRelease;
  return words.length === 0 ? null : words.join('.');
}

/** The number that a pre-release has under these identifiers, none where it is another one. */
function numberUnder(identifiers: readonly string[], preRelease: readonly string[]): readonly number[] {
  const isSame = identifiers.every((identifier, index) => preRelease[index] === identifier);
  const last = preRelease[identifiers.length];
  const isCounted = isSame && preRelease.length === identifiers.length + 1 && isNumber(last);
  return isCounted && Number.isSafeInteger(Number(last)) ? [Number(last)] : [];
}

/** The pre-release right behind one: its number raised, or numbered from 0 where it has none. */
export function afterPreRelease(highest: Version): Version {
  const { preRelease } = partsOf(highest);
  const last = preRelease.at(-1) ?? '';
  const raised = isNumber(last) ? [...preRelease.slice(0, -1), String(BigInt(last) + 1n)] : [...preRelease, '0'];
  return withPreRelease(coreOf(highest), raised);
}

function withPreRelease(core: Version, preRelease: readonly string[]): Version {
  return printParts({ ...partsOf(core), preRelease });
}

function isNumber(identifier: string | undefined): boolean {
  return identifier !== undefined && /^\d+$/.test(identifier);
}
