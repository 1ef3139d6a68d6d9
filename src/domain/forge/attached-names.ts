/** Name of the file with the checksums of all others on a release page. */
export const checksumName = 'SHA256SUMS';

/**
 * The name of each file on the release page, which is the last part of its path, or why they cannot be attached. Letters, digits and `._+-`
 * are taken by every forge as they are; GitHub renames what has other characters, and then nobody finds it by its name.
 */
export function attachedNames(
  paths: readonly string[],
): { readonly kind: 'named'; readonly names: readonly string[] } | { readonly kind: 'refused'; readonly why: string } {
  const taken = new Map<string, string>();
  for (const path of paths) {
    const name = path.split('/').at(-1) ?? path;
    if (!/^[A-Za-z0-9_+-](?:[\w.+-]{0,198}[\w+-])?$/.test(name)) {
      return refused(`The name of ${path} is not one every forge takes. Use letters, digits and . _ + - only.`);
    }
    if (name === checksumName) {
      return refused(`${path} is named like the file of checksums that is made of all others. Leave it out of assets.`);
    }
    const other = taken.get(name);
    if (other !== undefined) {
      return refused(`${other} and ${path} have the same name, which a release page holds once. Rename one of them.`);
    }
    taken.set(name, path);
  }
  return { kind: 'named', names: [...taken.keys()] };
}

function refused(why: string) {
  return { kind: 'refused', why } as const;
}
