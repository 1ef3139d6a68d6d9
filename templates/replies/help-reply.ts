import type { HelpLine } from '#domain/commands/help-lines.ts';
import type { Words } from '#domain/drawing.ts';
import type { Overview } from '#domain/overview.ts';
import { bullets, paragraph, type RichPart, richText } from '../blocks/rich-text.ts';
import { openLine } from '../release/open-line.ts';
import { clipPhrase } from '../text/clip-phrase.ts';
import { ended } from '../text/ended.ts';
import { fittingLines } from '../text/fitting.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { sentence } from '../text/sentence.ts';
import { code, strong } from '../text/styled.ts';

/** `/release help`: what this person can do at this moment first, then every command. Without an overview only the commands. */
export function helpReply(commands: readonly HelpLine[], overview: Overview | null): Words {
  const now = overview === null ? [] : nowLines(overview);
  const parts: readonly RichPart[] = [
    ...(now.length === 0 ? [] : [paragraph(say`${strong('Now')}`), ...bullets(fittingLines(now, 3_000))]),
    paragraph(say`${strong('Commands')}`),
    ...bullets(fittingLines(commands.map(commandLine), 4_000)),
  ];
  return {
    text: sentence([...now, ...commands.map(commandLine)]),
    blocks: [richText(...parts)],
  };
}

function commandLine({ command, usage, description }: HelpLine): Phrase {
  return say`${code(plain(`${command} ${usage}`, 150))}: ${ended(plain(description, 200))}`;
}

function nowLines({ waitingForYou, projects, now }: Overview): readonly Phrase[] {
  const waiting = waitingForYou.map((release) => say`Waits for you: ${clipPhrase(openLine(release, now), 400)}`);
  const others = projects
    .flatMap((project) => project.open)
    .filter((release) => !waitingForYou.some((one) => one.id === release.id))
    .map((release) => say`In flight: ${clipPhrase(openLine(release, now), 400)}`);
  if (waiting.length + others.length > 0) return [...waiting, ...others];
  const names = projects.map((project) => project.name);
  return names.length === 0
    ? []
    : [say`Nothing is in flight. ${code('/release')} opens a form with the suggested next version.`];
}
