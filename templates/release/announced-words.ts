import type { Rule } from '#domain/release/event.ts';

/** How what a rule would have done is told: as a heading, what follows in its place, and the rule by name. */
export const announcedWords = {
  analysis: {
    heading: 'Would have stopped',
    meanwhile: 'It only tells, so the release goes on.',
    name: 'the analysis',
  },
  metrics: {
    heading: 'Would have stopped',
    meanwhile: 'It only tells, so the release goes on.',
    name: 'the watch of the metrics',
  },
  health: {
    heading: 'Would have stopped',
    meanwhile: 'It only tells, so the release goes on.',
    name: 'the health checks',
  },
  rollback: {
    heading: 'Would have rolled back',
    meanwhile: 'It only tells, so nothing is taken back by itself.',
    name: 'the automatic rollback',
  },
  breaker: {
    heading: 'The circuit breaker would have opened',
    meanwhile: 'It only tells, so nothing is held.',
    name: 'the circuit breaker',
  },
} as const satisfies Record<Rule, { readonly heading: string; readonly meanwhile: string; readonly name: string }>;
