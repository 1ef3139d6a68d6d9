import { type Bump, nextVersion } from './bump.ts';
import { afterPreRelease, labelOf, nextPreRelease } from './next-pre-release.ts';
import { coreOf, isPreRelease, partsOf, printParts } from './parts.ts';
import type { Version } from './version.ts';

/** A step from one version to the next: a bump, the next pre-release of the same release, or that release itself. */
export type StepKind = Bump | 'pre-release' | 'release';

/** Why a step leads nowhere, with the nearest version there is. */
export type StepRefusal =
  | { readonly code: 'goes_back'; readonly highest: Version; readonly nearest: Version }
  /** A release was asked of a version that is one already. */
  | { readonly code: 'not_a_pre_release'; readonly current: Version | null; readonly nearest: Version }
  /** The next pre-release of a version that is none, without a label to count under. */
  | { readonly code: 'label_missing'; readonly nearest: Version }
  /** A release and a pre-release at once. */
  | { readonly code: 'release_with_label'; readonly nearest: Version }
  | { readonly code: 'too_long' };

export type NextStep =
  | { readonly kind: 'version'; readonly version: Version }
  | { readonly kind: 'refused'; readonly refusal: StepRefusal };

/**
 * The version a step leads to, always higher than `current` and than every pre-release of the same release in `existing` (SemVer 2.0.0
 * items 6 to 11). Labels and build metadata must have been read before. Build metadata is what is given: that of `current` named another build.
 */
export function nextStep(request: {
  readonly current: Version | null;
  readonly step: StepKind;
  readonly preRelease: string | null;
  readonly build: string | null;
  readonly existing: readonly Version[];
}): NextStep {
  const stepped = steppedVersion(request);
  if (stepped.kind === 'refused' || request.build === null) return stepped;
  const version = withBuild(stepped.version, request.build);
  return version === null ? refused({ code: 'too_long' }) : { kind: 'version', version };
}

/** The version with this build metadata in place of any other; null where that is more than a version may have. */
export function withBuild(version: Version, build: string): Version | null {
  try {
    return printParts({ ...partsOf(version), build: build.split('.') });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function steppedVersion(request: Parameters<typeof nextStep>[0]): NextStep {
  const { current, step, preRelease } = request;
  if (step === 'release') return released(request);
  const isPre = current !== null && isPreRelease(current);
  const stays = step === 'pre-release' && isPre;
  const core = stays ? coreOf(current) : nextVersion(current, step === 'pre-release' ? 'patch' : step);
  if (preRelease === null && step !== 'pre-release') return { kind: 'version', version: core };
  const label = preRelease ?? (isPre ? labelOf(current) : null);
  if (label === null && isPre) return { kind: 'version', version: afterPreRelease(current) };
  const next = nextPreRelease(
    core,
    label ?? 'alpha',
    current === null ? request.existing : [...request.existing, current],
  );
  if (next.kind === 'refused') return refused({ code: next.code, highest: next.highest, nearest: next.nearest });
  return label === null ? refused({ code: 'label_missing', nearest: next.version }) : next;
}

function released({ current, preRelease }: Parameters<typeof nextStep>[0]): NextStep {
  if (current === null || !isPreRelease(current))
    return refused({ code: 'not_a_pre_release', current, nearest: nextVersion(current, 'patch') });
  if (preRelease !== null) return refused({ code: 'release_with_label', nearest: coreOf(current) });
  return { kind: 'version', version: coreOf(current) };
}

function refused(refusal: StepRefusal): NextStep {
  return { kind: 'refused', refusal };
}
