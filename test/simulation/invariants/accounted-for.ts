import { questionsOf } from '#domain/release/question.ts';
import { isWayBackClosed, stateOf, stepOf } from '#domain/release/step-of.ts';
import { report, type Subject, type World } from '../world.ts';

/**
 * 7. Once a release has ended, every service it touched is on the new version, or back on what ran before its first deployment, or was
 * decided upon by a person. What ran before is noted here, not taken from the plan.
 */
export function watchAccounts(world: World): void {
  const before = new Map<string, string | null>();
  world.observers.push((subject, event) => {
    if (event.type === 'step.started') {
      const step = stepOf(subject.release, event.step);
      const key = `${subject.id}/${step?.environment}/${step?.service}`;
      if (step?.kind === 'deploy' && step.undoes === null && !before.has(key))
        before.set(key, world.running.get(`${step.environment}/${step.service}`) ?? null);
    }
    if (event.type === 'release.rolled-back')
      checkServices(world, subject, (key) =>
        isClosed(key, subject) ? subject.release.plan.version : (before.get(key) ?? null),
      );
    const { intent, version } = subject.release.plan;
    if (event.type === 'release.completed')
      checkServices(world, subject, (key) => (intent === 'rehearsal' ? (before.get(key) ?? null) : version));
    // Where there is no way back, giving a release up leaves what it brought.
    const isGivenUp = event.type === 'release.cancelled' || (event.type === 'gate.rejected' && isEnded(subject));
    if (isGivenUp && [...before.keys()].some((key) => isOwn(key, subject) && !isClosed(key, subject)))
      report(world, 'every-service-accounted-for', `${subject.id} was given up half-way`);
  });
}

function isOwn(key: string, { id }: Subject): boolean {
  return key.startsWith(`${id}/`);
}

function isClosed(key: string, { release }: Subject): boolean {
  return isWayBackClosed(release, key.split('/')[1] ?? null);
}

function isEnded({ release }: Subject): boolean {
  return release.ending !== null;
}

/** At rest (nothing in progress, nothing due) a failed or unknown step must be in a question. */
export function checkQuestions(world: World, subject: Subject): void {
  const { release } = subject;
  if (release.ending !== null) return;
  const scope = release.rollback?.status === 'running' ? release.plan.rollbackSteps : release.plan.steps;
  const wrong = scope.filter((step) => ['failed', 'unknown'].includes(stateOf(release, step.id).status));
  const asked = questionsOf(release, world.now);
  const forgotten = wrong.find((step) => !asked.some((question) => 'step' in question && question.step.id === step.id));
  if (forgotten !== undefined) report(world, 'every-service-accounted-for', `nobody is asked about ${forgotten.id}`);
}

function checkServices(world: World, subject: Subject, expectedOf: (key: string) => string | null): void {
  const started = new Set<string>();
  const accepted = new Set<string>();
  for (const { body } of subject.log) {
    if (body.type === 'step.started') started.add(body.step);
    if (body.type === 'step.accepted') accepted.add(body.step);
  }
  for (const { id, kind, environment, service } of subject.release.plan.steps) {
    if (kind !== 'deploy' || !started.has(id)) continue;
    const expected = expectedOf(`${subject.id}/${environment}/${service}`);
    // A person decided about the service itself, or went on though another release had moved it.
    const isByPerson = [...accepted].some(
      (one) =>
        one === `${environment}/claim` || (one.split('/').includes(service ?? '') && one.includes(`${environment}/`)),
    );
    const runs = world.running.get(`${environment}/${service}`) ?? null;
    if (runs !== expected && !isByPerson) {
      const message = `${subject.id} ended with ${environment}/${service} on ${runs}, not ${expected}`;
      report(world, 'every-service-accounted-for', message);
    }
  }
}
