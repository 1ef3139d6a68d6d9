import { analysedLine } from './lines/analysed-line.ts';
import { announcedLine, judgedLine } from './lines/announced-line.ts';
import { checkedLine } from './lines/checked-line.ts';
import { approvedLine, openedLine, rejectedLine } from './lines/gate-lines.ts';
import { notesEditedLine } from './lines/notes-lines.ts';
import { driftedLine, replannedLine } from './lines/plan-lines.ts';
import { cancelledLine, completedLine, heldLine, resumedLine } from './lines/release-lines.ts';
import { rolledBackLine, scheduledLine, startedLine, stoppedLine } from './lines/rollback-lines.ts';
import { bakeLine, decisionLine, failedLine, unknownLine } from './lines/step-lines.ts';
import { verifiedLine } from './lines/verified-line.ts';
import type { EventLine, Moment } from './moment.ts';

/** The line for an event worth telling, null for the many that are not: a start, a look, a try again, a message posted. */
export function eventLine(moment: Moment): EventLine | null {
  const { body } = moment.event;
  switch (body.type) {
    case 'release.drifted':
      return driftedLine(moment, body);
    case 'release.replanned':
      return replannedLine(moment, body);
    case 'gate.opened':
      return openedLine(moment, body);
    case 'gate.approved':
      return approvedLine(moment, body);
    case 'gate.rejected':
      return rejectedLine(moment, body);
    case 'step.failed':
      return failedLine(moment, body);
    case 'step.unknown':
      return unknownLine(moment, body);
    case 'step.accepted':
    case 'step.repeated':
      return decisionLine(moment, body);
    case 'step.promoted':
    case 'step.extended':
      return bakeLine(moment, body);
    case 'rule.announced':
      return announcedLine(moment, body);
    case 'rule.judged':
      return judgedLine(moment, body);
    case 'release.held':
      return heldLine(moment, body);
    case 'release.resumed':
      return resumedLine(moment, body);
    case 'release.cancelled':
      return cancelledLine(moment, body);
    case 'release.completed':
      return completedLine(moment);
    case 'rollback.scheduled':
      return scheduledLine(moment, body);
    case 'rollback.stopped':
      return stoppedLine(moment, body);
    case 'rollback.started':
      return startedLine(moment, body);
    case 'release.rolled-back':
      return rolledBackLine(moment);
    case 'notes.edited':
      return notesEditedLine(moment, body);
    case 'step.succeeded':
      return verifiedLine(moment, body) ?? analysedLine(moment, body) ?? checkedLine(moment, body);
    default:
      return null;
  }
}
