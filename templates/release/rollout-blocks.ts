import { formatDuration } from '#domain/duration.ts';
import type { Millis } from '#domain/ids.ts';
import { opinions } from '#domain/moves/opinions.ts';
import type { Release } from '#domain/release/release.ts';
import { actions } from '../blocks/actions.ts';
import type { Block } from '../blocks/block.ts';
import { context } from '../blocks/context.ts';
import { paragraph, quote, type RichPart, richText } from '../blocks/rich-text.ts';
import { secondToken } from '../text/date-token.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';
import { scorePhrase } from './measured-words.ts';
import { metricsTable } from './metrics-table.ts';
import { moveButtons } from './move-buttons.ts';
import { rolesOf } from './seats.ts';
import { type Observer, type StageAct, type StageStanding, stageStandings } from './stage-standing.ts';
import { stageWords } from './stage-words.ts';
import { timeLeft } from './time-left.ts';

const mostServices = 4;

/**
 * How far each service of a staged rollout is: its share, its stage, how long it is still looked at, and every metric with its baseline, limit
 * and verdict, with the moves. At most one table.
 */
export function rolloutBlocks(release: Release, now: Millis): readonly Block[] {
  const all = stageStandings(release, now);
  const shown = all.slice(0, mostServices);
  const rest = all.length - shown.length;
  const isNow = shown.every(({ measured: seen }) => seen?.by !== 'ended-analysis');
  const measured = shown.flatMap(({ service, measured: seen }) =>
    seen === null || seen.table.rows.length === 0 ? [] : [{ service, table: seen.table }],
  );
  return [
    ...(shown.length === 0 ? [] : [richText(...shown.flatMap((standing) => standingParts(standing, now)))]),
    ...(measured.length === 0 ? [] : [metricsTable(measured, isNow ? 'Now' : 'Measured')]),
    ...shown.flatMap(({ act }) => buttonsOf(release, act)),
    ...(rest > 0
      ? [context(say`+${plural(rest, 'more service')} on the way or watched. The thread has every step.`)]
      : []),
  ];
}

/** The same without metrics, as sentences for those who do not see the blocks. */
export function rolloutSentences(release: Release, now: Millis): readonly Phrase[] {
  return stageStandings(release, now)
    .slice(0, mostServices)
    .map((standing) => standingPhrase(standing, now));
}

function buttonsOf(release: Release, act: StageAct): readonly Block[] {
  if (act.kind !== 'baking') return [];
  return actions(moveButtons(release, (legal) => legal.step === act.step && !opinions.includes(legal.move)));
}

/** "api 1.5.0 has 20 % of the traffic in production, stage 2 of 4, looked at until 14:05:10 (4 min of 10 min left)." */
function standingPhrase(standing: StageStanding, now: Millis): Phrase {
  const { environment, service, version, stage, number, count, act } = standing;
  const what = strong(`${service} ${plain(version, 40)}`);
  const of = count === 1 ? '' : `, stage ${number} of ${count}`;
  const isReached = act.kind !== 'deploying';
  const place = isReached
    ? say`${what} ${stageWords(stage)} in ${environment}${of}`
    : say`${what} is being deployed in ${environment}${of}`;
  return say`${place}${actWords(act, now)}`;
}

function actWords(act: StageAct, now: Millis): Phrase {
  switch (act.kind) {
    case 'deploying':
    case 'done':
      return say`.`;
    case 'verifying':
      return say`, being verified.`;
    case 'asking':
      return say`, and waits for the answer above.`;
    case 'promotion':
      return say`, and waits for ${promotersOf(act.gate)} to let it go on.`;
    case 'baking': {
      const longer = act.extendedBy === 0 ? '' : ` and ${formatDuration(act.extendedBy)} more`;
      const whole = `${formatDuration(act.bake)}${longer}`;
      return say`, looked at until ${secondToken(act.until)} (${timeLeft(act, now)} of ${whole}).`;
    }
  }
}

function promotersOf(gate: Extract<StageAct, { kind: 'promotion' }>['gate']): Phrase {
  const roles = gate.gate?.kind === 'approval' ? gate.gate.rules.flatMap((rule) => rule.roles) : [];
  return rolesOf([...new Set(roles)]);
}

const seenBy: Readonly<Record<Observer, string>> = {
  analysis: '',
  'ended-analysis': ', when the analysis ended',
  watch: ', watched while it waits',
};

/** What is told of a stage in words: where it is, and what the table below does not say. */
function standingParts(standing: StageStanding, now: Millis): readonly RichPart[] {
  const { act, measured } = standing;
  const where = paragraph(standingPhrase(standing, now));
  if (measured !== null) {
    const problems = measured.table.problems.map((why) => quote(say`${plain(why, 300)}`));
    return [
      where,
      paragraph(
        say`${strong('Metrics')} at ${secondToken(measured.at)}${seenBy[measured.by]}: ${scorePhrase(measured.table)}.`,
      ),
      ...problems,
    ];
  }
  const note = act.kind === 'baking' || act.kind === 'promotion' ? act.note : null;
  return [where, ...(note === null ? [] : [quote(say`${plain(note, 900)}`)])];
}
