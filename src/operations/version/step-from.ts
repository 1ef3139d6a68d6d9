import type { VersionRequest } from '#domain/requests/version-request.ts';
import { type Bump, bumpBetween, bumps } from '#domain/version/bump.ts';
import { type CommitCount, weighedAs } from '#domain/version/commit-counts.ts';
import { type InitialDevelopment, ruleOf, type VersionRule } from '#domain/version/commit-rule.ts';
import { nextStep, type StepKind } from '#domain/version/next-step.ts';
import { isPreRelease } from '#domain/version/parts.ts';
import type { Version } from '#domain/version/version.ts';
import type { VersionOutcome, VersionReason } from '#domain/version/version-outcome.ts';

/**
 * The version after `current` by the step asked for, or by commits that were counted; without either, every step there is. Nothing but the
 * arguments is looked at.
 */
export function stepFrom(
  request: VersionRequest,
  current: Version | null,
  initial: InitialDevelopment,
  existing: readonly Version[] = [],
): VersionOutcome {
  const { bump, buildMetadata: build, commits, preRelease } = request;
  const [first, ...others] = commits ?? [];
  const counted = first === undefined ? null : weighed([first, ...others], current, initial);
  const step: StepKind | null = bump ?? counted?.bump ?? null;
  const base = { current, preRelease, build, existing };
  if (step === null) {
    return { kind: 'steps', current, steps: everyStep(base) };
  }
  const next = nextStep({ ...base, step });
  if (next.kind === 'refused') return { kind: 'refused', refusal: { code: 'step', refusal: next.refusal } };
  const reason: VersionReason = bump === null && counted !== null ? counted.reason : { kind: 'step', step };
  return { kind: 'stepped', current, next: next.version, bump: bumpBetween(current, next.version), reason };
}

type Weighed = { readonly bump: Bump; readonly reason: Extract<VersionReason, { kind: 'counts' }> };

function weighed(
  counts: readonly [CommitCount, ...CommitCount[]],
  current: Version | null,
  initial: InitialDevelopment,
): Weighed {
  const asked = counts.map((count) => ({ count, ...ruleOf(weighedAs(count), current, initial) }));
  const ranked = [...asked].sort((a, b) => rank(a) - rank(b));
  const [first] = ranked;
  const deciding = ranked.filter(({ rule }) => rule === first?.rule);
  const rest = ranked.filter(({ rule }) => rule !== first?.rule).reduce((sum, { count }) => sum + count.count, 0);
  return {
    bump: first?.bump ?? 'patch',
    reason: { kind: 'counts', deciding: deciding.map(({ count }) => count), rule: first?.rule ?? 'other', rest },
  };
}

const rules: readonly VersionRule[] = ['breaking', 'breaking_unstable', 'feature', 'feature_unstable', 'fix', 'other'];

/** The highest bump first, and of the same bump what people have to know first. */
function rank({ bump, rule }: { readonly bump: Bump; readonly rule: VersionRule }): number {
  return bumps.indexOf(bump) * rules.length + rules.indexOf(rule);
}

function everyStep(from: Omit<Parameters<typeof nextStep>[0], 'step'>) {
  const isPre = from.current !== null && isPreRelease(from.current);
  const steps: readonly StepKind[] = isPre ? ['pre-release', 'release', ...bumps] : [...bumps].reverse();
  return steps.flatMap((step) => {
    const next = nextStep({ ...from, step });
    return next.kind === 'version' ? [{ step, version: next.version }] : [];
  });
}
