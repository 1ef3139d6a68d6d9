import type { GuideStep } from './slack/client-api.ts';
import type { Guide, GuideEvent } from './slack/slack-options.ts';

type Lesson = Omit<GuideStep, 'done'> & {
  /** What has to be seen before the end counts. */
  readonly begins?: (event: GuideEvent) => boolean;
  readonly isDone: (event: GuideEvent) => boolean;
};

const said = (event: GuideEvent, pattern: RegExp): boolean =>
  event.type === 'change' && event.change.type === 'message' && pattern.test(event.change.message.text);

const drawn = (event: GuideEvent, pattern: RegExp): boolean =>
  event.type === 'change' &&
  event.change.type === 'message' &&
  pattern.test(JSON.stringify(event.change.message.blocks ?? []));

/** A line typed by the person, whatever became of it. */
const typed = (event: GuideEvent, pattern: RegExp): boolean =>
  event.type === 'act' && event.act.type === 'command' && pattern.test(event.act.text);

/** Production's database as the panel shows it. */
const database = (
  event: GuideEvent,
  holds: (tables: Readonly<Record<string, readonly string[]>>) => boolean,
): boolean => {
  if (event.type !== 'change' || event.change.type !== 'shop') return false;
  const production = event.change.shop.databases?.find(({ environment }) => environment === 'production');
  return production !== undefined && holds(Object.fromEntries(production.tables.map((one) => [one.name, one.columns])));
};

const isReleased = (event: GuideEvent): boolean => said(event, /^Released: /);

const lessons: readonly Lesson[] = [
  {
    id: 'release',
    title: 'Release the shop',
    detail:
      'You are Aiko, an engineer. In #releases, ask for version 1.5.0. Fairlead reads the repository and shows the plan with its rollback.',
    type: '/release 1.5.0',
    // What a rehearsal or a validation tells in its thread begins alike.
    isDone: (event) => said(event, /^(?!Rehearsed|Ready|Not ready)[A-Z][a-z ]+: shop \d/),
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
      'The database gets a backup and its new table. Each service of production is replaced, checked and watched, one after the other (sequential). Then the tag is pushed and the notes appear in the thread.',
    isDone: isReleased,
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
  {
    id: 'rolling',
    title: 'Roll through the instances',
    detail:
      'Push "Revert what is bad" and the fix of the empty search, and release in batches: a part of the instances of each service first, verified, then all of them. As 1.7.0, since 1.6.0 was in production with other contents.',
    type: '/release 1.7.0 --strategy rolling',
    begins: (event) => typed(event, /strategy rolling/),
    isDone: isReleased,
  },
  {
    id: 'immediate',
    title: 'Bring out a fix without a pause',
    detail:
      'Push the fix of the cart. For a hotfix the pauses between services are left out; checks and approval stay.',
    type: '/release patch --services frontend --strategy immediate',
    begins: (event) => typed(event, /strategy immediate/),
    isDone: isReleased,
  },
  {
    id: 'rehearse',
    title: 'Rehearse a release with a migration',
    detail:
      'Push the gift notes, and let Fairlead go to staging and back: the database is migrated and taken back with the services, and the way back is measured.',
    type: '/release rehearse minor --services api',
    isDone: (event) => said(event, /^Complete: rehearsal of /),
  },
  {
    id: 'blue-green',
    title: 'Switch from one side to the other',
    detail:
      'Now for everybody. The database is backed up and migrated first; then the idle side is verified without customers, gets all of them at once, and the old side is kept for a while.',
    type: '/release minor --services api --strategy blue-green',
    begins: (event) => typed(event, /strategy blue-green/),
    isDone: isReleased,
  },
  {
    id: 'rollback-plan',
    title: 'Read the way back before you need it',
    detail:
      'The plan of a rollback from what runs now, as a document: what goes where, what is lost, who may. Nothing is started.',
    type: '/rollback-plan shop',
    isDone: (event) => said(event, /^Rollback plan of /),
  },
  {
    id: 'migrate-back',
    title: 'Take a migration back',
    detail:
      'As Priya, roll production back to the version before the gift notes. The form says what happens to the data; once the services are back the table is gone.',
    type: '/rollback',
    begins: (event) => database(event, (tables) => tables.gift_notes !== undefined),
    isDone: (event) => database(event, (tables) => tables.gift_notes === undefined),
  },
  {
    id: 'destructive',
    title: 'Give up the way back',
    detail:
      'Push the change that takes a column away and release it. Behind the services of each environment Priya or Jonas is asked about the migration by name. After it a rollback is refused, with what can be done instead.',
    type: '/release minor',
    begins: (event) => database(event, ({ jobs }) => jobs !== undefined && !jobs.includes('kind')),
    isDone: isReleased,
  },
  {
    id: 'validate',
    title: 'Ask whether a version is ready',
    detail: 'The checks of the shop, and what is known of how a version did, as one verdict. Nothing is deployed.',
    type: '/release-validation 1.5.0',
    isDone: (event) => said(event, /^(?!In progress|Pausing|Waiting)[A-Z][\w ]+: validation of /),
  },
  {
    id: 'automate',
    title: 'Make a release of named parts',
    detail:
      'Push the breaking change. The parts that are named make the release, here one that is tagged and not deployed.',
    type: '/release-automate --version 2.0.0 --steps "bump,changelog,test,tag"',
    begins: (event) => typed(event, /--steps/),
    isDone: isReleased,
  },
];

/** The guided path of the start page: what to type and click, ticked off as it is seen to happen. */
export function createGuide(): Guide {
  const done = new Set<string>();
  const begun = new Set(lessons.filter(({ begins }) => begins === undefined).map(({ id }) => id));
  return {
    steps: () =>
      lessons.map(({ id, title, detail, type }) => ({
        id,
        title,
        detail,
        ...(type === undefined ? {} : { type }),
        done: done.has(id),
      })),
    observe(event) {
      for (const { id, begins, isDone } of lessons) {
        if (begins?.(event) === true) begun.add(id);
        if (begun.has(id) && isDone(event)) done.add(id);
      }
    },
  };
}
