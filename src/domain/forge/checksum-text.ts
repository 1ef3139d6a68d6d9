/** The text of a file of checksums, one `hash  name` line for each file in the order of names: what `sha256sum --check` reads. */
export function checksumText(files: readonly { readonly name: string; readonly sha256: string }[]): string {
  const lines = files.map(({ name, sha256 }) => ({ name, line: `${sha256}  ${name}\n` }));
  return lines
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ line }) => line)
    .join('');
}
