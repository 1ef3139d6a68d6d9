import { randomUUID } from 'node:crypto';
import type { App } from '@slack/bolt';
import { findReleaseError, type ReportError } from '../report-error.ts';
import type { Mouth } from './answer-privately.ts';
import { answerUnknown } from './answer-unknown.ts';
import type { Log } from './log.ts';
import { type Deliver, type Payload, PayloadHead, payloadKind } from './payload.ts';

/**
 * Hands payloads to Bolt's listeners and sees to their acknowledgement, the same for both doors. Bolt acknowledges events before its
 * listeners run, so an event would be lost with the process; here an event is acknowledged after its listeners have ended, and left with
 * Slack when one failed for a transient reason. Everything else is acknowledged by its listener; what none acknowledged is unknown.
 */
export function createDeliver(ports: {
  app: Pick<App, 'processEvent'>;
  mouth: Mouth;
  reportError: ReportError;
  log: Log;
}): Deliver {
  const { app, mouth, reportError, log } = ports;
  return async (payload) => {
    const head = PayloadHead.parse(payload.body);
    const isEvent = payloadKind(head) === 'event';
    const slot = createAckSlot(payload, log);
    try {
      await app.processEvent(receiverEvent(payload, isEvent ? noAck : slot.ack));
      if (isEvent) return await slot.ack();
      if (slot.isOpen()) await answerUnknown(head, `unknown-${randomUUID()}`, slot.ack, mouth);
    } catch (error) {
      if (isEvent && findReleaseError(error)?.fault === 'transient') {
        log.warn({ err: error, event: head.event?.type }, 'an event could not be taken and is left with Slack');
        return payload.decline();
      }
      await reportError({ error, head, ack: slot.isOpen() ? slot.ack : null });
      if (slot.isOpen()) await slot.ack();
    }
  };
}

async function noAck(): Promise<void> {}

function createAckSlot(payload: Payload, log: Log) {
  let isOpen = true;
  return {
    isOpen: () => isOpen,
    ack: async (answer?: unknown): Promise<void> => {
      if (!isOpen) return log.warn('a listener acknowledged twice; the second one was dropped');
      isOpen = false;
      await payload.accept(answer);
    },
  };
}

function receiverEvent({ body, retryNum, retryReason }: Payload, ack: (answer?: unknown) => Promise<void>) {
  return {
    body: { ...body },
    ack,
    ...(retryNum === undefined ? {} : { retryNum }),
    ...(retryReason === undefined ? {} : { retryReason }),
  };
}
