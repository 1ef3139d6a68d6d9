import { expect, it } from 'vitest';
import { createDeployers } from '#adapters/deployers.ts';

const never = () => Promise.reject(new Error('Nothing is run here.'));
const deployers = createDeployers({
  runner: { machine: 'here', start: never, status: never, stop: never },
  ask: never,
  folder: '/',
  environment: {},
  scratch: { get: never, set: never, claim: never, delete: never },
});

it('gives one deployer for equal configurations and another for others', () => {
  const http = { kind: 'http', url: 'https://deploy.example', timeout: 1_000 } as const;
  const same = { timeout: 1_000, url: 'https://deploy.example', kind: 'http' } as const;
  expect(deployers.of(same)).toBe(deployers.of(http));
  expect(deployers.of({ ...http, timeout: 2_000 })).not.toBe(deployers.of(http));
});

it('gives the deployer of the kind', async () => {
  const command = deployers.of({ kind: 'command', deploy: ['deploy'], remove: ['remove'], timeout: 1_000 });
  expect(await command.capabilities()).toEqual({ observe: false, remove: true });
});
