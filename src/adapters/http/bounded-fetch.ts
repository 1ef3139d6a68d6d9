import { fetchProblem, isUnsent } from './fetch-problem.ts';

export type HttpRequest = {
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds for the whole of it, the body included. */
  readonly timeout: number;
  /** Bytes of the answer's body that are read at most; a longer body is no answer. */
  readonly limit: number;
};

export type HttpAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Headers; readonly text: string }
  /**
   * `why` is a short end of a sentence and holds no address: "refused the connection". `unsent` when there was no connection to send on,
   * so that the request surely had no effect.
   */
  | { readonly kind: 'no_answer'; readonly why: string; readonly unsent?: true };

export type Fetch = typeof globalThis.fetch;

/**
 * One request, one connection, one answer. Follows no redirect, so that what the headers hold goes nowhere else; never throws. The
 * connection is not kept: one that was kept fails when the other side was replaced meanwhile, which is what deployments do.
 */
export async function boundedFetch(request: HttpRequest, fetch: Fetch = globalThis.fetch): Promise<HttpAnswer> {
  const { method, url, headers = {}, body, timeout } = request;
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers, connection: 'close' },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    const text = await readBounded(response, request.limit);
    if (text === null) return { kind: 'no_answer', why: `answered more than ${request.limit} bytes` };
    return { kind: 'answer', status: response.status, headers: response.headers, text };
  } catch (error) {
    const unsent = isUnsent(error) ? { unsent: true as const } : {};
    return { kind: 'no_answer', why: fetchProblem(error, timeout), ...unsent };
  }
}

async function readBounded(response: Response, limit: number): Promise<string | null> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
