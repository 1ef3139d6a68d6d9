import type { Desk } from './desk.ts';

type Count = {
  readonly environment: string;
  readonly service: string;
  readonly requests: number;
  readonly errors: number;
};

/** What the traffic generator of the shop has counted in production so far, over all services. */
export async function productionTraffic({
  page,
}: Desk): Promise<{ readonly requests: number; readonly errors: number }> {
  const shop = await page.getByTestId('shop').getByRole('link', { name: 'Open it' }).getAttribute('href');
  const counts = (await (await fetch(new URL('/control/traffic', shop ?? ''))).json()) as readonly Count[];
  const production = counts.filter(({ environment }) => environment === 'production');
  const sum = (of: 'requests' | 'errors') => production.reduce((all, count) => all + count[of], 0);
  return { requests: sum('requests'), errors: sum('errors') };
}
