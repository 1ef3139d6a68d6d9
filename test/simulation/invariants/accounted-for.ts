import { questionsOf } from '#domain/release/question.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { Violation } from '../violation.ts';
import type { Subject, World } from '../world.ts';

/**
 * 7. Once a deployment of the last environment went wrong, every touched service is on the new version, back on the old one, or part of a
 * question somebody is asked. Checked whenever a release comes to rest or ends.
 */
export function watchAccounts(world: World): void {
  world.observers.push((subject, event) => {
    if (event.type === 'release.rolled-back') checkServices(world, subject, 'old');
    if (event.type === 'release.completed') checkServices(world, subject, 'new');
  });
}

/** At rest (nothing in progress, nothing due) a failed or unknown step must be in a question. */
export function checkQuestions(world: World, subject: Subject): void {
  const { release } = subject;
  if (release.ending !== null) return;
  const scope = release.rollback?.status === 'running' ? release.plan.rollbackSteps : release.plan.steps;
  const wrong = scope.filter((step) => ['failed', 'unknown'].includes(stateOf(release, step.id).status));
  const asked = questionsOf(release, world.now);
  const forgotten = wrong.find((step) => !asked.some((question) => 'step' in question && question.step.id === step.id));
  if (forgotten !== undefined)
    throw new Violation('every-service-accounted-for', `nobody is asked about ${forgotten.id}`);
}

function checkServices(world: World, subject: Subject, wanted: 'old' | 'new'): void {
  const { release } = subject;
  const accepted = new Set(
    subject.log.flatMap(({ body }) => (body.type === 'step.accepted' ? [body.step as string] : [])),
  );
  for (const { environment, service, version } of release.plan.baseline) {
    const deploy = release.plan.steps.find(
      (step) => step.kind === 'deploy' && step.environment === environment && step.service === service,
    );
    const wasStarted = subject.log.some(({ body }) => body.type === 'step.started' && body.step === deploy?.id);
    if (deploy === undefined || !wasStarted) continue;
    const expected = wanted === 'new' ? release.plan.version : version;
    const isByPerson = [...accepted].some((id) => id.endsWith(`/${service}`) && id.includes(environment));
    const runs = world.running.get(`${environment}/${service}`) ?? null;
    if (runs !== expected && !isByPerson) {
      throw new Violation(
        'every-service-accounted-for',
        `${subject.id} ended with ${environment}/${service} on ${runs}, not ${expected}`,
      );
    }
  }
}
