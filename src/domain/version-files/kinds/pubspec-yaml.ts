import { defineKind, type Found } from '../define-kind.ts';
import { baseName } from '../paths.ts';
import { parseYaml, yamlEntry, yamlLimit, yamlWord } from '../scan/yaml-scalar.ts';
import { pubSpelling } from '../spelling/pub-spelling.ts';

/** Dart's pubspec.yaml: `version`; a build number (`1.4.2+7`) is counted up with it. */
export const pubspecYaml = defineKind({
  name: 'pubspec.yaml',
  changes: '`version`; its build number (`+7`) is counted up',
  keeps: '`dependencies`, pubspec.lock; a package without a version',
  matches: (path) => /^pubspec\.ya?ml$/.test(baseName(path)),
  limit: yamlLimit,
  find: findPubVersion,
});

function findPubVersion(text: string): Found {
  const parsed = parseYaml(text);
  if (parsed.kind === 'invalid') return parsed;
  const value = yamlEntry(parsed.documents[0]?.contents, 'version');
  if (value === 'twice') return { kind: 'invalid', why: 'the key "version" stands twice' };
  if (value === undefined) return { kind: 'absent', why: 'it has no "version"' };
  const span = yamlWord(text, value);
  return span === null
    ? { kind: 'invalid', why: 'its "version" is not written as one plain or quoted word' }
    : { kind: 'found', places: [{ span, spelling: pubSpelling }] };
}
