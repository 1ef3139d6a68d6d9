import { compileValidation, type ValidationFacts } from '#domain/validation/compile-validation.ts';

/** The plan of a validation of a version: a check by command, one that only warns, and one of the health of what runs. */
export function validationPlan(
  { project, configDigest, record }: Pick<ValidationFacts, 'project' | 'configDigest' | 'record'>,
  { version, source }: Pick<ValidationFacts, 'version' | 'source'>,
): ReturnType<typeof compileValidation> {
  return compileValidation({
    projectName: 'shop',
    project,
    configDigest,
    version,
    unit: null,
    services: Object.keys(project.services),
    previous: '1.0.0',
    tag: `v${version}`,
    source,
    since: null,
    checkout: { url: project.repository.url, source, version },
    commits: [],
    migrations: [],
    checks: [
      { name: 'smoke', isBlocker: true, kind: 'command', argv: ['make', 'smoke'], environment: null },
      { name: 'lint', isBlocker: false, kind: 'command', argv: ['make', 'lint'], environment: null },
      { name: 'health', isBlocker: true, kind: 'health' },
    ],
    allowed: 0,
    record,
  });
}
