import type { MoveKind } from './move.ts';

/** Moves that say what a person thinks of a rule that only announces. They change nothing else. */
export const opinions: readonly MoveKind[] = ['agree', 'disagree'];
