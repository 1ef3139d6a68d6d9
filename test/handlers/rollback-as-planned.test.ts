import { describe, expect, it } from 'vitest';
import { rollbackButtonValue } from '#templates/button-value.ts';
import { actionIds } from '#templates/ids.ts';
import { modes } from '#test/support/slack-harness.ts';
import { anApp, buttonRow, configuration } from './an-app.ts';
import { openModals } from './receive/harness-fixture.ts';

const { rollbackAsPlanned } = actionIds;
const place = { project: 'shop', environment: 'production', version: '1.4.2' };
const value = 'shop production 1.4.2 api database';

describe.each(modes)('the button of a rollback plan over %s', (mode) => {
  it('opens the form of /rollback with what the plan said, for whoever presses it', async () => {
    const app = await anApp({ mode });
    const at = await app.post([buttonRow(rollbackAsPlanned, value)]);
    await expect(app.click(at, rollbackAsPlanned)).resolves.toEqual({ ok: true });
    const modal = await app.slack.until(() => openModals(app)[0]);
    expect(modal.content).toMatchObject({ callback_id: 'rollback_modal' });
    await app.slack.until(() => app.jobs().length > 0);
    expect(app.jobs()).toEqual([
      {
        name: 'fill-rollback-modal',
        externalId: expect.stringMatching(/^rollback-/),
        ...place,
        services: ['api', 'database'],
        user: 'U0MIRA',
        channel: 'C0RELEASES',
      },
    ]);
  });

  it('that is delivered twice opens one form', async () => {
    const app = await anApp({ mode });
    const at = await app.post([buttonRow(rollbackAsPlanned, value)]);
    await app.click(at, rollbackAsPlanned);
    await app.redeliver('action');
    expect(openModals(app)).toHaveLength(1);
    expect(app.jobs()).toHaveLength(1);
  });
});

it('is made of names that are configured', () => {
  const { shop } = configuration.projects();
  expect(shop?.environments.map(({ name }) => name)).toContain('production');
  expect(Object.keys(shop?.services ?? {})).toEqual(expect.arrayContaining(['api', 'database']));
  expect(rollbackButtonValue(place, ['api', 'database'])).toBe(value);
});

it('is left out where Slack has no room for it, and where the target is no version', () => {
  const many = Array.from({ length: 60 }, (_, index) => `service-${index}-${'n'.repeat(50)}`.slice(0, 63));
  expect(rollbackButtonValue(place, many)).toBeNull();
  expect(rollbackButtonValue({ ...place, version: 'nightly build' }, ['api'])).toBeNull();
});

const stale =
  'This button or form cannot be read; it may come from an older version of Fairlead. Nothing was done. /release status shows what you can do now.';

it.each([
  ['empty words', ' '],
  ['no service', 'shop production 1.4.2'],
  ['a project nobody knows', 'shpo production 1.4.2 api'],
  ['a project by an inherited name', 'constructor production 1.4.2 api'],
  ['an environment that is gone', 'shop qa 1.4.2 api'],
  ['a service that is gone', 'shop production 1.4.2 api web'],
  ['services in another shape', 'shop production 1.4.2 api,database'],
  ['a service by an inherited name', 'shop production 1.4.2 constructor'],
  ['no version', 'shop production latest api'],
  ['a version in the shape of a tag', 'shop production v1.4.2 api'],
  ['a path', 'shop production 1.4.2 ../../etc'],
  ['a line break', 'shop\nproduction\n1.4.2\napi'],
  ['two blanks', 'shop production  1.4.2 api'],
  ['JSON', '{"project":"shop"}'],
  ['a mention', '<!channel> production 1.4.2 api'],
])('answers a button whose value is %s, and opens nothing', async (_what, forged) => {
  const app = await anApp({ mode: 'http' });
  const at = await app.post([buttonRow(rollbackAsPlanned, forged)]);
  await app.click(at, rollbackAsPlanned);
  expect((await app.told()).text).toBe(stale);
  expect(openModals(app)).toEqual([]);
  expect(app.jobs()).toEqual([]);
});
