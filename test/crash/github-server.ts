import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
const Fields = z.object({ tag_name: z.string().min(1), draft: z.boolean().default(false) });
type Answer = { readonly status: number; readonly body: unknown };
type Asset = { readonly id: number; readonly name: string; readonly content: Buffer };
type Release = { readonly id: number; readonly tag: string; isDraft: boolean; readonly assets: Asset[] };

/** The part of GitHub's REST API (version 2022-11-28) that publishes releases, over a bare repository on this machine. */
export type GithubServer = {
  readonly url: string;
  /** The tags of the releases that were made, drafts included, in order: one that stands here twice was made twice. */
  readonly created: readonly string[];
  /** The tags of those that are public. */
  readonly published: readonly string[];
  /** `tag/name` of every file that was taken, in order. */
  readonly uploaded: readonly string[];
  stop(): Promise<void>;
};

/** Starts it for `shop/shop`. Like GitHub it refuses a second release of a tag, and a second file of a name, with 422 `already_exists`. */
export async function startGithubServer(remote: string): Promise<GithubServer> {
  const releases: Release[] = [];
  const uploaded: string[] = [];
  let url = '';
  const server = createServer((request, response) => {
    answer(request, { remote, releases, uploaded, url }).then(
      ({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    get created() {
      return releases.map(({ tag }) => tag);
    },
    get published() {
      return releases.filter(({ isDraft }) => !isDraft).map(({ tag }) => tag);
    },
    uploaded,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Room = {
  readonly remote: string;
  readonly releases: Release[];
  readonly uploaded: string[];
  readonly url: string;
};

async function answer(request: IncomingMessage, room: Room): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://github');
  const call = `${request.method} ${decodeURIComponent(pathname).replace('/repos/shop/shop', '')}`;
  const { releases } = room;
  if (call === 'GET /releases') return { status: 200, body: releases.map((one) => shown(one, room)).reverse() };
  if (call === 'POST /releases') return create(body, room);
  const [, tag] = /^GET \/releases\/tags\/(.+)$/.exec(call) ?? [];
  if (tag !== undefined)
    return found(
      releases.find((one) => one.tag === tag && !one.isDraft),
      room,
    );
  const [, ref] = /^GET \/git\/ref\/tags\/(.+)$/.exec(call) ?? [];
  if (ref !== undefined) return gitRef(`refs/tags/${ref}`, room);
  const [, method, id, rest] = /^(GET|PATCH|POST) \/releases\/(\d+)(\/assets)?$/.exec(call) ?? [];
  const release = releases.find((one) => one.id === Number(id));
  if (release === undefined || method === undefined) return notFound;
  if (rest !== undefined) return upload(release, searchParams.get('name') ?? '', body, room);
  return method === 'PATCH' ? update(release, body, room) : found(release, room);
}

async function gitRef(ref: string, { remote }: Room): Promise<Answer> {
  const isThere = await run('git', ['-C', remote, 'show-ref', '--verify', '--', ref]).then(
    () => true,
    () => false,
  );
  return isThere ? { status: 200, body: { ref } } : notFound;
}

function create(body: Buffer, room: Room): Answer {
  const { draft, tag_name: tag } = Fields.parse(JSON.parse(body.toString()));
  if (!draft && isPublic(tag, room)) return alreadyThere;
  const release = { id: room.releases.length + 1, tag, isDraft: draft, assets: [] };
  room.releases.push(release);
  return { status: 201, body: shown(release, room) };
}

function update(release: Release, body: Buffer, room: Room): Answer {
  const { draft } = Fields.partial().parse(JSON.parse(body.toString()));
  if (draft === false && release.isDraft && isPublic(release.tag, room)) return alreadyThere;
  if (draft !== undefined) release.isDraft = draft;
  return { status: 200, body: shown(release, room) };
}

function upload(release: Release, name: string, content: Buffer, room: Room): Answer {
  if (release.assets.some((asset) => asset.name === name)) return alreadyThere;
  room.uploaded.push(`${release.tag}/${name}`);
  const asset = { id: room.uploaded.length, name, content };
  release.assets.push(asset);
  return { status: 201, body: shownAsset(asset) };
}

function isPublic(tag: string, { releases }: Room): boolean {
  return releases.some((one) => one.tag === tag && !one.isDraft);
}

function shown({ assets, id, isDraft, tag }: Release, { url }: Room) {
  const html_url = `https://github.com/shop/shop/releases/tag/${tag}`;
  const upload_url = `${url}/repos/shop/shop/releases/${id}/assets{?name,label}`;
  return { id, html_url, upload_url, tag_name: tag, draft: isDraft, assets: assets.map(shownAsset) };
}

function shownAsset({ content, id, name }: Asset) {
  const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
  const browser_download_url = `https://github.com/shop/shop/releases/download/${name}`;
  return { id, name, state: 'uploaded', size: content.length, digest, browser_download_url };
}

function found(release: Release | undefined, room: Room): Answer {
  return release === undefined ? notFound : { status: 200, body: shown(release, room) };
}

const notFound: Answer = { status: 404, body: { message: 'Not Found' } };
const alreadyThere: Answer = {
  status: 422,
  body: { message: 'Validation Failed', errors: [{ resource: 'Release', code: 'already_exists', field: 'tag_name' }] },
};
