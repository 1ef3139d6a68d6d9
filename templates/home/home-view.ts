import type { View } from '#domain/drawing.ts';
import type { Overview, ProjectOverview } from '#domain/overview.ts';
import type { Release } from '#domain/release/release.ts';
import { actions } from '../blocks/actions.ts';
import type { Block } from '../blocks/block.ts';
import { button } from '../blocks/button.ts';
import { context } from '../blocks/context.ts';
import { header } from '../blocks/header.ts';
import { bullets, paragraph, type RichPart, richText } from '../blocks/rich-text.ts';
import { actionIds } from '../ids.ts';
import { breakerLines } from '../release/breaker-lines.ts';
import { openLine } from '../release/open-line.ts';
import { questionBlocks } from '../release/question-blocks.ts';
import { recentLine } from '../release/recent-line.ts';
import { runningLines } from '../release/running-lines.ts';
import { clipPhrase } from '../text/clip-phrase.ts';
import { dateToken } from '../text/date-token.ts';
import { fittingLines } from '../text/fitting.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';

const mostWaiting = 4;
const mostProjects = 12;

/** A person's App Home: what waits for them with its buttons, what is in flight, what runs where, what ended last. */
export function homeView(overview: Overview): View {
  const shown = overview.projects.slice(0, mostProjects);
  const hidden = overview.projects.length - shown.length;
  const blocks: readonly Block[] = [
    header('Waiting for you'),
    ...waitingBlocks(overview),
    ...shown.flatMap((project) => projectBlocks(project, overview.now)),
    ...(hidden > 0 ? [context(say`+${plural(hidden, 'more project')}. Use /release status with a name.`)] : []),
    ...(shown.length === 0 ? [richText(paragraph(say`No project is configured. Write one into fairlead.yml.`))] : []),
    context(say`Drawn ${dateToken(overview.now)}. Open this page again to see it as it stands.`),
  ];
  return { type: 'home', blocks };
}

function waitingBlocks({ waitingForYou, now }: Overview): readonly Block[] {
  if (waitingForYou.length === 0) return [richText(paragraph(say`Nothing waits for you.`))];
  const hidden = waitingForYou.length - mostWaiting;
  return [
    ...waitingForYou.slice(0, mostWaiting).flatMap((release) => waitingRelease(release, now)),
    ...(hidden > 0 ? [context(say`+${hidden} more. /release status shows all.`)] : []),
  ];
}

function waitingRelease(release: Release, now: number): readonly Block[] {
  return [
    richText(paragraph(clipPhrase(openLine(release, now), 600))),
    ...questionBlocks(release, now, new Map()).slice(0, 10),
  ];
}

function projectBlocks(project: ProjectOverview, now: number): readonly Block[] {
  return [
    { type: 'divider' },
    header(project.name),
    richText(...projectParts(project, now)),
    ...actions([
      button({
        actionId: actionIds.openRelease,
        label: `Release ${project.name}`,
        value: project.name,
      }),
      button({ actionId: actionIds.openRollback, label: `Roll back ${project.name}`, value: project.name }),
    ]),
  ];
}

function projectParts(project: ProjectOverview, now: number): readonly RichPart[] {
  const open = project.open.map((release) => clipPhrase(openLine(release, now), 500));
  const running = runningLines(project.running).map((line) => clipPhrase(line, 300));
  const recent = project.recent.slice(0, 5).map(recentLine);
  return [
    paragraph(say`${strong('In flight')}${open.length === 0 ? ': nothing' : ''}`),
    ...bullets(fittingLines(open, 1_500)),
    ...bullets(fittingLines(breakerLines(project), 600)),
    paragraph(say`${strong('Runs now')}${running.length === 0 ? ': nothing known' : ''}`),
    ...bullets(fittingLines(running, 1_000)),
    paragraph(say`${strong('Ended last')}${recent.length === 0 ? ': nothing yet' : ''}`),
    ...bullets(fittingLines(recent, 800)),
  ];
}
