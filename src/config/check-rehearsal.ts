import type { Project } from '#domain/project/project.ts';
import { rehearsalEnvironments } from '#domain/rehearsal/rehearsal-environment.ts';
import type { ConfigPath } from './config-problem.ts';
import { type Finding, suggestion } from './describe-issue.ts';

/** Rehearsals in environments that do not exist, and a demand for one where no version may be rehearsed: no release could ever go there. */
export function checkRehearsal(at: ConfigPath, project: Project): readonly Finding[] {
  const names = project.environments.map(({ name }) => name);
  const unknown = (project.rehearsal.environments ?? []).flatMap((name, index): Finding[] =>
    names.includes(name)
      ? []
      : [
          {
            path: [...at, 'rehearsal', 'environments', index],
            at: 'value',
            message: `unknown environment "${name}"; ${suggestion(name, names)}`,
          },
        ],
  );
  if (rehearsalEnvironments(project).length > 0) return unknown;
  const demanding = project.environments.flatMap(({ rehearsal }, index): Finding[] =>
    rehearsal === undefined
      ? []
      : [
          {
            path: [...at, 'environments', index, 'rehearsal'],
            at: 'value',
            message:
              'no version can be rehearsed: there is no environment before this one, and rehearsal.environments names none',
          },
        ],
  );
  return [...unknown, ...demanding];
}
