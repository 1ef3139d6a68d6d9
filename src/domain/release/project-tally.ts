import { parseLimit } from '../analysis/limit.ts';
import type { Millis } from '../ids.ts';
import type { Announcement } from './announcement.ts';
import type { Rule } from './event.ts';
import type { Release } from './release.ts';

/** What one rule that only tells would have done over the releases of a project, and whether people agreed. Releases are counted. */
export type RuleTally = {
  readonly rule: Rule;
  /** The metric whose limit was broken; null where the rule has none. */
  readonly metric: string | null;
  readonly stopped: number;
  readonly agreed: number;
  readonly disagreed: number;
  /** What nobody has said anything about. */
  readonly open: number;
};

/** The tally of a project: of how many releases since when, and what each rule would have done. */
export type ProjectTally = {
  readonly project: string;
  readonly since: Millis;
  readonly releases: number;
  readonly rules: readonly RuleTally[];
};

type Opinion = 'agreed' | 'disagreed' | 'open';

/**
 * Counts each rule once a release: by the metric whose limit was broken, else by its name. More people for than against is agreement; where
 * nobody answered and a person took the release back, that is one, too.
 */
export function ruleTallies(releases: readonly Release[]): readonly RuleTally[] {
  const found = new Map<
    string,
    { readonly rule: Rule; readonly metric: string | null; readonly opinions: Opinion[] }
  >();
  for (const release of releases) {
    for (const [key, own] of byRule(release.announced)) {
      const [first] = own;
      if (first === undefined) continue;
      const known = found.get(key) ?? { rule: first.rule, metric: key === first.rule ? null : key, opinions: [] };
      known.opinions.push(opinionOf(release, own));
      found.set(key, known);
    }
  }
  const count = (opinions: readonly Opinion[], which: Opinion): number =>
    opinions.filter((one) => one === which).length;
  return [...found.values()]
    .map(({ rule, metric, opinions }) => ({
      rule,
      metric,
      stopped: opinions.length,
      agreed: count(opinions, 'agreed'),
      disagreed: count(opinions, 'disagreed'),
      open: count(opinions, 'open'),
    }))
    .sort((a, b) => b.stopped - a.stopped || (a.metric ?? a.rule).localeCompare(b.metric ?? b.rule));
}

/** Announcements by the metrics they name, else by their rule. One that names several metrics counts for each. */
function byRule(announced: readonly Announcement[]): ReadonlyMap<string, readonly Announcement[]> {
  const found = new Map<string, Announcement[]>();
  for (const one of announced) {
    const metrics = [...new Set(one.limits.map(metricOf))];
    for (const key of metrics.length === 0 ? [one.rule] : metrics) found.set(key, [...(found.get(key) ?? []), one]);
  }
  return found;
}

function metricOf(limit: string): string {
  const parsed = parseLimit(limit);
  return parsed.kind === 'limit' ? parsed.limit.metric : limit;
}

function opinionOf(release: Release, announced: readonly Announcement[]): Opinion {
  const answers = announced.flatMap((one) => one.answers);
  const agreeing = answers.filter(({ agreed }) => agreed).length;
  if (agreeing * 2 !== answers.length) return agreeing * 2 > answers.length ? 'agreed' : 'disagreed';
  const { rollback } = release;
  const isTakenBack = rollback?.status === 'running' && rollback.by.kind !== 'automatic';
  return isTakenBack && answers.length === 0 ? 'agreed' : 'open';
}
