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
});
export type DeploymentRequest = z.infer<typeof DeploymentRequest>;

/** One deployment as a client sees it. Times are RFC 3339 in UTC; `finishedAt` is there once the status is final. */
export type Deployment = {
  readonly id: string;
  readonly service: string;
  readonly environment: string;
  readonly version: string;
  readonly kind: DeploymentRequest['kind'];
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
};

/** The answer to `GET {base}/`. */
export const discovery = {
  protocol: 'fairlead-http-deployer',
  version: 1,
  capabilities: ['deploy', 'remove'],
} as const;

/** Says whether two requests are the same by the protocol's third rule. */
export function isSameRequest(one: DeploymentRequest, other: DeploymentRequest): boolean {
  const keys = ['service', 'environment', 'version', 'commit', 'artifact', 'kind'] as const;
  return keys.every((key) => one[key] === other[key]);
}
