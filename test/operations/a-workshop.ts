import { createGitRepositories } from '#adapters/git/create-git-repositories.ts';
import type { Actor } from '#domain/actor.ts';
import { digestOf } from '#domain/digest.ts';
import { ReleaseId, StepId } from '#domain/ids.ts';
import type { Job, ProposeRequest } from '#domain/job.ts';
import type { MoveKind } from '#domain/moves/move.ts';
import type { Project } from '#domain/project/project.ts';
import { decide } from '#domain/release/decide.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { createAct } from '#operations/act.ts';
import { createAdvance } from '#operations/advance.ts';
import { createProjectLog } from '#operations/project-log.ts';
import { createPropose } from '#operations/propose/propose.ts';
import { createReleaseLog } from '#operations/release-log.ts';
import { createRequestRollback } from '#operations/rollback/request-rollback.ts';
import { createSweep } from '#operations/sweep.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { Deployer } from '#ports/deployer.ts';
import type { Queue } from '#ports/queue.ts';
import { aFolder, aRemote } from '../adapters/git/a-remote.ts';
import { aProject } from '../support/a-release.ts';
import { createMemoryLeaseStore } from '../support/memory-lease-store.ts';
import { createMemoryLogStore } from '../support/memory-log-store.ts';
import { planned } from '../support/planned.ts';

export const rel = (number: number): ReleaseId => ReleaseId.parse(`rel-${String(number).padStart(12, '0')}`);
export const slack = (user: string): Actor => ({ kind: 'slack', user });
export const mira = slack('U0MIRA');
export const aiko = slack('U0AIKO');
export const sam = slack('U0SAM');
export const jonas = slack('U0JONAS');

/** Mira asks, Aiko and Sam may approve, Jonas may roll back. */
const roles: Readonly<Record<string, readonly string[]>> = {
  U0MIRA: [],
  U0AIKO: ['release-lead'],
  U0SAM: ['release-lead'],
  U0JONAS: ['on-call'],
};

/** The operations on memory stores and a real repository whose tag v1.4.2 runs everywhere. What a test does not plan throws. */
export function aWorkshop(more: Record<string, unknown> = {}) {
  const remote = aRemote();
  remote.git('tag', 'v1.4.2', 'main');
  remote.commit('feat: pay with a saved card', { 'pay.js': '1\n' });
  const clock = { at: Date.UTC(2026, 10, 21, 9), now: () => clock.at, sleep: async () => undefined };
  const repository = { url: remote.url, branch: 'main' };
  const project = aProject({ repository, versionFiles: ['package.json'], ...more });
  const settings = { project, digest: digestOf('one'), projects: null as Record<string, Project> | null };
  const configuration = planned<Configuration>('configuration', {
    projects: () => settings.projects ?? { shop: settings.project },
    roles: () => ({}),
    digestOf: () => settings.digest,
  });
  const running = new Map<string, string | null>();
  for (const environment of project.environments)
    for (const service of Object.keys(project.services)) running.set(`${environment.name}/${service}`, '1.4.2');
  const deployer = {
    capabilities: async () => ({ observe: true, remove: true }),
    observe: async ({ service, environment }) => ({
      kind: 'running',
      version: running.get(`${environment}/${service}`) ?? null,
    }),
  } as Partial<Deployer>;
  const jobs: { readonly job: Job; readonly id: string; readonly delay: number }[] = [];
  const queue: Queue = {
    enqueue: async (job, { id, delay = 0 }) => {
      jobs.push({ job, id, delay });
    },
  };
  const leases = createMemoryLeaseStore(() => clock.at);
  const store = createMemoryLogStore(leases);
  const releases = createReleaseLog({ store, clock });
  const projects = createProjectLog({ store, clock });
  const git = createGitRepositories({ dataDirectory: aFolder() });
  const deployers = { of: () => planned<Deployer>('deployer', deployer) };
  const whoIs = async (actor: Actor) => ({
    actor,
    roles: actor.kind === 'automatic' ? [] : (roles[actor.user] ?? []),
    email: actor.kind === 'automatic' ? null : `${actor.user.toLowerCase()}@shop.example`,
  });
  const reports: string[] = [];
  const ports = { configuration, git, deployers, releases, projects, whoIs, queue, clock, leases };
  const act = createAct(ports);
  const advance = createAdvance(ports);
  const report = (_error: unknown, what: string): void => void reports.push(what);
  return {
    ...ports,
    remote,
    store,
    settings,
    running,
    deployer,
    jobs,
    reports,
    ports,
    act,
    advance,
    propose: createPropose(ports),
    requestRollback: createRequestRollback({ ...ports, act }),
    sweep: createSweep({ ...ports, advance, report }),
  };
}
export type Workshop = ReturnType<typeof aWorkshop>;

/** `/release` as the handler hands it on, asked by Mira; the next suggested version unless told otherwise. */
export function aWish(number: number, request: Partial<ProposeRequest> = {}) {
  return {
    id: rel(number),
    actor: mira,
    channel: null,
    request: {
      project: 'shop',
      version: { bump: 'suggested' },
      services: null,
      environments: null,
      strategy: null,
      breakingChangeReason: null,
      ...request,
    } as ProposeRequest,
  };
}

/** A press of a button of release 1 as it stands. */
export async function press(
  shop: Workshop,
  move: MoveKind,
  actor: Actor,
  more: { step?: string; reason?: string } = {},
) {
  const { digest } = await shop.releases.get(rel(1));
  const step = more.step ?? (move === 'approve' || move === 'reject' ? 'production/approval' : null);
  const request = {
    move,
    release: rel(1),
    step: step === null ? null : StepId.parse(step),
    digest,
    reason: more.reason ?? 'Because.',
  };
  return shop.act({ request, actor });
}

/** Lets every step that may start succeed, until `until` is to start or somebody is asked. */
export async function carryOn(shop: Workshop, id: ReleaseId, until: string | null = null): Promise<void> {
  for (;;) {
    await shop.advance(id);
    const release = await shop.releases.get(id);
    const { start, wakeAt } = decide(release, shop.clock.at);
    if (start.some((run) => run.step === until)) return;
    const [next] = start;
    const isPause = release.plan.steps.some(
      (step) => step.gate?.kind === 'pause' && stateOf(release, step.id).status === 'open',
    );
    if (next === undefined && (wakeAt === null || !isPause)) return;
    if (next === undefined) shop.clock.at = wakeAt ?? shop.clock.at;
    else await succeed(shop, id, next);
  }
}

async function succeed(
  shop: Workshop,
  id: ReleaseId,
  { step, attempt }: { step: StepId; attempt: number },
): Promise<void> {
  const release = await shop.releases.get(id);
  const meant = [...release.plan.steps, ...release.plan.rollbackSteps].find((one) => one.id === step);
  const of = { v: 1, step, attempt } as const;
  const end: ReleaseEvent = meant?.background
    ? { ...of, type: 'step.pending', handle: { bad: 0 }, lookAgainAt: shop.clock.at + 1e9, note: null }
    : { ...of, type: 'step.succeeded', result: null };
  await shop.releases.record(id, release, [{ ...of, type: 'step.started', worker: 'machine/1' }, end]);
  if (meant === undefined) return;
  const { environment, service, params } = meant;
  if (meant.kind === 'deploy') shop.running.set(`${environment}/${service}`, (params.version ?? null) as string | null);
  await shop.projects.change('shop', () => {
    if (meant.kind === 'claim-services')
      return [
        {
          v: 1,
          type: 'services.claimed',
          release: id,
          environment: environment ?? '',
          services: release.plan.services,
        },
      ];
    if (meant.kind !== 'verify-service') return [];
    const version = (params.version ?? null) as string | null;
    return [
      {
        v: 1,
        type: 'service.ran',
        release: id,
        environment: environment ?? '',
        service: service ?? '',
        version,
        commit: null,
      },
    ];
  });
}

/** The kinds of events in the log of a release, oldest first. */
export async function typesOf(shop: Workshop, id: ReleaseId): Promise<readonly string[]> {
  return (await shop.releases.events(id)).map(({ body }) => body.type);
}
