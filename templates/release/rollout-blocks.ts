import { formatDuration } from '#domain/duration.ts';
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
import { moveButtons } from './move-buttons.ts';
import { rolesOf } from './seats.ts';
import { type StageStanding, stageStandings } from './stage-standing.ts';
import { stageWords } from './stage-words.ts';

const mostServices = 4;

/** How far each service of a staged rollout is: its share, its stage, until when it is looked at and what the analysis says, with the moves. */
export function rolloutBlocks(release: Release): readonly Block[] {
  const all = stageStandings(release);
  const shown = all.slice(0, mostServices);
  const rest = all.length - shown.length;
  return [
    ...shown.flatMap((standing) => {
      const step = standing.act.kind === 'baking' ? standing.act.step : null;
      const buttons =
        step === null ? [] : moveButtons(release, (legal) => legal.step === step && !opinions.includes(legal.move));
      return [richText(...standingParts(standing)), ...actions(buttons)];
    }),
    ...(rest > 0 ? [context(say`+${plural(rest, 'more service')} on the way. The thread has every step.`)] : []),
  ];
}

/** "api 1.5.0 has 20 % of the traffic in production, stage 2 of 4, looked at until 14:05:10." */
export function standingPhrase({ environment, service, version, stage, number, count, act }: StageStanding): Phrase {
  const what = strong(`${service} ${plain(version, 40)}`);
  const of = count === 1 ? '' : `, stage ${number} of ${count}`;
  const isReached = act.kind !== 'deploying';
  const place = isReached
    ? say`${what} ${stageWords(stage)} in ${environment}${of}`
    : say`${what} is being deployed in ${environment}${of}`;
  return say`${place}${actWords(act)}`;
}

function actWords(act: StageStanding['act']): Phrase {
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
      return say`, looked at until ${secondToken(act.until)} (${formatDuration(act.bake)}${longer}).`;
    }
  }
}

function promotersOf(gate: Extract<StageStanding['act'], { kind: 'promotion' }>['gate']): Phrase {
  const roles = gate.gate?.kind === 'approval' ? gate.gate.rules.flatMap((rule) => rule.roles) : [];
  return rolesOf([...new Set(roles)]);
}

function standingParts(standing: StageStanding): readonly RichPart[] {
  const { act } = standing;
  const note = act.kind === 'baking' || act.kind === 'promotion' ? act.note : null;
  return [paragraph(standingPhrase(standing)), ...(note === null ? [] : [quote(say`${plain(note, 900)}`)])];
}
