import { commands } from '#domain/commands/index.ts';

const names = commands.map(({ name }) => name.slice(1));
const commandInText = new RegExp(`(^|[\\s\`"])/(${names.join('|')})(?=$|[\\s.,\`"])`, 'g');

/**
 * An answer as a terminal shows it: Slack's tokens for people, channels and times as their text, entities turned back, commands with the
 * name they have here. Control characters never reach the terminal.
 */
export function plainText(text: string): string {
  return text
    .replace(/<!date\^[^>|]*\|([^>]*)>/g, '$1')
    .replace(/<https?:[^<>|]*\|([^<>]*)>/g, '$1')
    .replace(/<([@#])([A-Z0-9_]+)(?:\|[^>]*)?>/g, '$1$2')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(commandInText, '$1fairlead $2')
    .replace(/(?!\n)\p{Cc}/gu, ' ');
}
