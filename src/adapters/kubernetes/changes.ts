import type { Stage } from '#domain/plan/stage.ts';
import { ReleaseError } from '#errors.ts';
import type { Deployment } from '#ports/deployer.ts';
import type { Place } from './place.ts';

/** One change of one object. Each says how the object has to be, so making it again changes nothing. */
export type Change =
  /** The image of the version, and pods if it had none. */
  | { readonly kind: 'run'; readonly name: string; readonly version: string }
  /** No pods; how many there were is kept. */
  | { readonly kind: 'stop'; readonly name: string }
  /** This share of the traffic, in percent, to the canary Service. `atOnce` waits for no gateway. */
  | { readonly kind: 'weigh'; readonly percent: number; readonly atOnce?: true }
  /** All of the traffic to the pods of this Deployment. */
  | { readonly kind: 'select'; readonly name: string };

/**
 * What a deployment changes, in order: each one is waited for before the next. `side` is the Deployment that was chosen when it began, which
 * differs from the first one only where two sides take turns. Throws DEPLOYER_FAILED for a stage that is not offered.
 */
export function changesOf(place: Place, deployment: Deployment, side: string): readonly Change[] {
  const { stage = { kind: 'whole' }, version } = deployment;
  const { traffic } = place;
  const second = traffic?.second ?? place.deployment;
  const other = side === place.deployment ? second : place.deployment;
  if (version === null) return [...new Set([place.deployment, second])].map((name) => ({ kind: 'stop', name }));
  const run: Change = { kind: 'run', name: side, version };
  const select: Change = { kind: 'select', name: side };
  if (traffic?.by === 'route' && traffic.turns) return turnsOf(stage, { run, side, other, isSecond: side === second });
  switch (stage.kind) {
    case 'whole':
      if (traffic === null) return [run];
      if (traffic.by === 'route') {
        const rest: readonly Change[] = [run, { kind: 'weigh', percent: 0 }, { kind: 'stop', name: second }];
        // The bad version loses its share before anything is waited for; a gateway that refuses must not keep the image.
        return deployment.intent === 'rollback' ? [{ kind: 'weigh', percent: 0, atOnce: true }, ...rest] : rest;
      }
      return [run, select, { kind: 'stop', name: other }];
    case 'share':
      if (traffic?.by !== 'route') throw notOffered('a share of the traffic', 'route');
      return [
        { kind: 'run', name: second, version },
        { kind: 'weigh', percent: stage.percent },
      ];
    case 'idle':
    case 'switch':
    case 'retire':
      if (traffic?.by !== 'selector') throw notOffered('an idle side', 'selector');
      if (stage.kind === 'retire') return [{ kind: 'stop', name: side }];
      return stage.kind === 'idle' ? [run] : [run, select];
    case 'instances':
      throw replacesPods();
  }
}

/** With two Deployments that take turns behind a route: the one that is meant is chosen, and its share is what the other does not have. */
function turnsOf(
  stage: Stage,
  { isSecond, other, run, side }: { run: Change; side: string; other: string; isSecond: boolean },
): readonly Change[] {
  const weigh = (percent: number): Change => ({ kind: 'weigh', percent: isSecond ? percent : 100 - percent });
  switch (stage.kind) {
    case 'whole':
      return [run, weigh(100), { kind: 'stop', name: other }];
    case 'share':
      return [run, weigh(stage.percent)];
    case 'idle':
      return [run];
    case 'switch':
      return [run, weigh(100)];
    case 'retire':
      return [{ kind: 'stop', name: side }];
    case 'instances':
      throw replacesPods();
  }
}

function replacesPods(): ReleaseError {
  return new ReleaseError('DEPLOYER_FAILED', 'user', 'Kubernetes replaces pods by itself. Choose another strategy.');
}

function notOffered(what: string, by: string): ReleaseError {
  const why = `The deployer is not configured for ${what}. Add traffic with \`by: ${by}\` to it, or choose another strategy.`;
  return new ReleaseError('DEPLOYER_FAILED', 'user', why);
}
