/** A change that waits for a person to push it. `overlay` is a folder in `changes/` whose files are written over the shop's. */
export type PreparedChange = {
  readonly id: string;
  /** What the page calls it. */
  readonly title: string;
  /** What will happen to a release that contains it. */
  readonly description: string;
  readonly author: string;
  readonly subject: string;
  readonly body: string;
  readonly isBad: boolean;
};

/** The changes of the page, in its order. `revert` is written by git, from the bad changes that main holds. */
export const preparedChanges = [
  {
    id: 'healthy-fix',
    title: 'Fix the empty search',
    description: 'A small fix without a fault. A release of it succeeds.',
    author: 'aiko',
    subject: 'fix(api): find nothing when the search is empty',
    body: 'An empty search listed the whole catalogue.',
    isBad: false,
  },
  {
    id: 'quick-fix',
    title: 'Count only products in the cart',
    description: 'Another small fix without a fault, for a release that cannot wait.',
    author: 'jonas',
    subject: 'fix(frontend): count only products in the cart',
    body: 'A broken link put nothing into the cart and counted it.',
    isBad: false,
  },
  {
    id: 'fails-health',
    title: 'Reserve stock (fails its health check)',
    description: 'The api answers 503 to its health check everywhere. A release of it is stopped in staging.',
    author: 'sam',
    subject: 'feat(api): reserve stock while a customer pays',
    body: 'Reservations are read from the stock database.',
    isBad: true,
  },
  {
    id: 'fails-in-production',
    title: 'Pay by card (fails in production)',
    description:
      'Works in staging. In production the health check of the api answers 503, since a key is not set there.',
    author: 'aiko',
    subject: 'feat(api): take payments by card',
    body: 'The terminal needs CARD_TERMINAL_KEY.',
    isBad: true,
  },
  {
    id: 'slow-errors',
    title: 'Recommend products (slow, errors under traffic)',
    description:
      'Fine with the few requests of staging. Under the traffic of production the frontend is slow and throws errors.',
    author: 'sam',
    subject: 'feat(frontend): recommend products that go well together',
    body: 'The recommender is asked for each page.',
    isBad: true,
  },
  {
    id: 'errors-above-share',
    title: 'Show exchange rates (errors above 20 % of the traffic)',
    description:
      'Fine with a fifth of the customers. With more of them the rates run out, and one page in six of the frontend fails; its health check does not see it. A canary is stopped at 50 %.',
    author: 'sam',
    subject: 'feat(frontend): show prices in other currencies',
    body: 'The rates are asked for each page. The contract allows three a second.',
    isBad: true,
  },
  {
    id: 'leaks',
    title: 'Remember who looked at what (leaks, slower and slower)',
    description:
      'The api keeps every visit in production and looks through all of them for each answer. It stays healthy and gets slower by the minute. A canary is stopped by its latency.',
    author: 'aiko',
    subject: 'feat(api): remember which products were looked at',
    body: 'Visits are kept in memory until the recommender reads them.',
    isBad: true,
  },
  {
    id: 'migrates',
    title: 'Write gift notes (a migration that can be undone)',
    description:
      'Adds a table and a column before the services are replaced, after a backup. A rollback takes both away again.',
    author: 'sam',
    subject: 'feat(api): write a note for a gift',
    body: 'The migration adds the table gift_notes. The version before does not look at it.',
    isBad: false,
  },
  {
    id: 'drops-column',
    title: 'Take every job for a receipt (a migration that cannot be undone)',
    description:
      'Takes a column away behind the services. It wants an approval of its own, by Priya or Jonas, and closes the way back.',
    author: 'aiko',
    subject: 'feat(api): take every job for a receipt',
    body: 'The column jobs.kind goes. The version before reads it.',
    isBad: false,
  },
  {
    id: 'breaking',
    title: 'Export as JSON (a breaking change)',
    description: 'Works, but breaks whoever reads the CSV. A minor release of it is refused; a major one succeeds.',
    author: 'jonas',
    subject: 'feat(api)!: export the products as JSON',
    body: 'BREAKING CHANGE: GET /export answers JSON. Who needs CSV has to convert it.',
    isBad: false,
  },
  {
    id: 'revert',
    title: 'Revert what is bad',
    description: 'Takes every bad change out of main again, so that the next release succeeds.',
    author: 'priya',
    subject: 'revert',
    body: '',
    isBad: false,
  },
] as const satisfies readonly PreparedChange[];

export type ChangeId = (typeof preparedChanges)[number]['id'];

/** Says whether a text that came from the page names a prepared change. */
export function isChangeId(id: string): id is ChangeId {
  return preparedChanges.some((change) => change.id === id);
}
