import { fillPlaceholders } from '#domain/placeholders.ts';
import { ReleaseError } from '#errors.ts';

/** Text that stands for a version, both ways. */
export type VersionTemplate = {
  /** The text of a version. */
  of(version: string): string;
  /** The version a text stands for, null when it is not one of these. */
  in(text: string): string | null;
};

/** Fills in all but `{version}`, of which the template holds one. Throws CONFIG_INVALID for a placeholder nobody knows. */
export function versionTemplate(template: string, place: { service: string; environment: string }): VersionTemplate {
  const { environment, service } = place;
  // NUL stands for the version: no name of an image or a revision holds one.
  const [before = '', after = ''] = filled(template, { environment, service, version: '\0' }).split('\0');
  return {
    of: (version) => `${before}${version}${after}`,
    in(text) {
      const isOne = text.startsWith(before) && text.endsWith(after) && text.length > before.length + after.length;
      return isOne ? text.slice(before.length, text.length - after.length) : null;
    },
  };
}

/** A name with `{service}` and `{environment}` filled in. */
export function nameAt(template: string, { environment, service }: { service: string; environment: string }): string {
  return filled(template, { environment, service });
}

/** The version as a tag of an image: letters, digits, `_`, `.` and `-` (OCI distribution specification). Throws DEPLOYER_FAILED for others. */
export function tagOf(version: string): string {
  if (/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(version)) return version;
  const why = `${version} cannot be the tag of an image, which holds letters, digits, ".", "-" and "_" only.`;
  throw new ReleaseError('DEPLOYER_FAILED', 'user', why);
}

function filled(template: string, values: Readonly<Record<string, string>>): string {
  const filling = fillPlaceholders(template, values);
  if (filling.kind === 'filled') return filling.text;
  throw new ReleaseError('CONFIG_INVALID', 'fatal', filling.why);
}
