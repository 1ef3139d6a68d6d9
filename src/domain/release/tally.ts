import type { Json, StepId } from '../ids.ts';
import type { Announcement } from './announcement.ts';
import type { Release } from './release.ts';
import { stateOf } from './step-of.ts';
import { wasTouched } from './step-state.ts';

/** The last announcement of a step; null where it made none. */
export function announcementOf(release: Release, step: StepId | null): Announcement | null {
  return release.announced.findLast((one) => one.step === step) ?? null;
}

/** How often a rule in announce mode was at work, would have stopped the release, and how people answered. */
export type Tally = {
  readonly rule: Announcement['rule'];
  readonly of: number;
  readonly stopped: number;
  readonly agreed: number;
  readonly disagreed: number;
};

const kinds = { analysis: 'analyse', metrics: 'watch-metrics' } as const;

/** The count of each rule that announces in this release and was at work; steps are counted, and answers of people. */
export function tallyOf(release: Release): readonly Tally[] {
  return (['analysis', 'metrics'] as const).flatMap((rule): readonly Tally[] => {
    const own = release.plan.steps.filter(
      ({ id, kind, params }) =>
        kind === kinds[rule] && isAnnounced(params.analysis) && wasTouched(stateOf(release, id)),
    );
    if (own.length === 0) return [];
    const last = own.flatMap(({ id }) => announcementOf(release, id) ?? []);
    const answers = last.flatMap((one) => one.answers);
    const agreed = answers.filter((answer) => answer.agreed).length;
    return [{ rule, of: own.length, stopped: last.length, agreed, disagreed: answers.length - agreed }];
  });
}

function isAnnounced(analysis: Json | undefined): boolean {
  return typeof analysis === 'object' && analysis !== null && 'mode' in analysis && analysis.mode === 'announce';
}
