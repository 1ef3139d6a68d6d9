import { z } from 'zod';
import { ReleaseId } from '#domain/ids.ts';
import { holdersOf } from '#domain/project-log/project-record.ts';
import { defineStep, type StepOutcome, type StepPorts } from '#operations/steps/step-definition.ts';

const Params = z.object({
  project: z.string(),
  release: ReleaseId,
  environment: z.string(),
  services: z.array(z.string()),
});
type Params = z.infer<typeof Params>;

const Handle = z.object({ waitingFor: z.array(z.string()) });

/**
 * Takes all the services of a release in one environment, or waits until no other release holds any: two releases never act on the same
 * service and environment. The project's log decides; claiming twice is claiming once.
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
    return isFree && !isOurs
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
  if (holders.length === 0) return { kind: 'succeeded', result: { at: clock.now() } };
  const names = await Promise.all(holders.map(async (id) => (await releases.find(id))?.plan.version ?? id));
  return {
    kind: 'pending',
    handle: { waitingFor: [...holders] },
    lookAgainIn: 2_000,
    note: `Waits for ${names.join(', ')} to end in ${params.environment}.`,
  };
}
