import { chartYaml } from './chart-yaml.ts';
import { packageJson } from './package-json.ts';
import type { BumpOutcome, CompanionFile, VersionFileKind, VersionReading } from './version-file.ts';
import { versionText } from './version-text.ts';

/** Every kind of version file Fairlead knows, asked in this order. */
export const versionFileKinds: readonly VersionFileKind[] = [packageJson, versionText, chartYaml];

/** Reads the version a file holds; a path of no known kind is invalid and says which kinds there are. */
export function readVersion(path: string, text: string): VersionReading {
  return kindOf(path)?.read(text) ?? unknownKind();
}

/** Changes the version in a file's text and nothing else; `from` null replaces any. A second call on the result says `already`. */
export function bumpVersion(path: string, text: string, from: string | null, to: string): BumpOutcome {
  return kindOf(path)?.bump(text, { from, to }) ?? unknownKind();
}

/** Files that repeat this one's version, such as a lock file; each is changed only where it exists. */
export function companionsOf(path: string): readonly CompanionFile[] {
  return kindOf(path)?.companions(path) ?? [];
}

function kindOf(path: string): VersionFileKind | undefined {
  return versionFileKinds.find((kind) => kind.matches(path));
}

function unknownKind(): { readonly kind: 'invalid'; readonly why: string } {
  const names = versionFileKinds.map(({ name }) => name).join(', ');
  return { kind: 'invalid', why: `no version file of this name is known (known: ${names})` };
}
