import type { Project } from '#domain/project/project.ts';
import type { ConfigPath } from './config-problem.ts';
import { type Finding, suggestion } from './describe-issue.ts';

/** Numbers of instances in environments that do not exist: they would be missed where they are needed. */
export function checkInstances(at: ConfigPath, { environments, services }: Project): readonly Finding[] {
  const names = environments.map(({ name }) => name);
  return Object.entries(services).flatMap(([service, { instances }]) =>
    Object.keys(typeof instances === 'object' ? instances : {}).flatMap((name): Finding[] =>
      names.includes(name)
        ? []
        : [
            {
              path: [...at, 'services', service, 'instances', name],
              at: 'key',
              message: `unknown environment "${name}"; ${suggestion(name, names)}`,
            },
          ],
    ),
  );
}
