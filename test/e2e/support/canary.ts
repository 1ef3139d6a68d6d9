import type { Locator } from 'playwright-core';
import type { Desk, PersonName } from './desk.ts';

/** Asks for a release as Aiko, and approves it for production as somebody else. Gives the card. */
export async function begin(desk: Desk, command: string, version: string, approver: PersonName): Promise<Locator> {
  await desk.actAs('Aiko');
  await desk.send(command);
  const card = await desk.card(`Waiting for approval: shop ${version}, production`);
  await desk.actAs(approver);
  await desk.press(card, `Approve ${version} for production`);
  await desk.agree(`Approve ${version}`);
  return card;
}

/** A prepared change that is bad, and the metric that shows it. */
export type BadCanary = {
  readonly change: string;
  readonly service: string;
  readonly version: string;
  readonly by: 'error-rate' | 'latency-p95';
};

/** Releases a bad change as a canary and waits until its metric has stopped it and it is taken back. */
export async function stopCanary(desk: Desk, { change, service, version, by }: BadCanary): Promise<void> {
  await desk.push(change);
  await begin(desk, `/release ${version} --services ${service} --strategy canary`, version, 'Jonas');
  const failed = await desk.card(`Failed, rollback ahead: shop ${version}, production`);
  await failed
    .getByText(new RegExp(`${by} .+limit ${by} > .+: fails`))
    .first()
    .waitFor();
  await failed.getByRole('row', { name: new RegExp(`^${by} fails`) }).waitFor();
  await desk.keep(`32-${change}-stopped`);
  await desk.card(`Rolled back: shop ${version}`);
}
