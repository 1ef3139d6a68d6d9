import type { Found, Place } from '../define-kind.ts';
import type { Span } from '../edits.ts';
import { scanXml, type XmlElement, xmlChildren, xmlWords } from '../scan/xml-elements.ts';
import type { Spelling } from '../spelling/spelling.ts';

/**
 * The version of an MSBuild project: `Version` in a `PropertyGroup`, else `VersionPrefix` with `VersionSuffix`. Refuses one that stands
 * twice (groups with conditions) and one made of other properties.
 */
export function findMsbuildVersion(text: string): Found {
  const document = scanXml(text);
  if (document.kind === 'invalid') return document;
  const version = propertiesOf(document.elements, 'Version');
  const prefix = propertiesOf(document.elements, 'VersionPrefix');
  const suffix = propertiesOf(document.elements, 'VersionSuffix');
  if (version.length > 1) return { kind: 'invalid', why: 'its Version stands twice' };
  if (prefix.length > 1 || suffix.length > 1)
    return { kind: 'invalid', why: 'its VersionPrefix or VersionSuffix stands twice' };
  const [own] = version.length === 1 ? version : prefix;
  if (own === undefined) return { kind: 'absent', why: 'it has no Version or VersionPrefix' };
  const span = xmlWords(text, own);
  if (span === null || /[$@%]\(/.test(text.slice(span.start, span.end))) {
    return { kind: 'invalid', why: `its ${own.name} is not plain text` };
  }
  if (version.length === 1) return { kind: 'found', places: [{ span }] };
  return withSuffix(text, span, suffix[0]);
}

function propertiesOf(elements: readonly XmlElement[], name: string): readonly XmlElement[] {
  const groups = xmlChildren(elements, -1, 'Project').flatMap((project) =>
    xmlChildren(elements, project, 'PropertyGroup'),
  );
  const isIn = new Set(groups);
  return elements.filter((element) => element.name === name && isIn.has(element.parent));
}

/** The prefix says the three numbers and the suffix the pre-release; both read as the whole version. */
function withSuffix(text: string, prefix: Span, suffix: XmlElement | undefined): Found {
  const numbers = text.slice(prefix.start, prefix.end);
  if (suffix === undefined) return { kind: 'found', places: [{ span: prefix, spelling: numbersOnly }] };
  if (!suffix.isPlain) return { kind: 'invalid', why: 'its VersionSuffix is not plain text' };
  const span = xmlWords(text, suffix) ?? { start: suffix.content.start, end: suffix.content.start };
  const tail = text.slice(span.start, span.end);
  const places: readonly Place[] = [
    {
      span: prefix,
      spelling: part(
        (core) => (tail === '' ? core : `${core}-${tail}`),
        (core) => core,
      ),
    },
    {
      span,
      spelling: part(
        (pre) => (pre === '' ? numbers : `${numbers}-${pre}`),
        (_core, pre) => pre,
      ),
    },
  ];
  return { kind: 'found', places };
}

const numbersOnly: Spelling = {
  read: (written) => written,
  write: (version) =>
    /^[\d.]+$/.test(version)
      ? { kind: 'spelled', text: version }
      : { kind: 'impossible', why: `its VersionPrefix holds numbers only; add a VersionSuffix element for ${version}` },
};

function part(read: Spelling['read'], pick: (core: string, pre: string) => string): Spelling {
  return {
    read,
    write: (version) => {
      const [core = '', ...pre] = version.split('-');
      return { kind: 'spelled', text: pick(core, pre.join('-')) };
    },
  };
}
