import { createRequesterFn, type FormattedResponse, type ResponseBodyTypes } from '@gitbeaker/requester-utils';
import { GitlabRefusal } from './gitlab-refusal.ts';

/** One request as gitbeaker has prepared it. */
type Prepared = {
  readonly prefixUrl?: string;
  readonly searchParams?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Blob;
  readonly signal?: AbortSignal;
};

/**
 * How gitbeaker's resources reach GitLab. Its own requester sends a call up to ten times when GitLab answers 429 or 502, which would make
 * things twice: this one makes each call once and throws GitlabRefusal with status, headers and words.
 */
export const gitlabRequester = createRequesterFn(
  (_resource, options) => Promise.resolve(options),
  (endpoint, options) => askOnce(endpoint, options ?? {}),
);

/** Makes one call. No redirect is followed: the token must not go to where one points, and a moved project is for people to correct. */
export async function askOnce(endpoint: string, request: Prepared): Promise<FormattedResponse<ResponseBodyTypes>> {
  const url = new URL(endpoint, `${(request.prefixUrl ?? '').replace(/\/+$/, '')}/`);
  url.search = request.searchParams ?? '';
  const response = await fetch(url, {
    method: request.method ?? 'GET',
    redirect: 'manual',
    ...(request.headers === undefined ? {} : { headers: request.headers }),
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });
  const headers = Object.fromEntries(response.headers.entries());
  const text = await response.text();
  if (!response.ok) throw new GitlabRefusal(response.status, headers, text);
  const body = text === '' ? null : (JSON.parse(text) as ResponseBodyTypes);
  return { status: response.status, headers, body };
}
