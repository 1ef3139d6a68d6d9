import { linkReferencesStart } from './changelog-headings.ts';

/** A link reference definition: `[1.5.0]: https://...`. */
export type FootReference = { readonly label: string; readonly url: string };

const definition = /^ {0,3}\[([^\]]+)\]:[ \t]*(\S+)[ \t]*$/;
const versionLabel = /^v?\d+\.\d+\.\d+/i;

/** Parts a section from the reference of its version, which may stand behind it. */
export function splitReference(
  section: string,
  version: string,
): { readonly body: string; readonly reference: FootReference | null } {
  const trimmed = section.trim();
  const at = trimmed.lastIndexOf('\n');
  const [, label, url] = definition.exec(trimmed.slice(at + 1)) ?? [];
  if (at < 0 || label !== version || url === undefined) return { body: trimmed, reference: null };
  return { body: trimmed.slice(0, at).trimEnd(), reference: { label, url } };
}

/**
 * Adds a version's reference to the block of references at the foot, in front of the newest version there, and leads `[Unreleased]` to
 * what came after it when `isNewest`. Every other byte stays, and a reference that is there already is left alone.
 */
export function withFootReference(text: string, reference: FootReference, isNewest: boolean, eol: string): string {
  const start = linkReferencesStart(text);
  const line = `[${reference.label}]: ${reference.url}`;
  if (start === null) return `${text}${gapAtEnd(text, eol)}${line}${/\n$/.test(text) ? eol : ''}`;
  const lines = text.slice(start).split('\n');
  if (lines.some((one) => labelOf(one)?.toLowerCase() === reference.label.toLowerCase())) return text;
  const foot = isNewest ? lines.map((one) => withNewBase(one, reference.url)) : [...lines];
  const firstVersion = foot.findIndex((one) => versionLabel.test(labelOf(one) ?? ''));
  const unreleased = foot.findIndex((one) => labelOf(one)?.toLowerCase() === 'unreleased');
  const at = firstVersion >= 0 ? firstVersion : unreleased + 1;
  if (at === foot.length) return `${text.slice(0, start)}${foot.join('\n')}${eol}${line}`;
  return `${text.slice(0, start)}${[...foot.slice(0, at), line + eol.slice(0, -1), ...foot.slice(at)].join('\n')}`;
}

function labelOf(line: string): string | undefined {
  return definition.exec(line.replace(/\r$/, ''))?.[1];
}

function gapAtEnd(text: string, eol: string): string {
  return /\n$/.test(text) ? eol : eol + eol;
}

/** An `[Unreleased]` comparison with its beginning moved to the version just released; any other line as it is. */
function withNewBase(line: string, url: string): string {
  if (labelOf(line)?.toLowerCase() !== 'unreleased') return line;
  const tag =
    /\/compare\/[^?#]+?\.\.\.([^?#]+)$/.exec(url)?.[1] ??
    /\/(?:releases\/tag|-\/tags)\/([^?#]+)$/.exec(url)?.[1] ??
    /\/compare\/([^?#]+?)%0D/.exec(url)?.[1] ??
    /[?&]sourceBranch=([^&#]+)/.exec(url)?.[1];
  if (tag === undefined) return line;
  return line
    .replace(/(\/compare\/)[^?#\s]+?(\.\.\.?)(?=[^.])/, (_all, before, dots) => `${before}${tag}${dots}`)
    .replace(/(%0D)[^?#\s]+/, (_all, before) => `${before}${tag}`)
    .replace(/([?&]targetBranch=)[^&#\s]+/, (_all, before) => `${before}${tag}`);
}
