import type { Clock } from '#ports/clock.ts';
import type { ReportError } from '../report-error.ts';
import { answerRequest } from './answer-request.ts';
import type { Ear } from './ear.ts';
import { createHttpDoor } from './http-door.ts';
import type { Log } from './log.ts';
import type { Deliver } from './payload.ts';
import type { ReplayGuard } from './replay-guard.ts';

export type HttpEarOptions = {
  readonly port: number;
  readonly host?: string;
  readonly signingSecret: string;
  readonly replays: ReplayGuard;
  readonly reportError: ReportError;
  readonly clock: Clock;
  readonly log: Log;
};

/** Where Slack sends everything: commands, interactivity, options and events. */
const eventsPath = '/slack/events';

/** Slack's signed HTTP requests, on `POST /slack/events`. */
export function createHttpEar(options: HttpEarOptions): Ear {
  let deliver: Deliver | null = null;
  const door = createHttpDoor({
    ...options,
    portVariable: 'PORT',
    answer: (path) => {
      if (path !== eventsPath || deliver === null) return null;
      const ports = { ...options, deliver };
      return (request, response) => answerRequest(request, response, ports);
    },
  });
  return {
    ...door,
    async open(takePayload) {
      deliver = takePayload;
      await door.open();
    },
  };
}
