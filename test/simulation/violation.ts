/** The things that hold in every reachable state, in the order of the design. */
export const invariantNames = [
  'gates-before-production',
  'approvers-count-once-and-may',
  'one-release-per-service',
  'dependency-order-one-by-one',
  'tagged-once-on-the-approved-commit',
  'reaches-an-end',
  'every-service-accounted-for',
  'replay-gives-the-same-state',
  'rolled-back-is-not-shipped-again',
  'monitors-watch-at-gates',
  'shares-grow-behind-analysis',
  'old-side-is-kept',
  'wave-within-its-bound',
  'nothing-destroyed-unseen',
  'verified-before-promoted',
  'open-breaker-starts-nothing',
  'rehearsal-leaves-no-trace',
  'validation-touches-nothing',
  'way-back-overtakes-no-run',
  'ended-run-is-not-released',
  'ends-only-what-is-unwanted',
  'nothing-is-left-running',
] as const;
export type InvariantName = (typeof invariantNames)[number];

/** Found by a named check when something that must always hold does not. */
export type Violation = { readonly invariant: InvariantName; readonly message: string };
