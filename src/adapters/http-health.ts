import type { Health } from '#ports/health.ts';
import { boundedFetch, type Fetch } from './http/bounded-fetch.ts';

/** Bytes of an answer that are read; nobody looks at them. */
const READ_LIMIT = 1_048_576;

/** Asks a health address with one GET on a connection of its own. A redirect is an answer like any other and is not followed. */
export function createHttpHealth(options: { readonly fetch?: Fetch } = {}): Health {
  return {
    async check({ url, status, timeout }) {
      const began = performance.now();
      const answer = await boundedFetch({ method: 'GET', url, timeout, limit: READ_LIMIT }, options.fetch);
      if (answer.kind === 'no_answer') return { ok: false, why: `It ${answer.why}.` };
      if (answer.status !== status) return { ok: false, why: `It answered ${answer.status}, not ${status}.` };
      return { ok: true, took: Math.round(performance.now() - began) };
    },
  };
}
