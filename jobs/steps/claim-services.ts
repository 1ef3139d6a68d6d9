import { z } from 'zod';
import { ReleaseId } from '#domain/ids.ts';
import { holdersOf, movedSince } from '#domain/project-log/project-record.ts';
import { defineStep, type StepOutcome, type StepPorts } from '#operations/steps/step-definition.ts';

const Params = z.object({
  project: z.string(),
  release: ReleaseId,
  environment: z.string(),
  services: z.array(z.string()),
  /** What the plan takes to run there, and when it took a look; the way back leads to it. */
  expected: z.array(z.object({ service: z.string(), version: z.string().nullable() })).default([]),
  since: z.number().default(0),
});
type Params = z.infer<typeof Params>;

const Handle = z.object({ waitingFor: z.array(z.string()) });

/**
 * Takes all the services of a release in one environment, or waits until no other release holds any: two releases never act on the same
 * service and environment. The project's log decides; claiming twice is claiming once. Fails when the release it waited for has moved a
 * service, since the plan's way back is then wrong.
 */
export const claimServices = defineStep({
  kind: 'claim-services',
  params: Params,
  probe: async () => ({ kind: 'not-done' }),
  run: claim,
  handle: Handle,
  poll: (ports, params) => claim(ports, params),
});

async function claim({ projects, releases, clock }: StepPorts, params: Params): Promise<StepOutcome> {
  const record = await projects.change(params.project, (known) => {
    const isFree = holdersOf(known, params.environment, params.services, params.release).length === 0;
    const isOurs = params.services.every(
      (service) => known.claims.get(`${params.environment}/${service}`) === params.release,
    );
    const isClosed = known.releases.some((one) => one.id === params.release && one.closed !== null);
    return isFree && !isOurs && !isClosed
      ? [
          {
            v: 1,
            type: 'services.claimed',
            release: params.release,
            environment: params.environment,
            services: params.services,
          },
        ]
      : [];
  });
  const holders = holdersOf(record, params.environment, params.services, params.release);
  if (holders.length === 0) {
    const { environment, expected, since, release } = params;
    const moved = movedSince(record, environment, expected, since, release);
    return moved.length === 0 ? { kind: 'succeeded', result: { at: clock.now() } } : overtaken(environment, moved);
  }
  const names = await Promise.all(holders.map(async (id) => (await releases.find(id))?.plan.version ?? id));
  return {
    kind: 'pending',
    handle: { waitingFor: [...holders] },
    lookAgainIn: 2_000,
    note: `Waits for ${names.join(', ')} to end in ${params.environment}.`,
  };
}

function overtaken(environment: string, moved: ReturnType<typeof movedSince>): StepOutcome {
  const list = moved.map(
    ({ service, version, expected }) => `${service} ${version ?? 'nothing'}, not ${expected ?? 'nothing'}`,
  );
  return {
    kind: 'failed',
    code: 'BASELINE_MOVED',
    message: `Another release has been there since this plan was made: ${environment} runs ${list.join('; ')}. A rollback would lead to the wrong version. Cancel and release again.`,
  };
}
