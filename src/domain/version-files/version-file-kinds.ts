import { chartYaml } from './chart-yaml.ts';
import { packageJson } from './package-json.ts';
import type { BumpOutcome, CompanionFile, VersionFileKind, VersionReading } from './version-file.ts';
import { pathOfEntry, type VersionFileEntry } from './version-file-entry.ts';
import { versionText } from './version-text.ts';

/** Every kind of version file Fairlead knows, asked in this order. */
export const versionFileKinds: readonly VersionFileKind[] = [packageJson, versionText, chartYaml];

/** Reads the version a file holds; a path of no known kind is invalid and says which kinds there are. */
export function readVersion(file: VersionFileEntry, text: string): VersionReading {
  return kindOf(pathOfEntry(file))?.read(text) ?? unknownKind();
}

/** Changes the version in a file's text and nothing else; `from` null replaces any. A second call on the result says `already`. */
export function bumpVersion(file: VersionFileEntry, text: string, from: string | null, to: string): BumpOutcome {
  return kindOf(pathOfEntry(file))?.bump(text, { from, to }) ?? unknownKind();
}

/** Files that repeat this one's version, such as a lock file; each is changed only where it exists. */
export function companionsOf(file: VersionFileEntry): readonly CompanionFile[] {
  const path = pathOfEntry(file);
  return kindOf(path)?.companions(path) ?? [];
}

function kindOf(path: string): VersionFileKind | undefined {
  return versionFileKinds.find((kind) => kind.matches(path));
}

function unknownKind(): { readonly kind: 'invalid'; readonly why: string } {
  const names = versionFileKinds.map(({ name }) => name).join(', ');
  return { kind: 'invalid', why: `no version file of this name is known (known: ${names})` };
}
