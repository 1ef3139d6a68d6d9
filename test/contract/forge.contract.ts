import { describe, expect, it } from 'vitest';
import { publishRelease } from '#operations/forge/publish-release.ts';
import type { Forge, ForgeReleaseSpec } from '#ports/forge.ts';
import { aForgeFile } from '#test/support/forges/asset-content.ts';
import type { Fault, FaultyServer } from '#test/support/forges/faulty-server.ts';

/** What every forge does with a call that matters, by the port's name. */
export type Effect = 'create' | 'draft' | 'upload' | 'publish' | 'rewrite' | 'read';

/** One forge over a server of a test's own, which has the tag v1.5.0 and the merged pull request 12. */
export type ForgeWorld = {
  readonly forge: Forge;
  readonly server: FaultyServer;
  /** What is public now, by tag, with the contents of its files. */
  published(): readonly {
    readonly tag: string;
    readonly title: string;
    readonly body: string;
    readonly files: Readonly<Record<string, string>>;
  }[];
  /** How many pages there are, public or not, and how many files were taken whole. */
  made(): { readonly pages: number; readonly files: number };
  /** Start of the call, `METHOD path`, that has this effect; null where the forge needs none. */
  callOf(effect: Effect): string | null;
  /** The commit that pull request 12 has, and the one that merged it. */
  readonly commits: { readonly inside: string; readonly merge: string };
};

export const contractNow = 1_763_000_000_000;
const spec: ForgeReleaseSpec = { tag: 'v1.5.0', title: 'shop 1.5.0', body: '### Added\n\n- a\n', isPreRelease: false };
const files = [aForgeFile('shop.tgz', 'the archive'), aForgeFile('shop.zip', 'another')];

/** Runs the promises of the Forge port against an adapter. `start` makes a world whose calls may take a second. */
export function forgeContract(name: string, start: () => Promise<ForgeWorld>): void {
  quietForgeContract(name, start);
  describe(`${name}, as a forge that fails`, () => failing(start));
}

/** The same without failures: for an adapter at another address, where each of them would be the same again. */
export function quietForgeContract(name: string, start: () => Promise<ForgeWorld>): void {
  describe(`${name}, as a forge`, () => {
    publishing(start);
    attaching(start);
    reading(start);
  });
}

function publishing(start: () => Promise<ForgeWorld>): void {
  it('finds no release, makes it, finds it, and makes no second one', async () => {
    const { forge, made, published } = await start();
    expect(await forge.findRelease('v1.5.0')).toBeNull();
    const release = await forge.createRelease(spec);
    expect(release).toMatchObject({ tag: 'v1.5.0', url: expect.stringMatching(/^https:.*v1\.5\.0$/) });
    expect(await forge.findRelease('v1.5.0')).toEqual(release);
    expect(await forge.createRelease(spec)).toEqual(release);
    expect(made()).toEqual({ pages: 1, files: 0 });
    expect(published()).toEqual([{ tag: 'v1.5.0', title: 'shop 1.5.0', body: spec.body, files: {} }]);
  });

  it('rewrites title and body of a published release, and nothing else', async () => {
    const { forge, made, published } = await start();
    const draft = await forge.draftRelease(spec);
    const uploaded = await forge.uploadAsset(draft, aForgeFile('shop.tgz', 'x'));
    if (uploaded.kind === 'refused') throw new Error('refused');
    const release = await forge.publishRelease(draft, spec, [uploaded.asset]);
    expect(await forge.updateRelease(release.id, { tag: 'v1.5.0', title: 'new', body: 'words' })).toEqual(release);
    expect(published()).toEqual([{ tag: 'v1.5.0', title: 'new', body: 'words', files: { 'shop.tgz': 'x' } }]);
    expect(made()).toEqual({ pages: 1, files: 1 });
  });

  it.each([
    ['publishing', (forge: Forge, of: ForgeReleaseSpec) => forge.createRelease(of)],
    ['drafting', (forge: Forge, of: ForgeReleaseSpec) => forge.draftRelease(of)],
  ])('never makes a tag by %s', async (_what, act) => {
    const { forge, made, server } = await start();
    await expect(act(forge, { ...spec, tag: 'v9.9.9' })).rejects.toMatchObject({
      code: 'FORGE_FAILED',
      message: expect.stringContaining('The tag v9.9.9 is not in'),
    });
    expect(server.calls.filter((call) => !call.startsWith('GET'))).toEqual([]);
    expect(made()).toEqual({ pages: 0, files: 0 });
  });
}

function attaching(start: () => Promise<ForgeWorld>): void {
  it('shows nobody a draft, and publishes it with all its files', async () => {
    const { callOf, forge, published, server } = await start();
    const draft = await forge.draftRelease(spec);
    const sent = [];
    for (const file of files) sent.push(await forge.uploadAsset(draft, file));
    expect(sent.map((outcome) => outcome.kind)).toEqual(['uploaded', 'uploaded']);
    // Neither forge takes a file whose length is not told before.
    const upload = server.sent.find((call) => call.startsWith(callOf('upload') ?? 'none'));
    expect(upload).toMatch(/"content-length":"11".* the archive$/);
    expect(published()).toEqual([]);
    expect(await forge.findRelease('v1.5.0')).toBeNull();
    const assets = await forge.assetsOf(draft);
    expect(assets).toMatchObject(files.map(({ name, sha256, size }) => ({ name, sha256, size })));
    const release = await forge.publishRelease(draft, spec, assets);
    expect(await forge.publishRelease(draft, spec, assets)).toEqual(release);
    expect(published()).toMatchObject([{ files: { 'shop.tgz': 'the archive', 'shop.zip': 'another' } }]);
    expect(await forge.assetsOf(release)).toEqual(assets);
  });

  it('takes the same file twice for once, and refuses another content under its name', async () => {
    const { forge, made } = await start();
    const draft = await forge.draftRelease(spec);
    expect(await forge.draftRelease(spec)).toEqual(draft);
    const first = await forge.uploadAsset(draft, aForgeFile('shop.tgz', 'one'));
    expect(first).toMatchObject({ kind: 'uploaded' });
    expect(await forge.uploadAsset(draft, aForgeFile('shop.tgz', 'one'))).toEqual({ ...first, kind: 'already' });
    for (const other of ['two', 'longer']) {
      expect(await forge.uploadAsset(draft, aForgeFile('shop.tgz', other))).toMatchObject({
        kind: 'refused',
        found: { sha256: aForgeFile('', 'one').sha256, size: 3 },
      });
    }
    expect(made().files).toBe(1);
  });

  it('attaches more files than one answer lists', async () => {
    const { forge } = await start();
    const draft = await forge.draftRelease(spec);
    const many = Array.from({ length: 25 }, (_, at) => aForgeFile(`part-${10 + at}.bin`, `content ${at}`));
    for (const file of many) await forge.uploadAsset(draft, file);
    expect((await forge.assetsOf(draft)).map(({ name }) => name)).toEqual(many.map(({ name }) => name));
    const last = many.at(-1) ?? aForgeFile('', '');
    expect(await forge.uploadAsset(draft, last)).toMatchObject({ kind: 'already' });
  });
}

type Failure = readonly [string, Omit<Fault, 'call'>, number | undefined];
const failures: readonly Failure[] = [
  ['a 500', { answer: { status: 500, body: { message: 'oh' } } }, undefined],
  ['a 502 in HTML', { answer: { status: 502, body: '<html>', headers: { 'content-type': 'text/html' } } }, undefined],
  ['a dropped connection', { answer: 'drop' }, undefined],
  ['silence', { answer: 'hang' }, undefined],
  ['half an answer', { answer: 'cut' }, undefined],
  [
    'a 429 with Retry-After',
    { answer: { status: 429, body: {}, headers: { 'retry-after': '7' } } },
    contractNow + 7_000,
  ],
  ['a 429 without', { answer: { status: 429, body: {} } }, contractNow + 60_000],
  ['a connection dropped after the effect', { answer: 'drop', after: true }, undefined],
  ['half an answer after the effect', { answer: 'cut', after: true }, undefined],
  ['silence after the effect', { answer: 'hang', after: true }, undefined],
  ['a 500 after the effect', { answer: { status: 500, body: {} }, after: true }, undefined],
];

function failing(start: () => Promise<ForgeWorld>): void {
  describe.each(['create', 'draft', 'upload', 'publish'] as const)('whose call to %s fails', (effect) => {
    it.each(failures)('is called once, and goes on to one page after %s', async (_what, fault, retryAt) => {
      const { callOf, forge, made, published, server } = await start();
      const call = callOf(effect);
      if (call === null) return expect(effect).toBe('draft');
      const attached = effect === 'create' ? [] : files;
      server.faults = [{ call, ...fault }];
      await expect(publishRelease(forge, spec, attached)).rejects.toMatchObject({
        code: 'FORGE_UNAVAILABLE',
        fault: 'transient',
        retryAt,
      });
      expect(server.count(call)).toBe(1);
      expect(await publishRelease(forge, spec, attached)).toMatchObject({
        kind: 'published',
        release: { tag: 'v1.5.0' },
      });
      expect(await publishRelease(forge, spec, attached)).toMatchObject({ kind: 'published' });
      expect(made()).toEqual({ pages: 1, files: attached.length });
      const contents = effect === 'create' ? {} : { 'shop.tgz': 'the archive', 'shop.zip': 'another' };
      expect(published()).toEqual([{ tag: 'v1.5.0', title: spec.title, body: spec.body, files: contents }]);
    });
  });

  it('waits for a slow answer', async () => {
    const { callOf, forge, server } = await start();
    server.faults = [{ call: callOf('create') ?? '', answer: { wait: 150 } }];
    expect(await forge.createRelease(spec)).toMatchObject({ tag: 'v1.5.0' });
  });

  it('keeps the token out of every error', async () => {
    const { callOf, forge, server } = await start();
    for (const answer of ['drop', { status: 403, body: { message: 'no' } }] as const) {
      server.faults = [{ call: callOf('create') ?? '', answer }];
      const error: unknown = await forge.createRelease(spec).catch((caught: unknown) => caught);
      const cause = error instanceof Error ? error.cause : undefined;
      expect(error).toHaveProperty('code');
      expect(JSON.stringify([String(error), error, String(cause), cause])).not.toMatch(/\bgood\b/);
    }
  });
}

function reading(start: () => Promise<ForgeWorld>): void {
  it('reads pull requests by number, in the order asked, with one call, and leaves out what is none', async () => {
    const { callOf, commits, forge, server } = await start();
    const [draft, merged, ...rest] = await forge.pullRequests([14, 12, 999, 12, 0, -1, 2.5, 4_294_967_296]);
    expect(rest).toEqual([]);
    expect(draft).toMatchObject({ number: 14, mergedAt: null, mergeCommit: null, body: '' });
    expect(merged).toEqual({
      number: 12,
      title: 'Pay with a saved card',
      body: 'Why\n\nRelease note: cards are kept\n',
      isBodyCut: false,
      labels: ['payments', 'feature'],
      author: 'mira',
      url: expect.stringMatching(/^https:.*\/12$/),
      mergedAt: Date.parse('2026-11-20T10:00:00Z'),
      mergeCommit: commits.merge,
    });
    expect(server.count(callOf('read') ?? '')).toBe(1);
    expect(await forge.pullRequests([])).toEqual([]);
    expect(server.count(callOf('read') ?? '')).toBe(1);
  });

  it('bounds a body, and says so', async () => {
    const { forge } = await start();
    const [long] = await forge.pullRequests([13]);
    expect(long).toMatchObject({ isBodyCut: true });
    expect(long?.body.length).toBeLessThanOrEqual(65_536);
  });

  it('tells which merged pull requests brought a commit', async () => {
    const { commits, forge } = await start();
    const unknown = '0'.repeat(40);
    const alone = 'f'.repeat(40);
    const found = await forge.pullRequestsOfCommits([commits.inside, alone, unknown, 'HEAD', '--output=x']);
    expect([...found.keys()].sort()).toEqual([unknown, commits.inside, alone].sort());
    expect(found.get(commits.inside)?.map(({ number }) => number)).toEqual([12]);
    expect([found.get(alone), found.get(unknown)]).toEqual([[], []]);
  });

  it('asks once and says when to ask again where reading is limited', async () => {
    const { callOf, forge, server } = await start();
    const call = callOf('read') ?? '';
    server.faults = [{ call, answer: { status: 429, body: {}, headers: { 'retry-after': '30' } } }];
    await expect(forge.pullRequests([12])).rejects.toMatchObject({
      code: 'FORGE_UNAVAILABLE',
      retryAt: contractNow + 30_000,
    });
    expect(server.count(call)).toBe(1);
  });

  it('sends nobody an address of anybody', async () => {
    const { commits, forge, server } = await start();
    await publishRelease(forge, spec, files);
    await forge.pullRequests([12]);
    await forge.pullRequestsOfCommits([commits.inside]);
    expect(server.sent.join('\n')).not.toMatch(/[\w.]+@[\w-]+\.\w+/);
    expect(server.sent.join('\n')).not.toMatch(/email/i);
  });

  it('says that it may publish', async () => {
    const { forge } = await start();
    expect(await forge.check()).toEqual({ ok: true, as: 'fairlead-bot' });
  });
}
