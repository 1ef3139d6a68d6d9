import { expect, it } from 'vitest';
import { gatherFiles } from '#operations/forge/gather-files.ts';
import { publishRelease } from '#operations/forge/publish-release.ts';
import type { BuildFiles, FoundFiles } from '#ports/build-files.ts';
import type { Forge, ForgeAsset, UploadOutcome } from '#ports/forge.ts';
import { aForgeFile } from '#test/support/forges/asset-content.ts';
import { planned } from '#test/support/planned.ts';

const spec = { tag: 'v1.5.0', title: 'v1.5.0', body: '### Added', isPreRelease: false };
const release = { id: '1', tag: 'v1.5.0', url: 'https://forge.example/v1.5.0' };
const file = aForgeFile('shop.tgz', 'content');
const asset: ForgeAsset = { name: file.name, url: 'https://forge.example/a', size: file.size, sha256: file.sha256 };

/** A forge that notes what it is asked to do. */
function aForge(answers: Partial<Forge> = {}) {
  const calls: string[] = [];
  const said =
    <T>(call: string, answer: T) =>
    async (): Promise<T> => {
      calls.push(call);
      return answer;
    };
  const forge = planned<Forge>('forge', {
    findRelease: said('find', null),
    createRelease: said('create', release),
    draftRelease: said('draft', { id: '1', tag: 'v1.5.0' }),
    uploadAsset: said<UploadOutcome>('upload', { kind: 'uploaded', asset }),
    publishRelease: said('publish', release),
    assetsOf: said('assets', [asset]),
    ...answers,
  });
  return { calls, forge };
}

it('publishes last', async () => {
  const { calls, forge } = aForge();
  expect(await publishRelease(forge, spec, [file, file])).toEqual({
    kind: 'published',
    release,
    assets: [asset, asset],
  });
  expect(calls).toEqual(['find', 'draft', 'upload', 'upload', 'publish']);
});

it('needs no draft without files', async () => {
  const { calls, forge } = aForge();
  expect(await publishRelease(forge, spec, [])).toEqual({ kind: 'published', release, assets: [] });
  expect(calls).toEqual(['find', 'create']);
});

it('gives back the page that is published, with the files it has', async () => {
  const { calls, forge } = aForge({ findRelease: async () => release });
  expect(await publishRelease(forge, spec, [file])).toEqual({ kind: 'published', release, assets: [asset] });
  expect(await publishRelease(forge, spec, [])).toEqual({ kind: 'published', release, assets: [] });
  expect(calls).toEqual(['assets']);
});

it.each([
  [{ sha256: 'f'.repeat(64), size: 9 }, 'there SHA-256 ffffffffffff'],
  [{ sha256: null, size: 9 }, 'there 9 bytes'],
])('publishes nothing where a file has another content already', async (found, words) => {
  const { calls, forge } = aForge({ uploadAsset: async () => ({ kind: 'refused', found }) });
  const outcome = await publishRelease(forge, spec, [file]);
  expect(outcome).toEqual({ kind: 'refused', why: expect.stringContaining(words) });
  expect(outcome).toEqual({ kind: 'refused', why: expect.stringContaining('Remove it from the forge, then retry') });
  expect(calls).toEqual(['find', 'draft']);
});

it('does nothing more once another worker has taken over', async () => {
  const lost = new AbortController();
  const { calls, forge } = aForge({
    uploadAsset: async () => {
      lost.abort(new Error('lease lost'));
      return { kind: 'uploaded', asset };
    },
  });
  await expect(publishRelease(forge, spec, [file, file], lost.signal)).rejects.toMatchObject({ fault: 'transient' });
  expect(calls).toEqual(['find', 'draft']);
});

const finding = (found: FoundFiles): BuildFiles => ({ find: async () => found });

it('gathers the files and their checksums', async () => {
  const files = [
    { ...aForgeFile('b.tgz', 'b'), path: 'dist/b.tgz' },
    { ...aForgeFile('a.tgz', 'a'), path: 'dist/a.tgz' },
  ];
  const gathered = await gatherFiles(finding({ kind: 'found', files }), '/folder', ['dist/*']);
  if (gathered.kind === 'refused') throw new Error(gathered.why);
  expect(gathered.files.map(({ name }) => name)).toEqual(['b.tgz', 'a.tgz', 'SHA256SUMS']);
  const sums = gathered.files.at(-1);
  const text = `${files[1]?.sha256}  a.tgz\n${files[0]?.sha256}  b.tgz\n`;
  expect(await (await sums?.open())?.text()).toBe(text);
  expect(sums).toMatchObject({ sha256: aForgeFile('', text).sha256, size: text.length });
});

it('gathers nothing, not even checksums, where nothing is asked for', async () => {
  expect(await gatherFiles(planned<BuildFiles>('files', {}), '/folder', [])).toEqual({ kind: 'gathered', files: [] });
});

it.each<[FoundFiles, RegExp]>([
  [{ kind: 'nothing', pattern: 'dist/*' }, /^dist\/\* matches no file that the build left/],
  [{ kind: 'too-many', pattern: '**/*', limit: 100 }, /at most 100 files are attached/],
  [{ kind: 'found', files: [{ ...aForgeFile('a b', ''), path: 'a b' }] }, /The name of a b/],
])('refuses to publish where the files are not right', async (found, why) => {
  expect(await gatherFiles(finding(found), '/folder', ['x'])).toEqual({
    kind: 'refused',
    why: expect.stringMatching(why),
  });
});
