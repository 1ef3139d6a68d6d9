import { readFile } from 'node:fs/promises';
import { Agent, fetch as fetchOf } from 'undici';
import { ReleaseError } from '#errors.ts';
import type { Fetch } from '../http/bounded-fetch.ts';

/** A fetch that trusts the certificate authorities of a PEM file and no others; that of Node.js where no file is named. */
export async function fetchWithAuthorities(file: string | undefined): Promise<Fetch> {
  if (file === undefined) return globalThis.fetch;
  const ca = await readFile(file, 'utf8').catch(() => {
    throw new ReleaseError('ENVIRONMENT_INVALID', 'fatal', `${file} could not be read. It should hold certificates.`);
  });
  return async (input, init = {}) => {
    const { body, headers, method = 'GET', signal } = init;
    // One agent for one request: the connection is not kept.
    const dispatcher = new Agent({ connect: { ca }, pipelining: 0 });
    const answer = await fetchOf(String(input), {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      redirect: 'manual',
      dispatcher,
      ...(signal == null ? {} : { signal }),
      ...(typeof body === 'string' ? { body } : {}),
    });
    return new Response(answer.body, { status: answer.status, headers: Object.fromEntries(answer.headers) });
  };
}
