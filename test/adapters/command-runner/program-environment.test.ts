import { expect, it } from 'vitest';
import { programEnvironment } from '#adapters/command-runner/program-environment.ts';

const environment = {
  PATH: '/bin',
  SHOP_TOKEN: '1',
  SHOP_URL: '2',
  SLACK_BOT_TOKEN: '3',
  REDIS_URL: '4',
  GITHUB_TOKEN: '5',
  OTHER: '6',
  MISSING: undefined,
};

it.each([
  [[], ['PATH']],
  [['SHOP_*'], ['PATH', 'SHOP_TOKEN', 'SHOP_URL']],
  [
    ['SHOP_URL', 'OTHER', 'MISSING'],
    ['PATH', 'SHOP_URL', 'OTHER'],
  ],
  [['*'], ['PATH', 'SHOP_TOKEN', 'SHOP_URL', 'OTHER']],
  [['SLACK_*', 'REDIS_*', 'GITHUB_*'], ['PATH']],
  [['GITHUB_TOKEN'], ['PATH', 'GITHUB_TOKEN']],
])('passes on by %j the variables %j', (passEnv, names) => {
  expect(Object.keys(programEnvironment(environment, passEnv))).toEqual(names);
});
