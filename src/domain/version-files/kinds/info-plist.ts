import { defineKind, type Found } from '../define-kind.ts';
import type { Edit, Span } from '../edits.ts';
import { scanXml, type XmlElement, xmlChildren, xmlWords } from '../scan/xml-elements.ts';
import { appleSpelling } from '../spelling/apple-spelling.ts';

/** An Info.plist: `CFBundleShortVersionString`; with it `CFBundleVersion` is counted up, or follows where it is the same version. */
export const infoPlist = defineKind({
  name: 'Info.plist',
  changes:
    '`CFBundleShortVersionString`; the last number of `CFBundleVersion` is counted up, or the whole follows where it was the same version',
  keeps:
    '`$(MARKETING_VERSION)` and `$(CURRENT_PROJECT_VERSION)`, which stand in Xcode’s project; pre-releases are refused, Apple knows three numbers only',
  matches: (path) => /(?:^|[/-])Info\.plist$/.test(path),
  find: findBundleVersion,
});

function findBundleVersion(text: string): Found {
  const document = scanXml(text);
  if (document.kind === 'invalid') return document;
  const short = stringOf(text, document.elements, 'CFBundleShortVersionString');
  const build = stringOf(text, document.elements, 'CFBundleVersion');
  if (short === 'twice' || build === 'twice') return { kind: 'invalid', why: 'one of its version keys stands twice' };
  if (short === null) return { kind: 'absent', why: 'it has no string at CFBundleShortVersionString' };
  const written = text.slice(short.start, short.end);
  if (written.includes('$'))
    return { kind: 'absent', why: `its version is ${written}, which stands in Xcode’s project` };
  const places = [{ span: short, spelling: appleSpelling }];
  if (build === null) return { kind: 'found', places };
  if (text.slice(build.start, build.end) === written && written.includes('.')) {
    return { kind: 'found', places: [...places, { span: build, spelling: appleSpelling }] };
  }
  return { kind: 'found', places, counters: countUp(text, build) };
}

function countUp(text: string, span: Span): readonly Edit[] {
  const match = /^(\d+(?:\.\d+)*\.)?(\d{1,15})$/.exec(text.slice(span.start, span.end));
  return match === null ? [] : [{ span, text: `${match[1] ?? ''}${Number(match[2]) + 1}` }];
}

/** The string after a key of the outer dictionary. */
function stringOf(text: string, elements: readonly XmlElement[], key: string): Span | 'twice' | null {
  const [plist] = xmlChildren(elements, -1, 'plist');
  const [dict] = plist === undefined ? [] : xmlChildren(elements, plist, 'dict');
  const members = elements.filter(({ parent }) => dict !== undefined && parent === dict);
  const found = members.flatMap((element, index) => {
    const words = element.name === 'key' ? xmlWords(text, element) : null;
    return words !== null && text.slice(words.start, words.end) === key ? [members[index + 1]] : [];
  });
  if (found.length > 1) return 'twice';
  return found[0]?.name === 'string' ? xmlWords(text, found[0]) : null;
}
