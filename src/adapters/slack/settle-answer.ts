import type { z } from 'zod';
import type { SlackAnswer } from './slack-caller.ts';
import { type Subject, slackAway, slackRefused } from './slack-errors.ts';

/** The parsed answer of a call, or the fitting ReleaseError: SLACK_FAILED when refused, SLACK_UNAVAILABLE for everything else. */
export function settleAnswer<T>(subject: Subject, answer: SlackAnswer, shape: z.ZodType<T>): T {
  if (answer.kind === 'refused') throw slackRefused(subject, answer);
  if (answer.kind === 'not_done') {
    throw slackAway(`Slack cannot be reached or limits ${subject.method}, so nothing was done`, answer);
  }
  if (answer.kind === 'unknown') {
    throw slackAway(`Slack did not say whether ${subject.method} was done`, { cause: answer.cause });
  }
  const parsed = shape.safeParse(answer.data);
  if (!parsed.success) {
    throw slackAway(`Slack's answer to ${subject.method} could not be read`, { cause: parsed.error });
  }
  return parsed.data;
}
