import { z } from 'zod';
import { ReleaseId } from '#domain/ids.ts';
import { PlannedDeployer } from '#domain/project/deployer-config.ts';
import { type OpenBreaker, openBreakers } from '#domain/project-log/open-breaker.ts';
import { holdersOf, movedSince, type ProjectRecord } from '#domain/project-log/project-record.ts';
import { circuitBreaker, isHeldByBreaker } from '#domain/release/circuit-breaker.ts';
import { hasDeployed } from '#domain/release/step-of.ts';
import { defineStep, type StepContext, type StepOutcome, type StepPorts } from '#operations/steps/step-definition.ts';

/** What the plan takes to run of one service: its way back leads there. */
const Expected = z.object({ service: z.string(), version: z.string().nullable(), deployer: PlannedDeployer });
type Expected = z.infer<typeof Expected>;

const Params = z.object({
  project: z.string(),
  release: ReleaseId,
  environment: z.string(),
  services: z.array(z.string()),
  expected: z.array(Expected).default([]),
  /** When the plan's look at what runs was taken, epoch milliseconds. */
  since: z.number().default(0),
  /** The breaker that is asked first; absent where none is. */
  breaker: z.object({ environment: z.string(), rollbacks: z.number(), within: z.number() }).optional(),
});
type Params = z.infer<typeof Params>;

/** `isHeld` once the circuit breaker has held the release here: whoever closes it lets the release through. */
const Handle = z.object({ waitingFor: z.array(z.string()), isHeld: z.literal(true).exactOptional() });
type Handle = z.infer<typeof Handle>;

/**
 * Takes all the services of a release in one environment, or waits until no other release holds any: two releases never act on the same
 * service and environment. The project's log decides; claiming twice is claiming once. Where the services were taken back too often the
 * circuit breaker holds the release first. Fails when something else runs by then than the plan's way back leads to.
 */
export const claimServices = defineStep({
  kind: 'claim-services',
  params: Params,
  probe: async () => ({ kind: 'not-done' }),
  run: (ports, params, context) => enter(ports, params, { waitingFor: [] }, context),
  handle: Handle,
  poll: enter,
});

/** Asks the breaker, then claims. What it has held and somebody let through is asked no more. */
async function enter(ports: StepPorts, params: Params, seen: Handle, context: StepContext): Promise<StepOutcome> {
  const { breaker, services, project, environment } = params;
  if (breaker === undefined) return claim(ports, params, seen);
  const release = await ports.releases.get(params.release);
  if (seen.isHeld === true && !isHeldByBreaker(release)) return claim(ports, params, seen);
  const record = await ports.projects.get(project);
  // What was claimed before is under way already.
  const isOurs = services.every((service) => record.claims.get(`${environment}/${service}`) === release.id);
  const open = isOurs ? [] : openBreakers(record, services, breaker, ports.clock.now());
  if (seen.isHeld !== true && open.length === 0) return claim(ports, params, seen);
  const mayHold = seen.isHeld !== true && release.hold === null;
  const waiting = { kind: 'pending', lookAgainIn: 2_000, note: 'The circuit breaker is open.' } as const;
  if (!mayHold) return { ...waiting, handle: seen };
  const held = { v: 1, type: 'release.held', by: circuitBreaker, reason: reasonOf(open, context) } as const;
  return { ...waiting, handle: { ...seen, isHeld: true }, events: [held] };
}

function reasonOf(open: readonly OpenBreaker[], { step }: StepContext): string {
  const services = open
    .map(({ service, rollbacks }) => `${service} (${rollbacks.map(({ version }) => version).join(', ')})`)
    .join(', ');
  return `${step.title}: taken back too often lately, ${services}.`.slice(0, 1_000);
}

async function claim(ports: StepPorts, params: Params, seen: Handle): Promise<StepOutcome> {
  const { environment, services, release } = params;
  const record = await ports.projects.change(params.project, (known) => {
    const isFree = holdersOf(known, environment, services, release).length === 0;
    const isOurs = services.every((service) => known.claims.get(`${environment}/${service}`) === release);
    // A release that was cancelled meanwhile takes nothing any more.
    const isClosed = known.releases.some((one) => one.id === release && one.closed !== null);
    return isFree && !isOurs && !isClosed ? [{ v: 1, type: 'services.claimed', release, environment, services }] : [];
  });
  const holders = holdersOf(record, environment, services, release);
  if (holders.length === 0) return checkFooting(ports, params, record);
  const names = await Promise.all(holders.map(async (id) => (await ports.releases.find(id))?.plan.version ?? id));
  return {
    kind: 'pending',
    handle: { ...seen, waitingFor: [...holders] },
    lookAgainIn: 2_000,
    note: `Waits for ${names.join(', ')} to end in ${environment}.`,
  };
}

/** Once nobody else can move them: do the services run what the plan was made on? Those this release has moved itself are left out. */
async function checkFooting(ports: StepPorts, params: Params, record: ProjectRecord): Promise<StepOutcome> {
  const release = await ports.releases.get(params.release);
  const untouched = params.expected.filter((one) => !hasDeployed(release, params.environment, one.service));
  const moved: string[] = [];
  for (const one of untouched) {
    const runs = await runningNow(ports, params, record, one);
    if (runs !== one.version) moved.push(`${one.service} runs ${runs ?? 'nothing'}, not ${one.version ?? 'nothing'}`);
  }
  if (moved.length === 0) return { kind: 'succeeded', result: { at: ports.clock.now() } };
  return {
    kind: 'failed',
    code: 'BASELINE_MOVED',
    message: `In ${params.environment} ${moved.join('; ')} as when this was planned, so its way back would lead to the wrong version. Cancel it and ask for it again.`,
  };
}

/** What runs, by the deployer; where it cannot tell or nothing takes requests, what another release has left since the plan was made. */
async function runningNow(
  { deployers }: StepPorts,
  { environment, since, release }: Params,
  record: ProjectRecord,
  expected: Expected,
): Promise<string | null> {
  const seen = await deployers.of(expected.deployer).observe({ service: expected.service, environment });
  if (seen.kind === 'running' && seen.version !== null) return seen.version;
  const [moved] = movedSince(record, environment, [expected], since, release);
  return moved === undefined ? expected.version : moved.version;
}
