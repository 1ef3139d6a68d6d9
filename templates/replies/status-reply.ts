import type { Words } from '#domain/drawing.ts';
import type { Overview, ProjectOverview } from '#domain/overview.ts';
import { bullets, paragraph, type RichPart, richText } from '../blocks/rich-text.ts';
import { breakerLines } from '../release/breaker-lines.ts';
import { openLine } from '../release/open-line.ts';
import { recentLine } from '../release/recent-line.ts';
import { runningLines } from '../release/running-lines.ts';
import { clipPhrase } from '../text/clip-phrase.ts';
import { fittingLines } from '../text/fitting.ts';
import type { Phrase } from '../text/phrase.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { sentence } from '../text/sentence.ts';
import { strong } from '../text/styled.ts';

const mostProjects = 8;

/** `/release status`: what is in flight, what ended last, and what runs where, for each project. */
export function statusReply(overview: Overview): Words {
  const shown = overview.projects.slice(0, mostProjects);
  const hidden = overview.projects.length - shown.length;
  const room = Math.floor(7_000 / Math.max(1, shown.length));
  const parts = shown.flatMap((project) => projectParts(project, overview.now, room));
  const rest =
    hidden === 0 ? [] : [paragraph(say`+${plural(hidden, 'more project')}. Name one: /release status <project>.`)];
  const none = shown.length === 0 ? [paragraph(say`No project is configured. Write one into fairlead.yml.`)] : [];
  return { text: sentence(sentences(overview, shown)), blocks: [richText(...parts, ...rest, ...none)] };
}

/** What the notification and the command line get: the same facts as sentences. */
function sentences(overview: Overview, shown: readonly ProjectOverview[]): readonly Phrase[] {
  if (shown.length === 0) return [say`No project is configured. Write one into fairlead.yml.`];
  return shown.flatMap((project): readonly Phrase[] => {
    const open = project.open.map((release) => clipPhrase(openLine(release, overview.now), 400));
    const still = open.length === 0 ? [say`${project.name}: nothing is in flight.`] : open;
    return [
      ...still,
      ...breakerLines(project).map((line) => clipPhrase(line, 300)),
      ...runningLines(project.running).map((line) => say`${project.name} in ${clipPhrase(line, 300)}.`),
    ];
  });
}

function projectParts(project: ProjectOverview, now: number, room: number): readonly RichPart[] {
  const open = project.open.map((release) => clipPhrase(openLine(release, now), 500));
  const running = runningLines(project.running).map((line) => clipPhrase(line, 300));
  const recent = project.recent.slice(0, 3).map(recentLine);
  return [
    paragraph(
      say`${strong(project.name)}: ${open.length === 0 ? 'nothing is in flight. Start with /release.' : `${plural(open.length, 'release')} in flight`}`,
    ),
    ...bullets(fittingLines(open, room / 2)),
    ...bullets(fittingLines(breakerLines(project), room / 4)),
    ...(running.length === 0 ? [] : [paragraph(say`Runs now:`)]),
    ...bullets(fittingLines(running, room / 4)),
    ...(recent.length === 0 ? [] : [paragraph(say`Ended last:`)]),
    ...bullets(fittingLines(recent, room / 4)),
  ];
}
