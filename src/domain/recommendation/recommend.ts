import type { Millis } from '../ids.ts';
import type { StageAbility } from '../plan/stage.ts';
import type { Application } from '../project/application.ts';
import { isAtLeast, type RiskLevel } from '../risk/risk.ts';
import type { Recommendation, RecommendationReason } from './recommendation.ts';

/** What is usual for each type, where the configuration does not say. Downtime in milliseconds. */
export const usual: Readonly<
  Record<Application['type'], { readonly criticality: RiskLevel; readonly downtime: Millis }>
> = {
  'e-commerce': { criticality: 'high', downtime: 0 },
  banking: { criticality: 'critical', downtime: 0 },
  internal: { criticality: 'medium', downtime: 300_000 },
  batch: { criticality: 'low', downtime: 1_800_000 },
  static: { criticality: 'low', downtime: 0 },
};

/** Every way there is to go, with what a deployer must be able to do for it. */
const ways = {
  'blue-green with canary': { strategy: 'blue-green-canary', needs: ['share', 'idle'] },
  'blue-green': { strategy: 'blue-green', needs: ['idle'] },
  canary: { strategy: 'canary', needs: ['share'] },
  rolling: { strategy: 'rolling', needs: ['instances'] },
  sequential: { strategy: 'sequential', needs: [] },
} as const satisfies Record<string, { readonly strategy: string; readonly needs: readonly StageAbility[] }>;
type Way = keyof typeof ways;

/**
 * The strategy that fits an application, with why: by its type, how bad a failure is (the release's own risk counts where it is greater), how
 * long it may be away, and what its deployer can do. Pure: a table, read from the best way down to the first that can be gone.
 */
export function recommend(
  { type, ...configured }: Application,
  risk: RiskLevel | null,
  abilities: readonly StageAbility[],
): Recommendation {
  const criticality = configured.criticality ?? usual[type].criticality;
  const isRaised = risk !== null && !isAtLeast(criticality, risk);
  const level = isRaised ? risk : criticality;
  const downtime = configured.downtime ?? usual[type].downtime;
  const wished = waysFor(type, level, downtime);
  const isAble = (way: Way): boolean => ways[way].needs.every((need) => abilities.includes(need));
  const way = wished.find(isAble) ?? 'sequential';
  const best = wished[0];
  const reasons: readonly RecommendationReason[] = [
    downtime === 0 ? 'no_downtime' : 'some_downtime',
    ...(level === 'critical' ? (['critical'] as const) : []),
    ...(isRaised ? (['raised_by_risk'] as const) : []),
    ...(way === best ? [] : (['deployer_cannot'] as const)),
  ];
  return { name: way, strategy: ways[way].strategy, type, level, downtime, reasons: [...reasons], best: best ?? way };
}

/** The ways that fit, the best first. */
function waysFor(type: Application['type'], level: RiskLevel, downtime: Millis): readonly Way[] {
  const isCritical = level === 'critical' && type !== 'static';
  if (isCritical) return ['blue-green with canary', 'canary', 'blue-green', 'rolling'];
  return downtime === 0 ? ['blue-green', 'canary', 'rolling'] : ['rolling'];
}
