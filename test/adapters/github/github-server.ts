import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

type Stored = { id: number; tag_name: string; name: string; body: string; draft: boolean; prerelease: boolean };
type Answer = { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> };

/** What happens to the next call whose `METHOD path` starts with `call`, before or after it takes effect. */
export type Fault = {
  readonly call: string;
  readonly answer: Answer | 'drop' | 'hang' | 'cut';
  readonly after?: boolean;
};

const CreateBody = z.object({
  tag_name: z.string().min(1),
  name: z.string().default(''),
  body: z.string().max(125_000).default(''),
  draft: z.boolean().default(false),
  prerelease: z.boolean().default(false),
});

/** The endpoints of GitHub's REST API (version 2022-11-28) that a release needs, on one repository, `shop/shop`, with faults on request. */
export class GithubServer {
  readonly calls: string[] = [];
  readonly releases: Stored[] = [];
  readonly tags = new Set<string>();
  readonly burnt = new Set<string>();
  faults: Fault[] = [];
  push = true;
  scopes: string | null = 'repo';
  login: string | null = 'fairlead-bot';
  url = '';
  #ids = 100;

  async start(): Promise<this> {
    const server = createServer((request, response) => void this.#serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return this;
  }

  add(release: Partial<Stored> & { readonly tag_name: string }): Stored {
    this.#ids += 1;
    const stored = { id: this.#ids, name: '', body: '', draft: false, prerelease: false, ...release };
    this.releases.unshift(stored);
    return stored;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? '/', this.url);
    const call = `${request.method} ${url.pathname}`;
    this.calls.push(call);
    const at = this.faults.findIndex((fault) => call.startsWith(fault.call));
    const [fault] = at < 0 ? [] : this.faults.splice(at, 1);
    const real =
      fault !== undefined && fault.after !== true ? null : this.#answer(request, url, Buffer.concat(chunks).toString());
    const answer = fault === undefined ? real : fault.answer;
    if (answer === 'hang') return;
    if (answer === 'drop' || answer === null) {
      response.destroy();
      return;
    }
    if (answer === 'cut') {
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"id": 1, "html_u');
      return;
    }
    const headers = { 'content-type': 'application/json; charset=utf-8', ...answer.headers };
    response.writeHead(answer.status, headers).end(JSON.stringify(answer.body));
  }

  #answer(request: IncomingMessage, url: URL, text: string): Answer {
    if (request.headers.authorization !== 'token good') return { status: 401, body: { message: 'Bad credentials' } };
    if (!String(request.headers.accept).includes('application/vnd.github')) return { status: 415, body: {} };
    if (url.pathname === '/user') {
      return this.login === null
        ? { status: 403, body: { message: 'Resource not accessible by integration' } }
        : { status: 200, body: { login: this.login } };
    }
    const path = /^\/repos\/shop\/shop(\/.*)?$/.exec(decodeURIComponent(url.pathname));
    if (path === null) return notFound;
    return this.#repository(`${request.method} ${path[1] ?? ''}`, url, text);
  }

  #repository(call: string, url: URL, text: string): Answer {
    if (call === 'GET ') {
      const headers = this.scopes === null ? {} : { 'x-oauth-scopes': this.scopes };
      return { status: 200, body: { private: true, archived: false, permissions: { push: this.push } }, headers };
    }
    if (call === 'GET /releases') {
      const size = Number(url.searchParams.get('per_page') ?? 30);
      const page = Number(url.searchParams.get('page') ?? 1);
      const seen = this.releases.filter((release) => this.push || !release.draft);
      return { status: 200, body: seen.slice((page - 1) * size, page * size).map((release) => this.#shown(release)) };
    }
    if (call === 'POST /releases') return this.#create(text);
    const [, tag] = /^GET \/releases\/tags\/(.+)$/.exec(call) ?? [];
    if (tag !== undefined)
      return this.#found(this.releases.find((release) => release.tag_name === tag && !release.draft));
    const [, ref] = /^GET \/git\/ref\/tags\/(.+)$/.exec(call) ?? [];
    if (ref !== undefined) return this.tags.has(ref) ? { status: 200, body: { ref: `refs/tags/${ref}` } } : notFound;
    const [, id] = /^PATCH \/releases\/(\d+)$/.exec(call) ?? [];
    if (id !== undefined) return this.#update(Number(id), text);
    return notFound;
  }

  #create(text: string): Answer {
    if (!this.push) return { status: 403, body: { message: 'Resource not accessible by personal access token' } };
    const parsed = CreateBody.safeParse(JSON.parse(text));
    if (!parsed.success)
      return invalid({ resource: 'Release', code: 'invalid', field: String(parsed.error.issues[0]?.path[0]) });
    const tag = parsed.data.tag_name;
    if (this.burnt.has(tag)) {
      return invalid({
        resource: 'Release',
        code: 'custom',
        field: 'tag_name',
        message: 'tag_name was used by an immutable release',
      });
    }
    if (this.releases.some((release) => release.tag_name === tag && !release.draft)) {
      return invalid({ resource: 'Release', code: 'already_exists', field: 'tag_name' });
    }
    return {
      status: 201,
      body: this.#shown(this.add(parsed.data)),
    };
  }

  #update(id: number, text: string): Answer {
    const release = this.releases.find((stored) => stored.id === id);
    if (release === undefined) return notFound;
    Object.assign(release, JSON.parse(text));
    return { status: 200, body: this.#shown(release) };
  }

  #found(release: Stored | undefined): Answer {
    return release === undefined ? notFound : { status: 200, body: this.#shown(release) };
  }

  #shown(release: Stored): unknown {
    return { ...release, html_url: `https://github.com/shop/shop/releases/tag/${release.tag_name}` };
  }
}

const notFound: Answer = { status: 404, body: { message: 'Not Found' } };

function invalid(problem: Readonly<Record<string, string>>): Answer {
  return { status: 422, body: { message: 'Validation Failed', errors: [problem] } };
}
