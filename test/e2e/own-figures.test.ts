import { describe, expect, it } from 'vitest';
import { stopCanary } from './support/canary.ts';
import { partLimit, testWorld } from './support/test-world.ts';

const world = testWorld(['--fast', '--countdown', '2s', '--no-prometheus']);

describe('canaries judged by the figures of the shop itself', { timeout: partLimit }, () => {
  it('says so at the start', () => {
    expect(world.lines()).toContain("The shop's own figures are judged, through an HTTP monitor.");
  });

  it('stops one that errs above a fifth of the traffic', async () => {
    const desk = world.desk();
    await stopCanary(desk, { change: 'errors-above-share', service: 'frontend', version: '1.5.0', by: 'error-rate' });
    await desk.runs('production', { frontend: '1.4.2' });
  });

  it('stops one that gets slower and slower', async () => {
    const desk = world.desk();
    await stopCanary(desk, { change: 'leaks', service: 'api', version: '1.6.0', by: 'latency-p95' });
    await desk.runs('production', { api: '1.4.2' });
  });
});
