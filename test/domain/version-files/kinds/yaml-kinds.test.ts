import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { bumpVersion, readVersion } from '#domain/version-files/version-file-kinds.ts';
import { anyVersions, checkKind, phasedVersions, plainVersions, type Sample } from '../check-kind.ts';

const parse = (text: string) => parseAllDocuments(text).map((document) => document.toJS() as unknown);
const tagged = phasedVersions;

it.each<[string, Omit<Sample, 'file' | 'tabs' | 'oracle'>, string[]]>([
  [
    'Chart.yaml',
    { text: '# ##\nversion: @@ # ##\nappVersion: "v@@"\ndependencies:\n  - name: redis\n    version: ##\n' },
    ['0/version', '0/appVersion'],
  ],
  ['Chart.yaml', { text: "name: shop\nappVersion: '@@'\nversion: '@@'\n" }, ['0/appVersion', '0/version']],
  [
    'kustomization.yaml',
    {
      versions: tagged,
      text: 'images:\n  - name: ghcr.io/shop/api\n    newTag: v@@ # ##\n  - name: web\n    newTag: "@@"\n  - name: postgres\n    newTag: 16-alpine\n  - name: proxy\n    digest: sha256:00\nlabels:\n  - pairs: { version: ## }\n',
    },
    ['0/images/0/newTag', '0/images/1/newTag'],
  ],
  [
    'pubspec.yaml',
    { versions: tagged, text: 'name: shop\nversion: @@+#+ # ##\ndependencies:\n  api: ^##\n' },
    ['0/version'],
  ],
  ['pubspec.yaml', { versions: tagged, text: "version: '@@'\nenvironment: {sdk: '>=##'}\n" }, ['0/version']],
])('a bumped %s reads as the new version and is otherwise unchanged: %j', (file, sample, changed) => {
  checkKind({ file, oracle: { parse, changed }, tabs: false, ...sample });
});

it.each([
  ['image.tag', 'image:\n  repository: shop\n  tag: "@@" # ##\nsidecar:\n  tag: ##\n', tagged, ['0/image/tag']],
  [
    'services.shop.image',
    'services:\n  shop: { image: ghcr.io:443/shop:v@@ }\n  db: { image: "shop:##" }\n',
    tagged,
    ['0/services/shop/image'],
  ],
  [
    'images[name=shop].newTag',
    'images:\n- name: api\n  newTag: ##\n- newTag: @@\n  name: shop\n',
    tagged,
    ['0/images/1/newTag'],
  ],
  [
    'spec.containers[1].image',
    'spec:\n  containers:\n    - image: a:##\n    - image: "b:@@"\n',
    tagged,
    ['0/spec/containers/1/image'],
  ],
  [
    'steps[*].version',
    'steps:\n  - version: @@\n  - version: "@@"\n  - name: ##\n',
    anyVersions,
    ['0/steps/0/version', '0/steps/1/version'],
  ],
  [
    'metadata.labels["app.kubernetes.io/version"]',
    'kind: A\nmetadata:\n  labels:\n    app.kubernetes.io/version: &v @@\n---\nkind: B\nmetadata: {labels: {app: ##}}\n---\nmetadata: {labels: {"app.kubernetes.io/version": "@@"}}\n',
    plainVersions,
    ['0/metadata/labels/app.kubernetes.io/version', '2/metadata/labels/app.kubernetes.io/version'],
  ],
])('the word at %s is bumped and nothing else', (yamlPath, text, versions, changed) => {
  const oracle = { parse, changed };
  checkKind({ file: { path: 'deploy/values.yaml', yamlPath }, text, versions, oracle, tabs: false });
});

describe('refuses', () => {
  it.each([
    ['a.b', 'a: 1\n', 'it has no "a.b"'],
    ['a', 'a: 1\na: 2\n', 'a key of "a" stands twice'],
    ['a', 'a: shop@sha256:0123\n', '"a" is not a version or an image with a version as its tag'],
    ['a', 'a: shop:latest\n', '"a" is not a version or an image with a version as its tag'],
    ['a', 'a: |\n  1.4.2\n', '"a" is not a version or an image with a version as its tag'],
    ['a', 'a: [', 'it is not valid YAML'],
    ['a', '', 'it holds no YAML document'],
    ['a..b', 'a: 1.0.0\n', 'the path "a..b" is not one of keys, such as image.tag'],
    ['a[*].b', 'a: [{b: 1.0.0}, {b: 2.0.0}]\n', 'it holds several versions: 1.0.0, 2.0.0'],
  ])('the path %s in %j', (yamlPath, text, why) => {
    const file = { path: 'values.yaml', yamlPath };
    expect(readVersion(file, text)).toEqual({ kind: 'invalid', why });
    expect(bumpVersion(file, text, '1.4.2', '1.5.0').kind).not.toBe('bumped');
  });

  it('build metadata in the tag of an image', () => {
    const text = 'image: shop:1.4.2\n';
    expect(bumpVersion({ path: 'a.yaml', yamlPath: 'image' }, text, null, '1.5.0+abc')).toEqual({
      kind: 'invalid',
      why: 'the tag of an image cannot hold the "+" of 1.5.0+abc; leave the build metadata out',
    });
  });

  it('images that say several versions', () => {
    const text = 'images:\n- newTag: 1.4.2\n- newTag: 7.2.0\n';
    expect(readVersion('kustomization.yaml', text)).toEqual({
      kind: 'invalid',
      why: 'it holds several versions: 1.4.2, 7.2.0',
    });
  });

  it('build metadata beside a build number', () => {
    expect(bumpVersion('pubspec.yaml', 'version: 1.4.2+7\n', '1.4.2', '1.5.0+abc')).toMatchObject({ kind: 'invalid' });
    expect(bumpVersion('pubspec.yaml', 'version: 1.4.2\n', '1.4.2', '1.5.0+9')).toMatchObject({ kind: 'invalid' });
  });

  it('a file that would take seconds to parse', () => {
    const text = `version: 1.0.0\n${'a: 1\n'.repeat(250_000)}`;
    expect(readVersion('Chart.yaml', text)).toEqual({ kind: 'invalid', why: 'it is longer than 200000 characters' });
  });
});

it('says of a file that need not hold a version that it has none', () => {
  expect(readVersion('pubspec.yaml', 'name: shop\n').kind).toBe('absent');
  expect(readVersion('kustomization.yaml', 'resources: [a.yaml]\n').kind).toBe('absent');
});
