import type { VersionReading } from './version-file.ts';

/** What one version file said. */
export type FileReading = { readonly path: string; readonly reading: VersionReading };

export type VersionAgreement =
  /** Every file that holds a version holds this one. */
  | { readonly kind: 'agreed'; readonly version: string; readonly paths: readonly string[] }
  /** Who says what, the version said most often first; `unreadable` tells why the others say nothing. */
  | {
      readonly kind: 'disagree';
      readonly said: readonly { readonly version: string; readonly paths: readonly string[] }[];
      readonly unreadable: readonly { readonly path: string; readonly why: string }[];
    }
  /** No file holds a version. */
  | { readonly kind: 'none' };

/** Whether version files hold one and the same version. Files without any (`absent`) do not count; one that cannot be read is a disagreement. */
export function agreeOnVersion(readings: readonly FileReading[]): VersionAgreement {
  const paths = new Map<string, string[]>();
  const unreadable: { path: string; why: string }[] = [];
  for (const { path, reading } of readings) {
    if (reading.kind === 'invalid') unreadable.push({ path, why: reading.why });
    if (reading.kind === 'version') paths.set(reading.version, [...(paths.get(reading.version) ?? []), path]);
  }
  const said = [...paths].map(([version, by]) => ({ version, paths: by }));
  said.sort((a, b) => b.paths.length - a.paths.length);
  const [only] = said;
  if (said.length > 1 || unreadable.length > 0) return { kind: 'disagree', said, unreadable };
  return only === undefined ? { kind: 'none' } : { kind: 'agreed', ...only };
}
