import { ReleaseError } from '#errors.ts';
import type { Clock } from '#ports/clock.ts';
import type { Messenger } from '#ports/messenger.ts';
import { messageArguments } from './message-arguments.ts';
import { slackAway } from './slack-errors.ts';

/** Slack's words for a response_url that is over: 30 minutes old, or used five times. */
const overWords = ['expired_url', 'used_url'];
const longestPause = 5_000;

type Verdict = 'taken' | 'over' | 'limited' | 'refused' | 'unknown';

/**
 * Answers through a response_url. Only https addresses and the host of the configured Web API are called, and redirects are not
 * followed. False when the url is over. An answer that may have arrived is repeated only when it replaces the original message;
 * otherwise SLACK_UNAVAILABLE is thrown.
 */
export function createRespond(options: { apiUrl: string; clock: Clock; timeout: number }): Messenger['respond'] {
  return async (responseUrl, body, { replaceOriginal = false } = {}) => {
    const url = allowedUrl(responseUrl, options.apiUrl);
    const payload = JSON.stringify({
      ...messageArguments(body),
      response_type: 'ephemeral',
      replace_original: replaceOriginal,
      unfurl_links: false,
      unfurl_media: false,
    });
    for (let attempt = 0; ; attempt += 1) {
      const { verdict, pause, cause } = await send(url, payload, options.timeout);
      if (verdict === 'taken') return true;
      if (verdict === 'over') return false;
      if (verdict === 'refused') {
        throw new ReleaseError('SLACK_FAILED', 'fatal', 'Slack refused an answer to a person. Run `fairlead doctor`.', {
          cause,
        });
      }
      const mayRepeat = attempt === 0 && pause <= longestPause && (verdict === 'limited' || replaceOriginal);
      if (!mayRepeat) throw slackAway('Slack did not take an answer to a person', { cause });
      await options.clock.sleep(pause);
    }
  };
}

function allowedUrl(text: string, apiUrl: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isAllowed = url !== null && (url.protocol === 'https:' || url.host === new URL(apiUrl).host);
  if (url !== null && isAllowed && url.username === '' && url.password === '') return url;
  const message = 'A response_url is not an https address of Slack, so nothing was sent to it. Ask again from Slack.';
  throw new ReleaseError('SLACK_FAILED', 'fatal', message);
}

async function send(
  url: URL,
  payload: string,
  timeout: number,
): Promise<{ verdict: Verdict; pause: number; cause: unknown }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: payload,
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    });
    const text = (await response.text()).slice(0, 1_000);
    const seconds = Number(response.headers.get('retry-after') ?? '1');
    const cause = new Error(`HTTP ${response.status}`);
    return { verdict: judge(response.status, text), pause: (Number.isFinite(seconds) ? seconds : 1) * 1_000, cause };
  } catch (cause) {
    return { verdict: 'unknown', pause: 500, cause };
  }
}

function judge(status: number, text: string): Verdict {
  if (status === 429) return 'limited';
  if (status >= 500 || status === 408) return 'unknown';
  if (status === 404 || status === 410 || overWords.some((word) => text.includes(word))) return 'over';
  if (status >= 400 || /"ok"\s*:\s*false/.test(text)) return 'refused';
  return 'taken';
}
