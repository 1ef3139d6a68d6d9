import { defineKind, type Found } from '../define-kind.ts';
import type { Span } from '../edits.ts';
import { baseName } from '../paths.ts';
import { scanXml, type XmlElement, xmlChildren, xmlWords } from '../scan/xml-elements.ts';

/**
 * Maven's pom.xml: the project's own `version`, never its parent's, or the property it is made of (`${revision}`, Maven's CI-friendly
 * versions). A module that inherits its version has none of its own.
 */
export const pomXml = defineKind({
  name: 'pom.xml',
  changes:
    'the project’s own `version`, or the property it names (`revision` and the like); in its modules `parent/version` and the versions other modules ask for it with',
  keeps:
    'versions of dependencies and plugins from elsewhere, `project.version` where it is named; a module that inherits its version',
  matches: (path) => baseName(path) === 'pom.xml',
  find: findPomVersion,
});

/** The words of the element at a path below the root `project`. `several` where a name on the way stands twice. */
function pomWords(
  text: string,
  elements: readonly XmlElement[],
  path: readonly string[],
): Span | 'several' | 'absent' | 'not-plain' {
  let at = -1;
  for (const name of ['project', ...path]) {
    const [child, second] = xmlChildren(elements, at, name);
    if (child === undefined) return 'absent';
    if (second !== undefined) return 'several';
    at = child;
  }
  return xmlWords(text, elements[at]) ?? 'not-plain';
}

function findPomVersion(text: string): Found {
  const document = scanXml(text);
  if (document.kind === 'invalid') return document;
  const version = pomWords(text, document.elements, ['version']);
  if (version === 'absent') {
    return pomWords(text, document.elements, ['parent', 'version']) === 'absent'
      ? { kind: 'invalid', why: 'its project has no version' }
      : { kind: 'absent', why: 'it inherits its version from its parent; bump the parent' };
  }
  if (typeof version === 'string') return refusal('project/version', version);
  const written = text.slice(version.start, version.end);
  return written.includes('${')
    ? findProperties(text, document.elements, written)
    : { kind: 'found', places: [{ span: version }] };
}

/** `${revision}`, or `${revision}${sha1}${changelist}` where the others are empty. */
function findProperties(text: string, elements: readonly XmlElement[], written: string): Found {
  const names = [...written.matchAll(/\$\{([\w.-]+)\}/g)].map((match) => match[1] ?? '');
  if (written.replaceAll(/\$\{[\w.-]+\}/g, '') !== '') {
    return { kind: 'invalid', why: `its version "${written}" is put together of words and properties` };
  }
  const filled = names.flatMap((name) => {
    const words = pomWords(text, elements, ['properties', name]);
    return words === 'not-plain' ? [] : [{ name, words }];
  });
  const [only, second] = filled;
  if (only === undefined) return { kind: 'invalid', why: `the property "${names[0] ?? ''}" of its version is empty` };
  if (second !== undefined)
    return { kind: 'invalid', why: `its version is put together of ${only.name} and ${second.name}` };
  if (only.words === 'absent')
    return { kind: 'absent', why: `its version is the property "${only.name}" of another file` };
  return typeof only.words === 'string'
    ? refusal(`properties/${only.name}`, only.words)
    : { kind: 'found', places: [{ span: only.words }] };
}

function refusal(what: string, why: 'several' | 'not-plain' | 'absent'): Found {
  return { kind: 'invalid', why: why === 'several' ? `its ${what} stands twice` : `its ${what} is not plain text` };
}
