import type { ProjectRecord } from './project-record.ts';
import { releasesOf } from './releases-of.ts';

/** Those of the services that a release of this version, which ended well, has brought to the environment. What became of them later does not matter. */
export function outAlready(
  record: Pick<ProjectRecord, 'releases'>,
  version: { readonly version: string; readonly unit: string | null },
  environment: string,
  services: readonly string[],
): readonly string[] {
  const moved = releasesOf(record, version).flatMap((one) =>
    one.closed?.ending === 'released' ? (one.moved ?? []) : [],
  );
  return services.filter((service) => moved.includes(`${environment}/${service}`));
}
