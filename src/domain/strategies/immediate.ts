import { atOnce } from './sequential.ts';
import type { Strategy } from './strategy.ts';

/** For hotfixes: dependency order and verification as always, but no pause between services. */
export const immediate: Strategy = {
  name: 'immediate',
  summary: 'one service after the other without a pause, each verified',
  requires: [],
  pauses: false,
  rollOut: atOnce,
};
