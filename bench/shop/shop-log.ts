import type { Json, ReleaseId } from '#domain/ids.ts';
import type { Step } from '#domain/plan/step.ts';
import { decide } from '#domain/release/decide.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { foldRelease } from '#domain/release/fold-release.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf, stepOf } from '#domain/release/step-of.ts';
import { drawRelease } from '#templates/release/draw-release.ts';
import { shopPlan } from './shop-plan.ts';

/**
 * The log of a whole release of the shop, from the proposal to the notes, as a day without trouble leaves it: what `decide` asks for is
 * done, deployments and health checks are looked at as often as the sandbox needs, one person approves, and each stage is told in the thread.
 */
export function shopLog(id: ReleaseId): readonly ReleaseEvent[] {
  const events: ReleaseEvent[] = [];
  let release: Release | null = null;
  let now = 1_790_000_000_000;
  const append = (event: ReleaseEvent): void => {
    events.push(event);
    release = foldRelease(release, event, now);
    now += 40;
  };
  append({
    v: 1,
    type: 'release.proposed',
    release: id,
    requestedBy: { kind: 'slack', user: 'U0MIRA' },
    channel: 'C0RELEASES',
    reason: null,
    ...shopPlan(id, now),
  });
  for (let turn = 0; turn < 1_000; turn += 1) {
    const current = release as Release | null;
    if (current === null || current.ending !== null) break;
    for (const event of nextEvents(current, now)) append(event);
    now += 1_000;
  }
  return [...events, ...posts(release, events, now)];
}

/** Every message of the release is announced before it is posted and confirmed after it. */
function posts(release: Release | null, bodies: readonly ReleaseEvent[], now: number): readonly ReleaseEvent[] {
  if (release?.ending?.kind !== 'released') throw new Error('The release of the shop does not end well.');
  const { id } = release;
  const events = bodies.map((body, index) => ({ seq: index + 1, at: now, body }));
  return drawRelease({ release, events, now, eligible: new Map() }).flatMap(({ slot }): ReleaseEvent[] => {
    const op = `${id}/${slot}#1`;
    return [
      { v: 1, type: 'slot.posting', slot, op },
      { v: 1, type: 'slot.posted', slot, op, channel: 'C0RELEASES', ts: '1790000000.000100' },
    ];
  });
}

function nextEvents(release: Release, now: number): readonly ReleaseEvent[] {
  const { record, start, poll, inFlight } = decide(release, now);
  if (record.length > 0) return record;
  const runs = [...start, ...poll, ...inFlight].flatMap(({ step: id, attempt }) => {
    const step = stepOf(release, id);
    return step === null ? [] : look(release, step, attempt, now);
  });
  return runs.length > 0 ? runs : approvals(release);
}

function approvals(release: Release): readonly ReleaseEvent[] {
  const open = release.plan.steps.filter(
    (step) => step.gate?.kind === 'approval' && stateOf(release, step.id).status === 'open',
  );
  return open.map((step) => ({
    v: 1,
    type: 'gate.approved',
    step: step.id,
    digest: release.digest,
    by: { kind: 'slack', user: 'U0JONAS' },
    roles: ['tech-lead'],
    email: 'jonas@shop.example',
  }));
}

/** What a start or a poll of a step leaves in the log: deployments take one look, a health check three, programs one. */
function look(release: Release, step: Step, attempt: number, now: number): readonly ReleaseEvent[] {
  const of = { v: 1, step: step.id, attempt } as const;
  const state = stateOf(release, step.id);
  const pending = (handle: Json, note: string | null): ReleaseEvent => ({
    ...of,
    type: 'step.pending',
    handle,
    lookAgainAt: now + 1_000,
    note,
  });
  const started: readonly ReleaseEvent[] =
    state.status === 'waiting' ? [{ ...of, type: 'step.started', worker: 'build-1.shop.example-5f3a/4711' }] : [];
  const seen = state.status === 'pending' && typeof state.handle === 'object' ? countIn(state.handle) : 0;
  const looks = { deploy: 1, 'verify-service': 3, 'run-command': 1 }[step.kind] ?? 0;
  if (step.kind === 'watch-service') return started.length === 0 ? [] : [...started, pending({ bad: 0 }, null)];
  if (seen < looks)
    return [...started, pending({ deployment: `dep-${step.id}`, count: seen + 1 }, `${seen + 1} of ${looks} looks.`)];
  return [...started, ...facts(release, step), { ...of, type: 'step.succeeded', result: resultOf(step) }];
}

function countIn(handle: Json): number {
  return handle !== null && typeof handle === 'object' && 'count' in handle ? Number(handle.count) : 0;
}

function facts(release: Release, step: Step): readonly ReleaseEvent[] {
  if (step.kind !== 'verify-service' || step.environment === null || step.service === null) return [];
  const { version } = release.plan;
  return [
    {
      v: 1,
      type: 'service.observed',
      environment: step.environment,
      service: step.service,
      intended: version,
      observed: version,
    },
  ];
}

function resultOf(step: Step): Json {
  if (step.kind === 'run-command')
    return { took: 4_210, output: 'ok 12 - the basket survives the session\n'.repeat(25) };
  if (step.kind === 'deploy') return { note: 'Took 1.8 s.' };
  if (step.kind === 'verify-service') return { observed: '1.5.0', told: 'the deployer' };
  if (step.kind === 'commit-release')
    return { sha: 'c'.repeat(40), files: ['package.json', 'VERSION', 'CHANGELOG.md'] };
  return null;
}
