import type { ArgoCdConfig } from '#domain/project/argo-cd-config.ts';
import { nameAt, tagOf, versionTemplate } from '../version-template.ts';
import type { Source } from './application.ts';

type At = { readonly service: string; readonly environment: string };

/** Where in the source of an Application its version stands. */
export type VersionInSource = {
  /** The merge patch of the source for a version; null takes the service away. What else is in lists is kept. */
  change(source: Source, version: string | null): object;
  /** The version of a source, null where it is taken away; undefined where it is none of these. */
  read(source: Source): string | null | undefined;
};

/** Reads and writes what the configuration sets: the revision, a Helm parameter or an image of Kustomize. */
export function versionInSource({ set }: ArgoCdConfig, at: At): VersionInSource {
  const value = versionTemplate(set.value, at);
  if (set.by === 'revision')
    return {
      change: (_source, version) => (version === null ? {} : { targetRevision: value.of(version) }),
      read: ({ targetRevision }) => value.in(targetRevision ?? '') ?? undefined,
    };
  if (set.by === 'helm') return inHelm(set, value);
  const image = nameAt(set.image, at);
  return {
    change({ kustomize }, version) {
      const others = (kustomize?.images ?? []).filter((one) => !isOf(one, image));
      return version === null ? {} : { kustomize: { images: [...others, `${image}:${value.of(tagOf(version))}`] } };
    },
    read({ kustomize }) {
      const found = kustomize?.images?.find((one) => isOf(one, image)) ?? '';
      return value.in(found.slice(found.lastIndexOf(':') + 1)) ?? undefined;
    },
  };
}

function inHelm(
  set: Extract<ArgoCdConfig['set'], { by: 'helm' }>,
  value: ReturnType<typeof versionTemplate>,
): VersionInSource {
  const { parameter, remove } = set;
  return {
    change({ helm }, version) {
      const own = version === null ? [remove?.parameter] : [parameter, remove?.parameter];
      const others = (helm?.parameters ?? []).filter(({ name }) => !own.includes(name));
      // A version such as 1.10 must not become a number.
      const wanted =
        version === null
          ? { name: remove?.parameter ?? '', value: remove?.value ?? '' }
          : { name: parameter, value: value.of(version), forceString: true };
      return { helm: { parameters: [...others, wanted] } };
    },
    read({ helm }) {
      const parameters = helm?.parameters ?? [];
      const isRemoved = parameters.some(({ name, value: set }) => name === remove?.parameter && set === remove.value);
      const found = parameters.find(({ name }) => name === parameter);
      return isRemoved ? null : (value.in(found?.value ?? '') ?? undefined);
    },
  };
}

/** `name:tag`, `name@digest`, or either of a new name behind `name=`. */
function isOf(entry: string, image: string): boolean {
  const rest = entry.slice(image.length);
  return entry.startsWith(image) && (/^[:@][^/]*$/.test(rest) || rest.startsWith('='));
}
