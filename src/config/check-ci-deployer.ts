import { checkPlaceholders, placeholdersIn } from '#domain/placeholders.ts';
import type { StageAbility } from '#domain/plan/stage.ts';
import { ciPlaceholders } from '#domain/project/ci-deployer-config.ts';
import type { ConfigPath } from './config-problem.ts';
import type { Finding } from './describe-issue.ts';

/** What a deployer over a CI system is configured to tell it, by the key of the configuration that holds it. */
export type CiTelling = {
  readonly at: ConfigPath;
  readonly told: Readonly<Record<string, string>>;
  readonly remove: boolean;
  readonly stages: readonly StageAbility[];
  /** Whether runs are found by a value that is the key and nothing else. */
  readonly isKeyAlone?: boolean;
};

/** The CI system must be told what the configuration says it can do: the key always, {action} to remove, {stage} and {percent} for stages. */
export function checkCiDeployer({ at, isKeyAlone = false, remove, stages, told }: CiTelling): readonly Finding[] {
  const unknown = Object.entries(told).flatMap(([name, template]): Finding[] => {
    const refused = checkPlaceholders(template, ciPlaceholders);
    return refused === null ? [] : [{ path: [...at, name], at: 'value', message: refused.why }];
  });
  const known = new Set(Object.values(told).flatMap(placeholdersIn));
  const needed: readonly (readonly [string, boolean, string])[] = [
    ['key', true, 'by which a run is found again'],
    ['version', true, 'which it is to deploy'],
    ['action', remove, 'by which a removal is told from a deployment'],
    ['stage', stages.length > 0, 'by which a part of the way is told from the whole'],
    ['percent', stages.includes('share') || stages.includes('instances'), 'which says how far a stage goes'],
  ];
  const missing = needed.flatMap(([name, isNeeded, why]): Finding[] =>
    isNeeded && !known.has(name)
      ? [{ path: at, at: 'value', message: `expected one that holds {${name}}, ${why}` }]
      : [],
  );
  const isLost = isKeyAlone && known.has('key') && !Object.values(told).includes('{key}');
  const message = 'expected one that is {key} and nothing else, by which a run is found again';
  return [...unknown, ...missing, ...(isLost ? [{ path: at, at: 'value' as const, message }] : [])];
}
