import { defineKind, type Found, type Place } from '../define-kind.ts';
import type { Edit } from '../edits.ts';
import { baseName } from '../paths.ts';
import { propertyLines, propertyOf } from '../scan/property-lines.ts';

/** gradle.properties: `version`, and `VERSION_NAME` with `VERSION_CODE` as publishing plugins and Android builds read them. */
export const gradleProperties = defineKind({
  name: 'gradle.properties',
  changes: '`version`, `VERSION_NAME`; `VERSION_CODE` is counted up',
  keeps: 'every other property',
  matches: (path) => baseName(path) === 'gradle.properties',
  find: findVersionProperties,
});

function findVersionProperties(text: string): Found {
  const lines = propertyLines(text);
  const places: Place[] = [];
  for (const key of ['version', 'VERSION_NAME']) {
    const span = propertyOf(lines, '', key);
    if (span === 'twice') return { kind: 'invalid', why: `the key "${key}" stands twice` };
    if (span === null) continue;
    if (!/^[^\s\\]+$/.test(text.slice(span.start, span.end)))
      return { kind: 'invalid', why: `its "${key}" is not one word` };
    places.push({ span });
  }
  const code = propertyOf(lines, '', 'VERSION_CODE');
  if (code === 'twice') return { kind: 'invalid', why: 'the key "VERSION_CODE" stands twice' };
  if (places.length === 0) return { kind: 'absent', why: 'it has no "version" or "VERSION_NAME"' };
  const counted = code === null ? '' : text.slice(code.start, code.end);
  const counters: Edit[] =
    code !== null && /^\d{1,10}$/.test(counted) ? [{ span: code, text: String(Number(counted) + 1) }] : [];
  return { kind: 'found', places, counters };
}
