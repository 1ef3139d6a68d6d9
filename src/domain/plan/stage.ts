import { z } from 'zod';

const percent = z.number().int().min(1).max(99);

/**
 * How far one deployment of a rollout goes. A strategy is a row of these; whatever stage a service is in, the whole of another version is
 * the way back.
 */
export const Stage = z.discriminatedUnion('kind', [
  /** The version in place of whatever runs, for all of the traffic. */
  z.strictObject({ kind: z.literal('whole') }),
  /**
   * The version beside the one that runs, with this share of the traffic. `baseline` names a fresh deployment of the one that runs, begun with it,
   * that gets as large a share and tells its metrics under that name.
   */
  z.strictObject({ kind: z.literal('share'), percent, baseline: z.string().min(1).max(200).exactOptional() }),
  /**
   * The version on this share of the instances, the one that runs on the others. A batch that was asked for by number says which of the
   * instances there were when it was planned: `count` of them have the version.
   */
  z
    .strictObject({
      kind: z.literal('instances'),
      percent,
      count: z.number().int().min(1).exactOptional(),
      of: z.number().int().min(2).exactOptional(),
    })
    .refine(({ count, of }) => (count === undefined) === (of === undefined) && (count ?? 0) < (of ?? 1), {
      message: 'expected count and of together, and a count of fewer than all',
    }),
  /** The version on the idle side, without traffic. */
  z.strictObject({ kind: z.literal('idle') }),
  /** All of the traffic at once to the side that was idle; the other side is kept. */
  z.strictObject({ kind: z.literal('switch') }),
  /** The side without traffic is taken away. */
  z.strictObject({ kind: z.literal('retire') }),
]);
export type Stage = z.infer<typeof Stage>;

/** The name a fresh deployment of the version that runs goes by, for as long as a new one is compared with it. */
export function baselineName(version: string): string {
  return `${version}-baseline`;
}

/** The kinds of stages that not every deployer can do. `idle` brings `switch` and `retire` with it. */
export const stageAbilities = ['share', 'instances', 'idle'] as const;
/** One of them. */
export type StageAbility = (typeof stageAbilities)[number];

/** What a deployer must be able to do for a stage; null where every deployer can. */
export function abilityFor({ kind }: Stage): StageAbility | null {
  if (kind === 'whole') return null;
  return kind === 'share' || kind === 'instances' ? kind : 'idle';
}

/** The stage a step of a plan is of. A deployment that says nothing is the whole. */
export function stageOf(params: { readonly stage?: unknown }): Stage {
  return params.stage === undefined ? { kind: 'whole' } : Stage.parse(params.stage);
}

type Batch = Extract<Stage, { kind: 'instances' }>;

/**
 * How many of the `now` instances a batch stands for: the number it was planned by while there are as many, else its share of them, rounded, and never
 * none nor all of several.
 */
export function batchCount({ percent, count, of }: Batch, now: number): number {
  if (count !== undefined && now === of) return count;
  return Math.max(1, Math.min(now - 1, Math.round((now * percent) / 100)));
}

/** How far a batch goes, as people say it: "2 of 7" where it was planned by number, else "25 % of the". Followed by "instances". */
export function batchWords({ percent, count, of }: Batch): string {
  return count === undefined || of === undefined ? `${percent} % of the` : `${count} of ${of}`;
}

/** Where a stage leaves a version, as the end of a sentence; null where it has all of the traffic. */
export function stagePlace(stage: Stage): string | null {
  switch (stage.kind) {
    case 'share':
      return `at ${stage.percent} % of the traffic`;
    case 'instances':
      return `on ${batchWords(stage)} instances`;
    case 'idle':
      return 'on the idle side';
    default:
      return null;
  }
}
