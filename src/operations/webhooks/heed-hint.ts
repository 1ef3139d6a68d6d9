import type { Millis } from '#domain/ids.ts';
import type { Release } from '#domain/release/release.ts';
import { deploymentsWaitingFor, type WaitingDeployment } from '#domain/webhooks/deployments-waiting-for.ts';
import { isAboutBranch } from '#domain/webhooks/is-about.ts';
import type { WebhookHint } from '#domain/webhooks/webhook-hint.ts';
import type { Clock } from '#ports/clock.ts';
import type { Scratch } from '#ports/log-store.ts';
import type { Queue } from '#ports/queue.ts';
import { noteDrift } from '../act.ts';
import type { Advance } from '../advance.ts';
import { jobIds } from '../job-ids.ts';
import type { ProjectLog } from '../project-log.ts';
import type { ReplanPorts } from '../propose/replan.ts';
import type { ReleaseLog } from '../release-log.ts';

export type HeedHintPorts = ReplanPorts & {
  readonly releases: ReleaseLog;
  readonly projects: ProjectLog;
  readonly advance: Advance;
  readonly queue: Queue;
  readonly scratch: Pick<Scratch, 'claim'>;
  readonly clock: Clock;
  readonly report: (error: unknown, what: string) => void;
};

export type HeedHint = (hint: WebhookHint) => Promise<void>;

/** However many hints come, one deployment is looked at early at most once in this time, and once more after the last of them. */
const spacing: Millis = 2_000;

/**
 * Has the deployments that wait for what the hint is about looked at now, and the drift of a branch that moved noted. It changes when
 * something is looked at and never what follows, so a hint that is lost, doubled or wrong does no harm. One release's trouble never keeps
 * the hint from the next.
 */
export function createHeedHint(ports: HeedHintPorts): HeedHint {
  return async (hint) => {
    for (const [name, project] of Object.entries(ports.configuration.projects())) {
      const { releases } = await ports.projects.get(name);
      for (const { id } of releases.filter((one) => one.closed === null)) {
        try {
          const release = await ports.releases.find(id);
          if (release === null) continue;
          await Promise.all(deploymentsWaitingFor(release, hint).map((one) => lookSoon(ports, release, one)));
          if (isAboutBranch(hint, project.repository)) await lookForDrift(ports, release);
        } catch (error) {
          ports.report(error, `webhook hint for ${id}`);
        }
      }
    }
  };
}

async function lookSoon(
  { clock, queue, scratch }: HeedHintPorts,
  { id }: Release,
  { attempt, isPending, step }: WaitingDeployment,
): Promise<void> {
  const look = jobIds.earlyLook(id, step, attempt);
  const now = clock.now();
  const isNow = isPending && (await scratch.claim(`early-look/${look}`, spacing));
  // All that come within one span of time share its end, where their jobs are one.
  const delay = isNow ? 0 : spacing - (now % spacing);
  await queue.enqueue({ name: 'run-step', release: id, step, attempt, early: true }, { id: look, delay });
}

async function lookForDrift(ports: HeedHintPorts, release: Release): Promise<void> {
  const known = await noteDrift(ports, release);
  if (known !== release) await ports.advance(release.id, { known });
}
