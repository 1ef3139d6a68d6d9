import type { Words } from '#domain/drawing.ts';
import type { LegalMove } from '#domain/moves/legal-moves.ts';
import type { PlaceReturn, RollbackPlanOutcome } from '#domain/rollback-plan/rollback-plan-outcome.ts';
import { actions } from '../blocks/actions.ts';
import type { Block } from '../blocks/block.ts';
import { button } from '../blocks/button.ts';
import { bullets, paragraph, type RichPart, richText } from '../blocks/rich-text.ts';
import { rollbackButtonValue } from '../button-value.ts';
import { actionIds } from '../ids.ts';
import { takenAwayParts } from '../modals/taken-away-parts.ts';
import { proposeRefusal } from '../refusals/propose-refusal.ts';
import { moveButtons } from '../release/move-buttons.ts';
import { runningLines } from '../release/running-lines.ts';
import { type DocumentPart, placeReturnParts } from '../rollback-plan/place-return-part.ts';
import { returnInFlightParts } from '../rollback-plan/return-in-flight-parts.ts';
import { unmetPhrases } from '../rollback-plan/unmet-phrases.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { sentence } from '../text/sentence.ts';
import { strong } from '../text/styled.ts';
import { words } from './words.ts';

/** The plan of a rollback as a document: what goes where and how, what is lost, who may, and how to do it; or why there is none. */
export function rollbackPlanReply(outcome: RollbackPlanOutcome): Words {
  switch (outcome.kind) {
    case 'refused':
      return words([proposeRefusal(outcome.refusal)]);
    case 'not_running':
      return words([
        say`${plain(outcome.version, 60)} runs nowhere here, so there is nothing to take back. What runs now:`,
        ...runningLines(outcome.running).map((line) => say`${line}.`),
      ]);
    case 'planned': {
      const { request, places, unmet } = outcome;
      const heading = say`${strong(`Rollback plan of ${request.project}`)}. Nothing is started.`;
      const opening = { heading, list: [], after: unmetPhrases(unmet) };
      const parts = [opening, ...places.flatMap((place) => placeReturnParts(place, request.project))];
      return written(parts, lost(places), placeButtons(places, request.project));
    }
    case 'in_flight':
      return written(returnInFlightParts(outcome), [], actions(moveButtons(outcome.release, takesBack)));
  }
}

/**
 * A row with a button for each environment where it can be done now; it opens the form of `/rollback` with what the plan says. Slack takes an
 * action only once in a row.
 */
function placeButtons(places: readonly PlaceReturn[], project: string): readonly Block[] {
  return places.flatMap(({ environment, refusal, services, to }) => {
    const names = services.map(({ service }) => service);
    const value = rollbackButtonValue({ project, environment, version: to }, names);
    if (refusal !== null || value === null) return [];
    return actions([button({ actionId: actionIds.rollbackAsPlanned, label: `Roll back ${environment}\u2026`, value })]);
  });
}

/** The moves that take a release in flight back: the buttons of its card. */
function takesBack({ move }: LegalMove): boolean {
  return move === 'roll-back' || move === 'roll-back-now';
}

/** What is taken away, once for each pair of versions. */
function lost(places: readonly PlaceReturn[]): readonly RichPart[] {
  const first = places.filter(
    ({ from, to }, index) => places.findIndex((other) => other.from === from && other.to === to) === index,
  );
  return first.flatMap(({ takenAway, from, to }) =>
    takenAwayParts({ takenAway: takenAway === null ? null : { ...takenAway, migrations: [] }, from, target: to }),
  );
}

/** The parts as one text and as blocks, with what is only in the blocks behind them: the buttons last. */
function written(parts: readonly DocumentPart[], more: readonly RichPart[], buttons: readonly Block[]): Words {
  const shown = parts.map(({ heading, list, after }) =>
    richText(paragraph(heading), ...bullets(list), ...after.map(paragraph)),
  );
  return {
    text: sentence(parts.flatMap(({ heading, list, after }) => [heading, ...list, ...after])),
    blocks: [...shown, ...(more.length === 0 ? [] : [{ type: 'divider' }, richText(...more)]), ...buttons],
  };
}
