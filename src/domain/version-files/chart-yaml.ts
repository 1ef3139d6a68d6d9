import { isMap, isScalar, parseDocument, Scalar } from 'yaml';
import { bumpSpans, replaceSpans, type Span } from './replace-spans.ts';
import type { VersionFileKind } from './version-file.ts';

type Found =
  | { readonly kind: 'found'; readonly version: Span; readonly appVersion: Span | null }
  | { readonly kind: 'invalid'; readonly why: string };

/** A Helm chart's Chart.yaml: `version`, and `appVersion` where there is one, which is brought to the same version. Comments and quotes stay. */
export const chartYaml: VersionFileKind = {
  name: 'Chart.yaml',
  matches: (path) => /^Chart\.ya?ml$/.test(path.split('/').at(-1) ?? ''),
  read: (text) => {
    const found = findVersions(text);
    if (found.kind === 'invalid') return found;
    return { kind: 'version', version: text.slice(found.version.start, found.version.end) };
  },
  bump: (text, change) => {
    const found = findVersions(text);
    if (found.kind === 'invalid') return found;
    const outcome = bumpSpans(text, [found.version], change);
    if (found.appVersion === null || outcome.kind === 'mismatch') return outcome;
    const both = replaceSpans(text, [found.version, found.appVersion], change.to);
    return both === text ? { kind: 'already' } : { kind: 'bumped', text: both };
  },
  companions: () => [],
};

function findVersions(text: string): Found {
  const document = parseDocument(text, { keepSourceTokens: false });
  if (document.errors.length > 0 || !isMap(document.contents)) {
    return { kind: 'invalid', why: 'it is not a single YAML document with keys' };
  }
  const version = spanOf(text, document.contents.get('version', true));
  if (version === null) return { kind: 'invalid', why: 'it has no "version" written as one plain or quoted word' };
  if (!document.contents.has('appVersion')) return { kind: 'found', version, appVersion: null };
  const appVersion = spanOf(text, document.contents.get('appVersion', true));
  if (appVersion === null)
    return { kind: 'invalid', why: 'its "appVersion" is not written as one plain or quoted word' };
  return { kind: 'found', version, appVersion };
}

/** Where a scalar's word stands, without quotes; null for blocks, empty values and anything that is no scalar. */
function spanOf(text: string, node: unknown): Span | null {
  if (!isScalar(node) || node.range === null || node.range === undefined) return null;
  const [start, end] = node.range;
  const isQuoted = node.type === Scalar.QUOTE_SINGLE || node.type === Scalar.QUOTE_DOUBLE;
  if (!isQuoted && node.type !== Scalar.PLAIN) return null;
  const span = isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
  return /^\S+$/.test(text.slice(span.start, span.end)) ? span : null;
}
