import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { SeenCall } from './openapi-contract.ts';

export type Answer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** What happens to the next call whose name (`METHOD path`) starts with `call`, before or after it takes effect. `wait` is in milliseconds. */
export type Fault = {
  readonly call: string;
  readonly answer: Answer | 'drop' | 'hang' | 'cut' | { readonly wait: number };
  readonly after?: boolean;
};

export type Call = SeenCall & { readonly headers: IncomingMessage['headers'] };

/** A server on this machine that answers as it is told and fails on request. `calls` are the calls so far, as `METHOD path`. */
export class FaultyServer {
  readonly calls: string[] = [];
  /** Everything that came with them, headers and bodies. */
  readonly sent: string[] = [];
  /** Calls and answers that are not as the vendor describes them. A test that ends with some has failed. */
  readonly violations: string[] = [];
  faults: Fault[] = [];
  url = '';
  readonly #answer: (call: Call) => Answer | Promise<Answer>;

  constructor(answer: (call: Call) => Answer | Promise<Answer>) {
    this.#answer = answer;
  }

  async start(): Promise<this> {
    const server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        this.violations.push(String(error));
        response.destroy();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
      if (this.violations.length > 0) throw new Error(`Not as described: ${this.violations.join('; ')}`);
    });
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return this;
  }

  /** How many calls started with this. */
  count(start: string): number {
    return this.calls.filter((call) => call.startsWith(start)).length;
  }

  /** What a call is counted and made to fail by. */
  protected nameOf({ method, path }: Call): string {
    return `${method} ${path}`;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? '/', this.url);
    const call: Call = {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      contentType: request.headers['content-type'] ?? '',
      body: Buffer.concat(chunks),
      headers: request.headers,
    };
    const shown = this.nameOf(call);
    this.calls.push(shown);
    this.sent.push(`${shown}${url.search} ${JSON.stringify(call.headers)} ${call.body.toString()}`);
    const at = this.faults.findIndex((fault) => shown.startsWith(fault.call));
    const [fault] = at < 0 ? [] : this.faults.splice(at, 1);
    await this.#reply(response, call, fault);
  }

  async #reply(response: ServerResponse, call: Call, fault: Fault | undefined): Promise<void> {
    const isLate = typeof fault?.answer === 'object' && 'wait' in fault.answer;
    if (isLate) await new Promise((resolve) => setTimeout(resolve, (fault.answer as { wait: number }).wait));
    const takesEffect = fault === undefined || fault.after === true || isLate;
    const real = takesEffect ? await this.#answer(call) : null;
    const answer = fault === undefined || isLate ? real : fault.answer;
    if (answer === 'hang') return;
    if (answer === 'drop' || answer === null || (typeof answer === 'object' && 'wait' in answer)) {
      response.destroy();
      return;
    }
    if (answer === 'cut') {
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"id": 1, "html_u');
      return;
    }
    const isBytes = Buffer.isBuffer(answer.body);
    const isRaw = isBytes || typeof answer.body === 'string';
    const headers = { 'content-type': isBytes ? 'application/octet-stream' : 'application/json', ...answer.headers };
    if (answer.status === 204) response.writeHead(204).end();
    else response.writeHead(answer.status, headers).end(isRaw ? answer.body : JSON.stringify(answer.body));
  }
}
