import type { Digest, Sha } from '#domain/ids.ts';
import { StepId } from '#domain/ids.ts';
import type { Project } from '#domain/project/project.ts';
import { emptyProject } from '#domain/project-log/project-record.ts';
import type { CheckResult } from '#domain/validation/check-result.ts';
import { chooseChecks } from '#domain/validation/choose-checks.ts';
import { compileValidation, type ValidationFacts } from '#domain/validation/compile-validation.ts';
import { aCommit, aProject, people, type Story, someFacts, storyOf } from './a-release.ts';

/** A project with a check that stands in the way and one that only warns. */
export function aCheckedProject(more: Record<string, unknown> = {}): Project {
  return aProject({
    checks: [
      { name: 'smoke-tests', command: ['make', 'smoke'] },
      { name: 'lint', command: ['make', 'lint'], blocker: false },
    ],
    ...more,
  });
}

/** Everything the validation of shop 1.5.0 is compiled from. */
export function someChecks(
  more: Partial<ValidationFacts> = {},
  names: readonly string[] | null = null,
): ValidationFacts {
  const project = more.project ?? aCheckedProject();
  const choice = chooseChecks(project, names);
  if (choice.kind === 'unknown') throw new Error(`There is no check ${choice.name}.`);
  const source = '4e1c0aa'.padEnd(40, '1') as Sha;
  return {
    projectName: 'shop',
    project,
    configDigest: 'c0'.repeat(32) as Digest,
    version: '1.5.0',
    unit: null,
    services: Object.keys(project.services),
    previous: '1.4.2',
    tag: 'v1.5.0',
    source,
    since: '9f2c41d'.padEnd(40, '2') as Sha,
    checkout: { url: project.repository.url, source, version: '1.5.0', previous: '1.4.2', versionFiles: [] },
    commits: [aCommit(1, 'feat', 'pay with a saved card')],
    migrations: [],
    checks: choice.checks,
    allowed: 0,
    record: emptyProject,
    ...more,
  };
}

/** The validation of shop 1.5.0, asked for by Mira at nine o'clock. */
export function aValidation(more: Partial<ValidationFacts> = {}, names: readonly string[] | null = null): Story {
  const { plan, digest } = compileValidation(someChecks(more, names));
  return storyOf({
    v: 1,
    type: 'release.proposed',
    release: someFacts().release,
    requestedBy: people.mira,
    channel: 'C0RELEASES',
    reason: null,
    plan,
    digest,
  });
}

/** A check that comes to its end with this result. */
export function checked(story: Story, step: string, result: Partial<CheckResult> = {}): Story {
  const of = { v: 1, step: StepId.parse(step), attempt: 1 } as const;
  story.add({ ...of, type: 'step.started', worker: 'worker-1' });
  const whole = { outcome: 'passed', why: 'It ended with exit code 0.', lines: [], output: '', ...result };
  return story.add({ ...of, type: 'step.succeeded', result: whole }, 4_000);
}
