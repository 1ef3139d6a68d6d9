import { expect, it } from 'vitest';
import { checkMonitor } from '#operations/doctor/check-monitor.ts';
import type { Monitor } from '#ports/monitor.ts';
import { planned } from '../../support/planned.ts';

const aMonitor = (answer: Awaited<ReturnType<Monitor['check']>>) => () =>
  planned<Monitor>('monitor', { check: async () => answer });

it('passes a monitor that answers', async () => {
  const check = checkMonitor(aMonitor({ ok: true }), 'shop/metrics');
  expect(check.name).toBe('monitor shop/metrics');
  expect(await check.run()).toMatchObject({ status: 'ok' });
});

it('fails one that does not, with its reason and what to do', async () => {
  const check = checkMonitor(aMonitor({ ok: false, why: 'DD_API_KEY is not set.' }), 'shop/metrics');
  expect(await check.run()).toMatchObject({
    status: 'failed',
    says: 'DD_API_KEY is not set.',
    next: expect.stringContaining('docs/monitors.md'),
  });
});
