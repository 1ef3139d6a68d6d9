import { defineKind, type Found, type Place } from '../define-kind.ts';
import { baseName } from '../paths.ts';
import { parseYaml, yamlEntry, yamlLimit, yamlWord } from '../scan/yaml-scalar.ts';

/** A Helm chart's Chart.yaml: `version`, and `appVersion` where there is one, which is brought to the same version. Comments and quotes stay. */
export const chartYaml = defineKind({
  name: 'Chart.yaml',
  changes: '`version`; `appVersion`, whatever it was, with its `v` where it has one',
  keeps: '`dependencies` and Chart.lock; the tags in values.yaml (name them with `yamlPath`)',
  matches: (path) => /^Chart\.ya?ml$/.test(baseName(path)),
  limit: yamlLimit,
  find: findChartVersions,
});

function findChartVersions(text: string): Found {
  const parsed = parseYaml(text);
  if (parsed.kind === 'invalid') return parsed;
  const [document, second] = parsed.documents;
  if (document === undefined || second !== undefined)
    return { kind: 'invalid', why: 'it is not a single YAML document' };
  const places: Place[] = [];
  for (const key of ['version', 'appVersion']) {
    const value = yamlEntry(document.contents, key);
    if (value === 'twice') return { kind: 'invalid', why: `the key "${key}" stands twice` };
    if (value === undefined && key === 'appVersion') continue;
    const span = yamlWord(text, value);
    if (span === null) return { kind: 'invalid', why: `it has no "${key}" written as one plain or quoted word` };
    const isPrefixed = key === 'appVersion' && /^v\d/.test(text.slice(span.start, span.end));
    places.push({
      span: isPrefixed ? { ...span, start: span.start + 1 } : span,
      isFollower: key === 'appVersion',
    });
  }
  return { kind: 'found', places };
}
