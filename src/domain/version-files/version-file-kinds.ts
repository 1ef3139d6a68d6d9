import { buildGradle } from './kinds/build-gradle.ts';
import { cargoToml } from './kinds/cargo-toml.ts';
import { chartYaml } from './kinds/chart-yaml.ts';
import { composerJson } from './kinds/composer-json.ts';
import { csproj } from './kinds/csproj.ts';
import { denoJson } from './kinds/deno-json.ts';
import { directoryBuildProps } from './kinds/directory-build-props.ts';
import { gemspec } from './kinds/gemspec.ts';
import { goMod } from './kinds/go-mod.ts';
import { gradleProperties } from './kinds/gradle-properties.ts';
import { infoPlist } from './kinds/info-plist.ts';
import { kustomizationYaml } from './kinds/kustomization-yaml.ts';
import { hasMarker, markerKind } from './kinds/marker-line.ts';
import { mixExs } from './kinds/mix-exs.ts';
import { packageJson } from './kinds/package-json.ts';
import { patternKind } from './kinds/pattern-line.ts';
import { pomXml } from './kinds/pom-xml.ts';
import { pubspecYaml } from './kinds/pubspec-yaml.ts';
import { pyprojectToml } from './kinds/pyproject-toml.ts';
import { pythonVersion } from './kinds/python-version.ts';
import { setupCfg } from './kinds/setup-cfg.ts';
import { versionRb } from './kinds/version-rb.ts';
import { versionText } from './kinds/version-text.ts';
import { yamlPathKind } from './kinds/yaml-path.ts';
import type { BumpOutcome, CompanionFile, VersionFileKind, VersionReading } from './version-file.ts';
import { pathOfEntry, type VersionFileEntry } from './version-file-entry.ts';

/** Every kind of version file that is known by its path, asked in this order. */
export const versionFileKinds: readonly VersionFileKind[] = [
  packageJson,
  versionText,
  chartYaml,
  denoJson,
  kustomizationYaml,
  pomXml,
  buildGradle,
  gradleProperties,
  pyprojectToml,
  setupCfg,
  pythonVersion,
  cargoToml,
  goMod,
  composerJson,
  csproj,
  directoryBuildProps,
  pubspecYaml,
  mixExs,
  gemspec,
  versionRb,
  infoPlist,
];

/** The kinds that any text file can be of, with what has to be said besides its path. */
export const versionPlaceKinds: readonly VersionFileKind[] = [
  yamlPathKind('version'),
  patternKind('{version}'),
  markerKind(null),
];

/** Reads the version a file holds; a path of no known kind is read by its markers, and else invalid, saying which kinds there are. */
export function readVersion(file: VersionFileEntry, text: string): VersionReading {
  return kindOf(file, text)?.read(text) ?? unknownKind();
}

/** Changes the version in a file's text and nothing else; `from` null replaces any. A second call on the result says `already`. */
export function bumpVersion(file: VersionFileEntry, text: string, from: string | null, to: string): BumpOutcome {
  return kindOf(file, text)?.bump(text, { from, to }) ?? unknownKind();
}

/** Lock files that repeat this one's version; each is changed only where it exists. `planBump` also knows ranges and other lock files. */
export function companionsOf(file: VersionFileEntry): readonly CompanionFile[] {
  const path = pathOfEntry(file);
  return typeof file === 'string' ? (kindOfPath(path)?.companions(path) ?? []) : [];
}

/** The kind a path is of by its name, or undefined. */
export function kindOfPath(path: string): VersionFileKind | undefined {
  return versionFileKinds.find((kind) => kind.matches(path));
}

function kindOf(file: VersionFileEntry, text: string): VersionFileKind | undefined {
  if (typeof file === 'string') return kindOfPath(file) ?? (hasMarker(text) ? markerKind(null) : undefined);
  if (file.yamlPath !== undefined) return yamlPathKind(file.yamlPath);
  return file.pattern === undefined ? markerKind(file.marker ?? null) : patternKind(file.pattern);
}

function unknownKind(): { readonly kind: 'invalid'; readonly why: string } {
  const names = versionFileKinds.map(({ name }) => name).join(', ');
  return {
    kind: 'invalid',
    why: `no version file of this name is known (known: ${names}); mark its line with x-fairlead-version, or give a pattern`,
  };
}
