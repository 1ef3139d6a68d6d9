import { blueGreen } from './blue-green.ts';
import { blueGreenCanary } from './blue-green-canary.ts';
import { canary } from './canary.ts';
import { immediate } from './immediate.ts';
import { rolling } from './rolling.ts';
import { sequential } from './sequential.ts';
import type { Strategy } from './strategy.ts';

/** Every strategy by name. A new one is a file in this folder and a line here. */
export const strategies: Readonly<Record<string, Strategy>> = {
  sequential,
  immediate,
  rolling,
  canary,
  'blue-green': blueGreen,
  'blue-green-canary': blueGreenCanary,
};
