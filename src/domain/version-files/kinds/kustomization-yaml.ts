import { isSeq } from 'yaml';
import { defineKind, type Found, type Place } from '../define-kind.ts';
import type { Span } from '../edits.ts';
import { baseName } from '../paths.ts';
import { imageVersionIn } from '../scan/version-words.ts';
import { parseYaml, yamlEntry, yamlLimit, yamlWord } from '../scan/yaml-scalar.ts';
import { imageTagSpelling } from '../spelling/image-tag-spelling.ts';

/** A kustomization: every `newTag` of its `images` that is a version. All of them must say the same; otherwise `yamlPath` names one. */
export const kustomizationYaml = defineKind({
  name: 'kustomization.yaml',
  changes:
    '`images[].newTag` where it is a version, with its `v` where it has one (kustomization.yaml, kustomization.yml, Kustomization)',
  keeps:
    'tags that are no version (`latest`, `16-alpine`), digests; files whose images say several versions are refused (name one with `yamlPath`)',
  matches: (path) => /^(?:kustomization\.ya?ml|Kustomization)$/.test(baseName(path)),
  limit: yamlLimit,
  find: findImageTags,
});

function findImageTags(text: string): Found {
  const parsed = parseYaml(text);
  if (parsed.kind === 'invalid') return parsed;
  const places: Place[] = [];
  for (const { contents } of parsed.documents) {
    const images = yamlEntry(contents, 'images');
    if (images === 'twice') return { kind: 'invalid', why: 'the key "images" stands twice' };
    for (const image of isSeq(images) ? images.items : []) {
      const tag = yamlEntry(image, 'newTag');
      if (tag === 'twice') return { kind: 'invalid', why: 'the key "newTag" stands twice in one image' };
      const span = versionOf(text, tag);
      if (span !== null) places.push({ span, spelling: imageTagSpelling });
    }
  }
  return places.length === 0
    ? { kind: 'absent', why: 'none of its images has a "newTag" that is a version' }
    : { kind: 'found', places };
}

function versionOf(text: string, tag: unknown): Span | null {
  const word = yamlWord(text, tag);
  return word === null ? null : imageVersionIn(text, word);
}
