export type YamlStep =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'every' }
  | { readonly kind: 'where'; readonly key: string; readonly value: string };

const step = /(?:^|\.)([^.[\]"=\s]+)|(?:^|\.)?\["([^"]+)"\]|\[(\d{1,6})\]|\[(\*)\]|\[([^.[\]"=\s]+)=([^[\]"]+)\]/y;

/**
 * Reads a path to a value in YAML: keys with dots between them, `["a key"]` for one that holds a dot, `[0]`, `[*]` and `[name=shop]` for the
 * elements of a list. Null for anything else.
 */
export function parseYamlPath(path: string): readonly YamlStep[] | null {
  const steps: YamlStep[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < path.length) {
    const match = step.exec(path);
    if (match === null) return null;
    const [, key, quoted, index, every, name, value] = match;
    if (index !== undefined) steps.push({ kind: 'index', index: Number(index) });
    else if (every !== undefined) steps.push({ kind: 'every' });
    else if (name !== undefined) steps.push({ kind: 'where', key: name, value: value ?? '' });
    else steps.push({ kind: 'key', key: key ?? quoted ?? '' });
  }
  return steps.length === 0 || steps.length > 50 ? null : steps;
}
