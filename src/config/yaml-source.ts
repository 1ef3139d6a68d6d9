import { type Document, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { ConfigPath, ConfigProblem } from './config-problem.ts';
import { yamlSentence } from './yaml-sentence.ts';

type Place = Pick<ConfigProblem, 'line' | 'column'>;

/** Places in a YAML file by path: of the value, or of its key. A path that is not there gives the nearest place above it. */
export type PlaceFinder = (path: ConfigPath, what: 'key' | 'value') => Place;

export type YamlSource =
  | { readonly kind: 'read'; readonly data: unknown; readonly placeOf: PlaceFinder }
  | { readonly kind: 'broken'; readonly problems: readonly ConfigProblem[] };

const maxLength = 1_000_000;
const maxAliases = 100;

/** Parses one YAML 1.2 document into plain data. Refuses duplicate keys, tabs, tags, several documents and aliases that multiply. */
export function readYaml(file: string, text: string): YamlSource {
  const broken = (problems: readonly (Place & { readonly message: string })[]): YamlSource => ({
    kind: 'broken',
    problems: problems.map(({ line, column, message }) => ({ file, line, column, path: '', message })),
  });
  if (text.length > maxLength) return broken([{ ...top, message: 'the file is longer than a configuration can be' }]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const unreadable = withoutEchoes([...document.errors, ...document.warnings]).map((error) => ({
    ...placeAt(lines, error.pos[0]),
    message: yamlSentence(error.code, error.message),
  }));
  if (unreadable.length > 0) return broken(unreadable);
  const unfit = unfitNodes(document).map(({ offset, message }) => ({ ...placeAt(lines, offset), message }));
  if (unfit.length > 0) return broken(unfit);
  try {
    const data: unknown = document.toJS({ maxAliasCount: maxAliases });
    return { kind: 'read', data, placeOf: finderFor(document, lines) };
  } catch {
    return broken([
      { ...top, message: 'the aliases (*name) repeat too much of the file; write the repeated parts out' },
    ]);
  }
}

const top: Place = { line: 1, column: 1 };

/** One slip makes the parser stumble again further down; only the first stumble and what stands on its own is worth reading. */
function withoutEchoes<Problem extends { readonly code: string }>(problems: readonly Problem[]): readonly Problem[] {
  const standsAlone = ['DUPLICATE_KEY', 'TAG_RESOLVE_FAILED'];
  const first = problems.find(({ code }) => !standsAlone.includes(code));
  return problems.filter((problem) => problem === first || standsAlone.includes(problem.code));
}

function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function unfitNodes(document: Document.Parsed) {
  const found: { readonly offset: number; readonly message: string }[] = [];
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) === undefined) {
        found.push({ offset: alias.range?.[0] ?? 0, message: yamlSentence('BAD_ALIAS', '') });
      }
    },
    Pair(_key, pair) {
      if (!isScalar(pair.key)) found.push({ offset: offsetOf(pair.key), message: 'a key must be a plain word' });
    },
  });
  return found;
}

function finderFor(document: Document.Parsed, lines: LineCounter): PlaceFinder {
  return (path, what) => {
    let node: unknown = document.contents;
    let offset = offsetOf(node);
    for (const [index, part] of path.entries()) {
      const resolved: unknown = resolveAlias(node, document);
      const isLast = index === path.length - 1;
      if (isSeq(resolved)) {
        node = resolved.items[Number(part)];
      } else if (isMap(resolved)) {
        const pair = resolved.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
        node = isLast && what === 'key' ? pair?.key : (pair?.value ?? pair?.key);
        if (!isLast && pair !== undefined) offset = offsetOf(pair.key);
      } else {
        node = undefined;
      }
      if (node === undefined || node === null) break;
      if (isLast || isSeq(resolved)) offset = offsetOf(node);
    }
    return placeAt(lines, offset);
  };
}

function resolveAlias(node: unknown, document: Document.Parsed): unknown {
  return typeof node === 'object' && node !== null && 'resolve' in node && typeof node.resolve === 'function'
    ? node.resolve(document)
    : node;
}

function offsetOf(node: unknown): number {
  const at = isPair(node) ? node.key : node;
  return typeof at === 'object' && at !== null && 'range' in at ? ((at as Node).range?.[0] ?? 0) : 0;
}
