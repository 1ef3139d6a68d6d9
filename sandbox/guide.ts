import type { GuideStep } from './slack/client-api.ts';
import type { Guide, GuideEvent } from './slack/slack-options.ts';

type Lesson = Omit<GuideStep, 'done'> & { readonly isDone: (event: GuideEvent) => boolean };

const said = (event: GuideEvent, pattern: RegExp): boolean =>
  event.type === 'change' && event.change.type === 'message' && pattern.test(event.change.message.text);

const drawn = (event: GuideEvent, pattern: RegExp): boolean =>
  event.type === 'change' &&
  event.change.type === 'message' &&
  pattern.test(JSON.stringify(event.change.message.blocks ?? []));

const lessons: readonly Lesson[] = [
  {
    id: 'release',
    title: 'Release the shop',
    detail:
      'You are Aiko, an engineer. In #releases, ask for version 1.5.0. Fairlead reads the repository and shows the plan with its rollback.',
    type: '/release 1.5.0',
    isDone: (event) => said(event, /^[A-Z][a-z ]+: shop \d/),
  },
  {
    id: 'approve',
    title: 'Approve it as somebody else',
    detail:
      'Staging runs first. When the card asks for approval, act as Jonas (left) and press Approve. Aiko may not approve her own release, and Mira wrote a commit in it.',
    isDone: (event) => said(event, /^<@\w+> approved .+ for production\b/),
  },
  {
    id: 'released',
    title: 'Watch it go out',
    detail:
      'Each service of production is replaced, checked and watched, one after the other. Then the tag is pushed and the notes appear in the thread.',
    isDone: (event) => said(event, /^Released: /),
  },
  {
    id: 'break',
    title: 'Push a change that fails',
    detail: 'In the shop panel, push the change that fails in production, and release it as the next minor version.',
    type: '/release minor',
    isDone: (event) =>
      event.type === 'act' && event.act.type === 'push_change' && event.act.change !== 'healthy-fix' && event.answer.ok,
  },
  {
    id: 'rolled-back',
    title: 'See it rolled back',
    detail:
      'Approve it. Its health check fails in production; a countdown starts, which you may stop or shorten. Then every service is taken back.',
    isDone: (event) => said(event, /^Rolled back: /),
  },
  {
    id: 'rollback',
    title: 'Roll back by hand',
    detail:
      'As Priya, the incident commander, take production back to an earlier version. The form shows what will be taken away.',
    type: '/rollback',
    isDone: (event) => said(event, /^Complete: rollback of /),
  },
  {
    id: 'canary',
    title: 'Let a canary be judged',
    detail:
      'Push the change that errs above 20 % of the traffic and release the frontend as a canary. Some customers get it, the card shows what they meet with, and with half of them it is stopped and taken back.',
    type: '/release minor --services frontend --strategy canary',
    isDone: (event) => drawn(event, /in production, stage \d+ of \d+, looked at until/),
  },
];

/** The guided path of the start page: what to type and click, ticked off as it is seen to happen. */
export function createGuide(): Guide {
  const done = new Set<string>();
  return {
    steps: () => lessons.map(({ isDone: _, ...lesson }) => ({ ...lesson, done: done.has(lesson.id) })),
    observe(event) {
      for (const lesson of lessons) if (lesson.isDone(event)) done.add(lesson.id);
    },
  };
}
