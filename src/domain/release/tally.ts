import type { Json, StepId } from '../ids.ts';
import type { Step } from '../plan/step.ts';
import type { Announcement } from './announcement.ts';
import type { Rule } from './event.ts';
import type { Release } from './release.ts';
import { hasChangedTarget, stateOf } from './step-of.ts';
import { wasTouched } from './step-state.ts';

/** The last announcement of a step; null where it made none. */
export function announcementOf(release: Release, step: StepId | null): Announcement | null {
  return release.announced.findLast((one) => one.step === step) ?? null;
}

/** How often a rule in announce mode was at work, would have stopped the release, and how people answered. */
export type Tally = {
  readonly rule: Rule;
  /** Steps the rule was at work in; 1 for a rule of the release as a whole. */
  readonly of: number;
  readonly stopped: number;
  readonly agreed: number;
  readonly disagreed: number;
};

const rules: readonly Rule[] = ['analysis', 'metrics', 'health', 'rollback', 'breaker'];

/** The count of each rule that announces in this release and was at work; steps are counted, and answers of people. */
export function tallyOf(release: Release): readonly Tally[] {
  return rules.flatMap((rule): readonly Tally[] => {
    const of = atWork(release, rule);
    const own = release.announced.filter((one) => one.rule === rule);
    // What an earlier attempt of a step would have done no longer counts.
    const last = own.filter((one, index) => !own.slice(index + 1).some(({ step }) => step === one.step));
    if (of === 0 && last.length === 0) return [];
    const answers = last.flatMap((one) => one.answers);
    const agreed = answers.filter((answer) => answer.agreed).length;
    const stopped = Math.min(last.length, Math.max(1, of));
    return [{ rule, of: Math.max(1, of), stopped, agreed, disagreed: answers.length - agreed }];
  });
}

/** In how many steps a rule that only announces was at work. */
function atWork(release: Release, rule: Rule): number {
  const { rollback, steps } = release.plan;
  const isWhole = rule === 'rollback' ? rollback.mode === 'announce' : rollback.breaker?.mode === 'announce';
  if (rule === 'rollback' || rule === 'breaker') return isWhole && hasChangedTarget(release) ? 1 : 0;
  return steps.filter((step) => isOf(rule, step) && wasTouched(stateOf(release, step.id))).length;
}

function isOf(rule: 'analysis' | 'metrics' | 'health', { kind, params }: Step): boolean {
  switch (rule) {
    case 'analysis':
      return kind === 'analyse' && isAnnounced(params.analysis);
    case 'metrics':
      return kind === 'watch-metrics' && isAnnounced(params.analysis);
    case 'health':
      return (kind === 'verify-service' || kind === 'watch-service') && params.healthMode === 'announce';
  }
}

function isAnnounced(analysis: Json | undefined): boolean {
  return typeof analysis === 'object' && analysis !== null && 'mode' in analysis && analysis.mode === 'announce';
}
