import { LogLevel, WebClient } from '@slack/web-api';

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => LogLevel.ERROR,
};

/**
 * A Web API client that sends each request once, fails after `timeout` milliseconds and hands rate limits to its caller. The client's
 * own retries are off: they repeat chat.postMessage after a dropped connection, and one 429 would pause every method.
 */
export function createSlackWebClient(options: {
  readonly token: string;
  readonly apiUrl: string;
  readonly timeout: number;
}): WebClient {
  return new WebClient(options.token, {
    slackApiUrl: options.apiUrl,
    timeout: options.timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
    fetch: fetchWithRetryAfter,
  });
}

const assumedRetryAfterSeconds = '30';

/** The client takes a 429 without a readable Retry-After for a plain error; such an answer is given one. */
async function fetchWithRetryAfter(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (response.status !== 429 || /^\d+$/.test(response.headers.get('retry-after') ?? '')) return response;
  await response.body?.cancel();
  return new Response(null, { status: 429, headers: { 'retry-after': assumedRetryAfterSeconds } });
}
