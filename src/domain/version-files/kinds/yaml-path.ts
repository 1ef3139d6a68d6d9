import { isMap, isScalar, isSeq } from 'yaml';
import { defineKind, type Found, type Place } from '../define-kind.ts';
import { parseYamlPath, type YamlStep } from '../scan/parse-yaml-path.ts';
import { imageVersionIn } from '../scan/version-words.ts';
import { parseYaml, yamlEntry, yamlLimit, yamlWord } from '../scan/yaml-scalar.ts';
import { imageTagSpelling } from '../spelling/image-tag-spelling.ts';
import { plainSpelling } from '../spelling/spelling.ts';
import type { VersionFileKind } from '../version-file.ts';

const place = {
  name: 'yamlPath',
  changes:
    'in any YAML file the word at a path such as `image.tag` or `images[name=shop].newTag`: a version, `v` and a version, or `image:version`',
  keeps: 'every other value; a digest (`@sha256:`) and anything that is no version are refused',
};

/** Any YAML file with the version at a path of keys, in each of its documents that has it. The path must lead to a version. */
export function yamlPathKind(path: string): VersionFileKind {
  return defineKind({ ...place, matches: () => false, limit: yamlLimit, find: (text) => findAtPath(text, path) });
}

function findAtPath(text: string, path: string): Found {
  const steps = parseYamlPath(path);
  if (steps === null) return { kind: 'invalid', why: `the path "${path}" is not one of keys, such as image.tag` };
  const parsed = parseYaml(text);
  if (parsed.kind === 'invalid') return parsed;
  const places: Place[] = [];
  for (const { contents } of parsed.documents) {
    const nodes = follow(contents, steps);
    if (nodes === 'twice') return { kind: 'invalid', why: `a key of "${path}" stands twice` };
    for (const node of nodes) {
      const word = yamlWord(text, node);
      const span = word === null ? null : imageVersionIn(text, word);
      if (span === null)
        return { kind: 'invalid', why: `"${path}" is not a version or an image with a version as its tag` };
      places.push({ span, spelling: isTag(steps, text, span.start) ? imageTagSpelling : plainSpelling });
    }
  }
  return places.length === 0 ? { kind: 'invalid', why: `it has no "${path}"` } : { kind: 'found', places };
}

/** A value after a colon within its word, or under a key that is called so, is the tag of an image. */
function isTag(steps: readonly YamlStep[], text: string, start: number): boolean {
  const last = steps.at(-1);
  return (
    /\S:[vV]?$/.test(text.slice(Math.max(0, start - 3), start)) || (last?.kind === 'key' && /tag$/i.test(last.key))
  );
}

function follow(root: unknown, steps: readonly YamlStep[]): readonly unknown[] | 'twice' {
  let nodes: readonly unknown[] = [root];
  for (const step of steps) {
    const next: unknown[] = [];
    for (const node of nodes) {
      const found = step.kind === 'key' ? yamlEntry(node, step.key) : elements(node, step);
      if (found === 'twice') return 'twice';
      if (Array.isArray(found)) next.push(...found);
      else if (found !== undefined && found !== null) next.push(found);
    }
    nodes = next;
  }
  return nodes;
}

function elements(node: unknown, step: Exclude<YamlStep, { kind: 'key' }>): unknown[] {
  if (!isSeq(node)) return [];
  if (step.kind === 'index') return node.items.slice(step.index, step.index + 1);
  if (step.kind === 'every') return [...node.items];
  return node.items.filter((item) => {
    const value = isMap(item) ? yamlEntry(item, step.key) : undefined;
    return isScalar(value) && String(value.value) === step.value;
  });
}
