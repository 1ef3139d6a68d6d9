import { oneByOne } from './sequential.ts';
import type { Strategy } from './strategy.ts';

/** For hotfixes: dependency order and verification as always, but no pause between services. */
export const immediate: Strategy = {
  name: 'immediate',
  summary: 'one service after the other without a pause, each verified',
  compile: (target) => oneByOne(target, 0),
};
