import { createHash } from 'node:crypto';

/** Where the files of a release are kept: a generic package and its version in GitLab's package registry. */
export type PackagePlace = { readonly name: string; readonly version: string };

/**
 * The package of a tag. GitLab allows letters, digits and `.-+_` in a package version, so any other tag gets those and the start of its
 * digest, which keeps two tags apart.
 */
export function packagePlace(tag: string): PackagePlace {
  const name = 'fairlead-release';
  if (/^(?!.*\.\.)[\w+-][\w.+-]*$/.test(tag)) return { name, version: tag };
  const plain = tag.replace(/[^\w+-]+/g, '-').replace(/^-+/, '');
  return { name, version: `${plain}-${createHash('sha256').update(tag).digest('hex').slice(0, 12)}` };
}

/** Path of a file of the package below the API's address; `id` is the project's path or number. */
export function packageFilePath(id: string, { name, version }: PackagePlace, file: string): string {
  return ['projects', id, 'packages', 'generic', name, version, file].map(segment).join('/');
}

function segment(text: string): string {
  return encodeURIComponent(text);
}
