/** The text with Slack's three control characters escaped, so that it can neither mention anybody nor make a link. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
