import { z } from 'zod';

/** The bodies of docs/http-deployer.md as the shop reads and writes them. */

const Name = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9._-]+$/);

/** A key of one deployment: 1 to 200 characters, neither `.` nor `..`, since those vanish from a URL. */
export const IdempotencyKey = z
  .string()
  .max(200)
  .regex(/^(?!\.{1,2}$)[A-Za-z0-9._~/-]+$/);

const Percent = z.number().int().min(1).max(99);

/** How far one deployment goes; the whole when it is left out. */
const Stage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('whole') }),
  z.object({ kind: z.literal('share'), percent: Percent, baseline: z.string().min(1).max(200).optional() }),
  z
    .object({
      kind: z.literal('instances'),
      percent: Percent,
      count: z.number().int().min(1).optional(),
      of: z.number().int().min(2).optional(),
    })
    .refine(({ count, of }) => (count === undefined) === (of === undefined)),
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('switch') }),
  z.object({ kind: z.literal('retire') }),
]);

/** What a client asks for. Members that are not named here are dropped, so they do not take part in the comparison of bodies. */
export const DeploymentRequest = z.object({
  service: Name,
  environment: Name,
  version: z.string().min(1).max(200),
  commit: z
    .string()
    .regex(/^[0-9a-f]{7,64}$/)
    .optional(),
  artifact: z.string().min(1).max(2000).optional(),
  kind: z.enum(['deploy', 'rollback', 'remove']),
  stage: Stage.optional(),
});
export type DeploymentRequest = z.infer<typeof DeploymentRequest>;

/** One deployment as a client sees it. Times are RFC 3339 in UTC; `finishedAt` is there once the status is final. */
export type Deployment = {
  readonly id: string;
  readonly service: string;
  readonly environment: string;
  readonly version: string;
  readonly kind: DeploymentRequest['kind'];
  readonly stage?: DeploymentRequest['stage'];
  readonly status: 'queued' | 'in_progress' | 'success' | 'failure';
  readonly description?: string;
  readonly startedAt: string;
  readonly finishedAt?: string;
};

/** The observed version of one service in one environment. */
export type RunningVersion = {
  readonly version: string | null;
  readonly commit: string | null;
  readonly status: 'running' | 'stopped' | 'absent';
  /** Digest of what was built and runs: `sha256:` and 64 digits. */
  readonly artifact?: string;
  /** Where two versions take requests, each with its share in percent. */
  readonly shares?: readonly {
    readonly version: string;
    readonly percent: number;
    readonly instances: number;
    readonly artifact: string;
  }[];
  /** How many processes the service is meant to have. */
  readonly instances?: number;
  /** The version beside that takes no requests; null where there is none. */
  readonly idle?: string | null;
  readonly idleArtifact?: string;
};

/** The answer to `GET {base}/`. */
export const discovery = {
  protocol: 'fairlead-http-deployer',
  version: 1,
  capabilities: ['deploy', 'remove', 'share', 'baseline', 'instances', 'counts', 'idle', 'artifacts', 'cancel'],
} as const;

/** Says whether two requests are the same by the protocol's third rule. */
export function isSameRequest(one: DeploymentRequest, other: DeploymentRequest): boolean {
  const keys = ['service', 'environment', 'version', 'commit', 'artifact', 'kind'] as const;
  const stageOf = ({ stage = { kind: 'whole' } }: DeploymentRequest): string =>
    JSON.stringify(Object.entries(stage).sort(([first], [second]) => first.localeCompare(second)));
  return keys.every((key) => one[key] === other[key]) && stageOf(one) === stageOf(other);
}
