import type { Project } from '#domain/project/project.ts';
import { releaseUnits } from '#domain/version/release-unit.ts';
import type { ConfigPath } from './config-problem.ts';
import { type Finding, suggestion } from './describe-issue.ts';

/**
 * What cannot be in the versioning of a project: groups without services of their own to speak of, services that no path tells apart, two
 * versions with the same tags or the same changelog.
 */
export function checkVersioning(at: ConfigPath, project: Project): readonly Finding[] {
  const { scheme, groups } = project.versioning;
  const path = [...at, 'versioning'];
  if (scheme === 'unified') {
    const [name] = Object.keys(groups);
    const message = 'every service shares the version already; groups need scheme: independent';
    return name === undefined ? [] : [{ path: [...path, 'groups', name], at: 'key', message }];
  }
  return [
    ...checkGroups([...path, 'groups'], project),
    ...checkPaths([...at, 'services'], project),
    ...checkDoubles(at, project),
  ];
}

function checkGroups(at: ConfigPath, { versioning, services }: Project): readonly Finding[] {
  const known = Object.keys(services);
  const names = Object.keys(versioning.groups);
  return Object.entries(versioning.groups).flatMap(([name, group], position): Finding[] => {
    const earlier = names.slice(0, position);
    const members = group.services.flatMap((service, index): Finding[] => {
      const place = { path: [...at, name, 'services', index], at: 'value' as const };
      if (!known.includes(service))
        return [{ ...place, message: `unknown service "${service}"; ${suggestion(service, known)}` }];
      if (group.services.indexOf(service) < index) return [{ ...place, message: `"${service}" is named twice` }];
      const other = earlier.find((one) => versioning.groups[one]?.services.includes(service));
      return other === undefined ? [] : [{ ...place, message: `"${service}" is in the group "${other}" already` }];
    });
    const message = `a service is called "${name}", too; their tags would be the same`;
    return known.includes(name) ? [{ path: [...at, name], at: 'key', message }, ...members] : members;
  });
}

/** Commits are counted by the folders they touch, so each service needs one. */
function checkPaths(at: ConfigPath, { services }: Project): readonly Finding[] {
  return Object.entries(services).flatMap(([name, service]): Finding[] =>
    service.path === undefined
      ? [{ path: [...at, name], at: 'key', message: 'a version of its own needs the path of the service' }]
      : [],
  );
}

function checkDoubles(at: ConfigPath, project: Project): readonly Finding[] {
  const units = releaseUnits(project);
  return units.flatMap((unit, index): Finding[] =>
    (['tag', 'changelog'] as const).flatMap((key) => {
      const other = units.slice(0, index).find((one) => one[key] === unit[key]);
      const place = project.versioning.groups[unit.name ?? ''] === undefined ? ['services'] : ['versioning', 'groups'];
      const message = `${unit.name} and ${other?.name} have the same ${key}, ${unit[key]}`;
      return other === undefined ? [] : [{ path: [...at, ...place, unit.name ?? ''], at: 'key' as const, message }];
    }),
  );
}
