import { applyEdits, type Edit, type Span } from '../edits.ts';
import { pomXml } from '../kinds/pom-xml.ts';
import { baseName, folderOf, pathFrom } from '../paths.ts';
import { scanXml, type XmlElement, xmlChildren, xmlWords } from '../scan/xml-elements.ts';
import type { BumpedTarget, Followed, Follower } from './follower.ts';

/** A pom.xml of the repository: what it is called, and by whose name it calls its parent. */
type Pom = {
  readonly path: string;
  readonly text: string;
  readonly elements: readonly XmlElement[];
  readonly project: number;
  readonly parent: number;
  readonly name: string;
};

/** In a Maven build `parent/version` of the modules of a bumped project, and the versions dependencies on it are asked for with. */
export const followMaven: Follower = {
  isFor: (target) => baseName(target) === 'pom.xml',
  wants: (path) => baseName(path) === 'pom.xml',
  follow: (files, targets) => {
    const poms = [...files].flatMap(([path, text]) => pomOf(path, text));
    const changing = withHeirs(poms, targets);
    return poms.flatMap((pom): Followed[] => {
      const edits = editsOf(pom, poms, changing);
      return edits.length === 0 ? [] : [{ kind: 'changed', path: pom.path, text: applyEdits(pom.text, edits) }];
    });
  },
};

type Changing = ReadonlyMap<string, { readonly pom: Pom; readonly target: BumpedTarget }>;

/** The targets, and the modules that take their version from one of them, however many parents up. */
function withHeirs(poms: readonly Pom[], targets: readonly BumpedTarget[]): Changing {
  const changing = new Map<string, { pom: Pom; target: BumpedTarget }>();
  for (const pom of poms) {
    const target = targets.find(({ path }) => path === pom.path);
    if (target !== undefined) changing.set(pom.path, { pom, target });
  }
  for (const [, { pom: owner, target }] of changing) {
    for (const pom of poms) {
      const inherits = xmlChildren(pom.elements, pom.project, 'version').length === 0;
      if (inherits && !changing.has(pom.path) && isParentOf(owner, pom)) changing.set(pom.path, { pom, target });
    }
  }
  return changing;
}

function editsOf(pom: Pom, poms: readonly Pom[], changing: Changing): readonly Edit[] {
  const edits: Edit[] = [];
  const move = (place: Span | null, target: BumpedTarget): void => {
    const said = place === null ? '' : pom.text.slice(place.start, place.end);
    if (place !== null && oldsOf(target).includes(said) && said !== target.to)
      edits.push({ span: place, text: target.to });
  };
  const owner = poms.find((other) => isParentOf(other, pom));
  const parent = owner === undefined ? undefined : changing.get(owner.path);
  if (parent !== undefined) move(wordsBelow(pom, pom.parent, 'version'), parent.target);
  pom.elements.forEach((element, index) => {
    if (element.name !== 'dependency') return;
    const name = nameOf(pom, index, '');
    for (const { pom: other, target } of changing.values()) {
      if (other.name === name) move(wordsBelow(pom, index, 'version'), target);
    }
  });
  return edits;
}

function oldsOf({ before, from }: BumpedTarget): readonly string[] {
  const reading = pomXml.read(before);
  return [reading.kind === 'version' ? reading.version : null, from].filter((version) => version !== null);
}

/** Its name is the one the parent element says, and it stands where `relativePath` leads (the folder above, unless said otherwise). */
function isParentOf(owner: Pom, pom: Pom): boolean {
  if (pom.parent === -1 || owner === pom || nameOf(pom, pom.parent, '') !== owner.name) return false;
  const relative = wordsBelow(pom, pom.parent, 'relativePath');
  const said = relative === null ? '../pom.xml' : pom.text.slice(relative.start, relative.end);
  const path = pathFrom(folderOf(pom.path), said.endsWith('.xml') ? said : `${said}/pom.xml`);
  return path === owner.path;
}

function pomOf(path: string, text: string): Pom[] {
  const document = baseName(path) === 'pom.xml' ? scanXml(text) : null;
  if (document?.kind !== 'xml') return [];
  const { elements } = document;
  const [project] = xmlChildren(elements, -1, 'project');
  if (project === undefined) return [];
  const [parent = -1] = xmlChildren(elements, project, 'parent');
  const bare = { path, text, elements, project, parent, name: '' };
  const group = parent === -1 ? null : wordsBelow(bare, parent, 'groupId');
  return [{ ...bare, name: nameOf(bare, project, group === null ? '' : text.slice(group.start, group.end)) }];
}

/** `groupId:artifactId` of an element; a project without a group takes its parent's. */
function nameOf(pom: Pom, element: number, inherited: string): string {
  const group = wordsBelow(pom, element, 'groupId');
  const artifact = wordsBelow(pom, element, 'artifactId');
  const said = group === null ? inherited : pom.text.slice(group.start, group.end);
  return `${said}:${artifact === null ? '' : pom.text.slice(artifact.start, artifact.end)}`;
}

function wordsBelow({ elements, text }: Pom, parent: number, name: string): Span | null {
  const [child] = xmlChildren(elements, parent, name);
  return child === undefined ? null : xmlWords(text, elements[child]);
}
