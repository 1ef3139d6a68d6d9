import type { Project } from '../project/project.ts';

/** What is versioned together: a whole project, a service with a version of its own, or a linked group of services. */
export type ReleaseUnit = {
  /** Name of the service or group; null for a project with one version. */
  readonly name: string | null;
  readonly services: readonly string[];
  /** Shape of its tags, with `{version}` only. */
  readonly tag: string;
  /** Shapes that count for a first release: those of the time before the unit had tags of its own. */
  readonly formerTags: readonly string[];
  readonly changelog: string;
  /** Version files of all its services, and of the project where it is the project. */
  readonly versionFiles: Project['versionFiles'];
};

export type UnitChoice =
  | { readonly kind: 'unit'; readonly unit: ReleaseUnit }
  /** The services do not share a version. */
  | { readonly kind: 'spans'; readonly units: readonly ReleaseUnit[] };

type Versioned = Pick<Project, 'versioning' | 'services' | 'tag' | 'changelog' | 'versionFiles'>;

/** Everything that has a version of its own in a project, in the order of the services. */
export function releaseUnits(project: Versioned): readonly ReleaseUnit[] {
  if (project.versioning.scheme === 'unified') return [wholeProject(project)];
  const groups = Object.entries(project.versioning.groups);
  const units = new Map<string, ReleaseUnit>();
  for (const service of Object.keys(project.services)) {
    const [name] = groups.find(([, group]) => group.services.includes(service)) ?? [null];
    units.set(name ?? service, name === null ? ofService(project, service) : ofGroup(project, name));
  }
  return [...units.values()];
}

/** The unit that services belong to; null services are all of the project. Services that do not share a version are told apart. */
export function unitOf(project: Versioned, services: readonly string[] | null): UnitChoice {
  const units = releaseUnits(project).filter(
    (unit) => services === null || unit.services.some((service) => services.includes(service)),
  );
  const [unit, other] = units;
  return unit === undefined || other !== undefined ? { kind: 'spans', units } : { kind: 'unit', unit };
}

/** The project as the release of one of its units sees it: the unit's tag, changelog and version files in place of its own. */
export function projectOfUnit(project: Project, unit: ReleaseUnit): Project {
  if (unit.name === null) return project;
  return { ...project, tag: unit.tag, changelog: unit.changelog, versionFiles: [...unit.versionFiles] };
}

function wholeProject(project: Versioned): ReleaseUnit {
  const { tag, changelog, services, versionFiles } = project;
  return { name: null, services: Object.keys(services), tag, formerTags: [], changelog, versionFiles };
}

function ofService(project: Versioned, name: string): ReleaseUnit {
  const service = project.services[name];
  const folder = service?.path?.replace(/\/+$/, '') ?? name;
  return {
    name,
    services: [name],
    tag: service?.tag ?? tagFor(project, name),
    formerTags: [...(service?.formerNames ?? []).map((former) => tagFor(project, former)), project.tag],
    changelog: service?.changelog ?? `${folder}/CHANGELOG.md`,
    versionFiles: service?.versionFiles ?? [],
  };
}

function ofGroup(project: Versioned, name: string): ReleaseUnit {
  const group = project.versioning.groups[name];
  const services = Object.keys(project.services).filter((service) => group?.services.includes(service));
  return {
    name,
    services,
    tag: group?.tag ?? tagFor(project, name),
    formerTags: [...services.map((service) => ofService(project, service).tag), project.tag],
    changelog: group?.changelog ?? project.changelog,
    versionFiles: services.flatMap((service) => project.services[service]?.versionFiles ?? []),
  };
}

function tagFor(project: Versioned, name: string): string {
  return project.versioning.tag.replaceAll('{service}', name);
}
