import { escapeMrkdwn } from './escape-mrkdwn.ts';
import type { Inline, Phrase } from './phrase.ts';

/** The longest `text` of a message: what chat.update takes, with room to spare. */
export const longestText = 3_900;

/**
 * Phrases as the `text` of a message: one after the other, escaped, real mentions and times as Slack's tokens. What is beyond the limit is
 * cut between characters, never inside a token or an escape.
 */
export function sentence(phrases: readonly Phrase[], limit: number = longestText): string {
  let result = '';
  const parts = phrases.flatMap(
    (phrase, index): Phrase => (index === 0 ? phrase : [{ type: 'text', text: ' ' }, ...phrase]),
  );
  for (const part of parts) {
    const token = tokenOf(part);
    if (result.length + token.length <= limit - 1) result += token;
    else return `${result}${part.type === 'text' ? fitting(part.text, limit - 1 - result.length) : ''}\u2026`;
  }
  return result;
}

function tokenOf(part: Inline): string {
  switch (part.type) {
    case 'text':
      return escapeMrkdwn(part.text);
    case 'link':
      return linkToken(part.url, part.text);
    case 'user':
      return `<@${part.user_id}>`;
    case 'channel':
      return `<#${part.channel_id}>`;
    case 'date':
      return `<!date^${part.timestamp}^${part.format}|${part.fallback}>`;
  }
}

/** A link as mrkdwn writes it. Where its address could end the token early, only its text. */
function linkToken(url: string, text: string): string {
  const shown = escapeMrkdwn(text).replaceAll('|', '\u00a6');
  return /[<>|\s]/.test(url) ? shown : `<${url.replaceAll('&', '&amp;')}|${shown}>`;
}

function fitting(text: string, room: number): string {
  let kept = '';
  for (const character of text) {
    const next = escapeMrkdwn(character);
    if (kept.length + next.length > room) break;
    kept += next;
  }
  return kept;
}
