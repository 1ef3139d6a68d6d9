import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
const Create = z.object({ tag_name: z.string().min(1) });
type Answer = { readonly status: number; readonly body: unknown };

/** The part of GitHub's REST API (version 2022-11-28) that publishes releases, over a bare repository on this machine. */
export type GithubServer = {
  readonly url: string;
  /** The tags of the releases that were created, in order: one that stands here twice was published twice. */
  readonly created: readonly string[];
  stop(): Promise<void>;
};

/** Starts it for `shop/shop`. Like GitHub it refuses a second release of a tag with 422 `already_exists`. */
export async function startGithubServer(remote: string): Promise<GithubServer> {
  const created: string[] = [];
  const server = createServer((request, response) => {
    answer(request, remote, created).then(
      ({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    created,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(request: IncomingMessage, remote: string, created: string[]): Promise<Answer> {
  const { pathname } = new URL(request.url ?? '/', 'http://github');
  const call = `${request.method} ${decodeURIComponent(pathname).replace('/repos/shop/shop', '')}`;
  if (call === 'GET /releases') return { status: 200, body: [] };
  if (call === 'POST /releases') return create(request, created);
  const [, published] = /^GET \/releases\/tags\/(.+)$/.exec(call) ?? [];
  if (published !== undefined) return found(created.includes(published), shown(published, created));
  const [, tag] = /^GET \/git\/ref\/tags\/(.+)$/.exec(call) ?? [];
  if (tag === undefined) return notFound;
  const ref = `refs/tags/${tag}`;
  const isThere = await run('git', ['-C', remote, 'show-ref', '--verify', '--', ref]).then(
    () => true,
    () => false,
  );
  return found(isThere, { ref });
}

async function create(request: IncomingMessage, created: string[]): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { tag_name: tag } = Create.parse(JSON.parse(Buffer.concat(chunks).toString()));
  const errors = [{ resource: 'Release', code: 'already_exists', field: 'tag_name' }];
  if (created.includes(tag)) return { status: 422, body: { message: 'Validation Failed', errors } };
  created.push(tag);
  return { status: 201, body: shown(tag, created) };
}

function shown(tag: string, created: readonly string[]) {
  const html_url = `https://github.com/shop/shop/releases/tag/${tag}`;
  return { id: created.indexOf(tag) + 1, html_url, tag_name: tag, draft: false };
}

function found(isThere: boolean, body: unknown): Answer {
  return isThere ? { status: 200, body } : notFound;
}

const notFound: Answer = { status: 404, body: { message: 'Not Found' } };
