import { beforeEach, describe, expect, it } from 'vitest';
import type { ReleaseModalData, RollbackModalData } from '#domain/modal-data.ts';
import { inputIds } from '#templates/ids.ts';
import { modalMetadata } from '#templates/modals/modal-metadata.ts';
import { releaseModal } from '#templates/modals/release-modal.ts';
import { rollbackModal } from '#templates/modals/rollback-modal.ts';
import { modes } from '#test/support/slack-harness.ts';
import { anApp, type RunningApp } from './an-app.ts';
import { openModals } from './receive/harness-fixture.ts';

const releaseData: ReleaseModalData = {
  project: 'shop',
  projects: ['shop', 'blog'],
  units: [],
  unit: null,
  current: '1.4.2',
  suggested: '1.5.0',
  bump: 'minor',
  because: [],
  commits: [],
  services: ['database', 'api'],
  environments: ['staging', 'production'],
  strategies: [{ name: 'immediate', summary: 'All in a row' }],
};

const rollbackData: RollbackModalData = {
  project: 'shop',
  environments: ['staging', 'production'],
  environment: 'production',
  services: [
    { name: 'database', version: '1.4.2' },
    { name: 'api', version: '1.4.2' },
  ],
  chosen: ['database', 'api'],
  targets: ['1.4.1'],
  target: '1.4.1',
  from: '1.4.2',
  takenAway: null,
  inFlight: null,
};

const text = (value: string, action: string = inputIds.value) => ({ [action]: { type: 'plain_text_input', value } });
/** An input that belongs to the project of the form, so that another project's does not inherit what was typed. */
const ofShop = `${inputIds.value}_shop`;
const options = (...values: string[]) => values.map((value) => ({ value, text: { type: 'plain_text', text: value } }));
const checks = (action: string, ...values: string[]) => ({
  [action]: { type: 'checkboxes', selected_options: options(...values) },
});
const select = (action: string, value: string) => ({
  [action]: { type: 'static_select', selected_option: options(value)[0] },
});

const releaseState = (change: object = {}) => ({
  project: select('release_project', 'shop'),
  version: text('1.5.0', ofShop),
  services: checks(ofShop, 'api'),
  environments: checks(ofShop, 'staging', 'production'),
  ...change,
});

const rollbackState = (change: object = {}) => ({
  environment: select('rollback_scope', 'production'),
  services: checks('rollback_scope', 'api'),
  target: select('rollback_scope', '1.4.1'),
  reason: text('orders are lost'),
  ...change,
});

let app: RunningApp;

/** Opens a form by its command, and fills it as the worker would. */
async function filled(command: string, view: (at: { externalId: string; channel: string }) => object): Promise<string> {
  await app.command('', { command });
  const modal = await app.slack.until(() => openModals(app)[0]);
  const externalId = String(modal.content.external_id);
  await app.messenger.updateView({ externalId }, { ...view({ externalId, channel: 'C0RELEASES' }) });
  return modal.id;
}

const submit = (viewId: string, state: object) =>
  app.slack.act({ type: 'view_submit', as: 'U0MIRA', viewId, state: state as never });

const asked = () => app.jobs().filter(({ name }) => !name.startsWith('fill-'));

describe.each(modes)('the release form over %s', (mode) => {
  beforeEach(async () => {
    app = await anApp({ mode });
  });
  const open = () => filled('/release', (at) => releaseModal(releaseData, at));

  it('is the command with every argument given', async () => {
    await expect(submit(await open(), releaseState())).resolves.toEqual({ ok: true });
    expect(asked()).toEqual([
      {
        name: 'propose',
        id: expect.stringMatching(/^rel-[a-z0-9]{12}$/),
        request: {
          project: 'shop',
          version: { exact: '1.5.0' },
          services: ['api'],
          environments: ['staging', 'production'],
          strategy: null,
          breakingChangeReason: null,
        },
        actor: { kind: 'slack', user: 'U0MIRA' },
        channel: 'C0RELEASES',
        replyTo: { kind: 'channel', channel: 'C0RELEASES', user: 'U0MIRA' },
      },
    ]);
    expect((await app.told()).text).toBe('Working out release 1.5.0 of shop: api, staging then production.');
    expect(openModals(app)).toEqual([]);
  });

  it('shows every fault beside its field, and keeps what was typed', async () => {
    const viewId = await open();
    const state = releaseState({
      version: text('v1.5', ofShop),
      [inputIds.breakingReason]: text('x'),
      project: select('release_project', 'blog'),
    });
    await expect(submit(viewId, state)).resolves.toEqual({
      ok: true,
      data: {
        errors: {
          project: 'There is no project blog. The only project is shop.',
          version:
            'v1.5 is not a SemVer 2.0.0 version: it starts with the number, and the prefix belongs to the tag. Did you mean 1.5.0?',
        },
      },
    });
    expect(asked()).toEqual([]);
    expect(openModals(app)).toHaveLength(1);
  });

  it('that is delivered twice is one release', async () => {
    await submit(await open(), releaseState());
    await app.redeliver('view');
    expect(asked()).toHaveLength(1);
  });

  it('is filled again for another project', async () => {
    const viewId = await open();
    await app.slack.act({
      type: 'block_action',
      as: 'U0MIRA',
      container: { type: 'view', viewId },
      block_id: 'project',
      action_id: 'release_project',
      action: { selected_option: options('shop')[0] },
      state: releaseState() as never,
    });
    expect(app.jobs().filter(({ name }) => name === 'fill-release-modal')).toHaveLength(2);
    expect(app.jobs().at(-1)).toMatchObject({ project: 'shop', channel: 'C0RELEASES', user: 'U0MIRA' });
  });

  it('is filled again for another service with a version of its own', async () => {
    const units = ['database', 'api'].map((name) => ({ name, service: name }));
    const viewId = await filled('/release', (at) => releaseModal({ ...releaseData, units, unit: 'database' }, at));
    await app.slack.act({
      type: 'block_action',
      as: 'U0MIRA',
      container: { type: 'view', viewId },
      block_id: 'unit',
      action_id: 'release_project',
      action: { selected_option: options('api')[0] },
      state: { ...releaseState(), unit: select('release_project', 'api') } as never,
    });
    expect(app.jobs().at(-1)).toMatchObject({ name: 'fill-release-modal', project: 'shop', services: ['api'] });
  });

  it('of an older version is answered over the form', async () => {
    const viewId = await filled('/release', (at) => ({ ...releaseModal(releaseData, at), private_metadata: 'v0' }));
    await submit(viewId, releaseState());
    expect(openModals(app)).toHaveLength(2);
    expect(JSON.stringify(openModals(app).at(-1)?.content)).toContain('This button or form cannot be read');
    expect(asked()).toEqual([]);
  });

  it('of a project that is gone is answered over the form', async () => {
    const gone = { ...releaseData, project: 'gone', projects: ['gone'] };
    const viewId = await filled('/release', (at) => ({
      ...releaseModal(gone, at),
      private_metadata: modalMetadata({ project: 'gone', channel: 'C0RELEASES' }),
    }));
    const { project: _, ...state } = releaseState();
    await submit(viewId, state);
    expect(JSON.stringify(openModals(app).at(-1)?.content)).toContain('There is no project gone.');
    expect(asked()).toEqual([]);
  });
});

describe.each(modes)('the rollback form over %s', (mode) => {
  beforeEach(async () => {
    app = await anApp({ mode });
  });
  const open = () => filled('/rollback', (at) => rollbackModal(rollbackData, at));

  it('is the command with every argument given', async () => {
    await expect(submit(await open(), rollbackState())).resolves.toEqual({ ok: true });
    expect(asked()).toMatchObject([
      {
        name: 'request-rollback',
        request: {
          project: 'shop',
          environment: 'production',
          services: ['api'],
          version: '1.4.1',
          reason: 'orders are lost',
        },
      },
    ]);
    expect((await app.told()).text).toBe(
      'Working out the rollback of shop in production to 1.4.1: api. Because: orders are lost',
    );
  });

  it('asks beside the field for a reason of spaces', async () => {
    await expect(submit(await open(), rollbackState({ reason: text('  ') }))).resolves.toMatchObject({
      data: { errors: { reason: 'A reason is needed, which everybody then reads: --reason "why".' } },
    });
  });

  it('is drawn again for what was chosen, with the target only while the scope stays', async () => {
    const viewId = await open();
    const choose = (block_id: string, action: object) =>
      app.slack.act({
        type: 'block_action',
        as: 'U0MIRA',
        container: { type: 'view', viewId },
        block_id,
        action_id: 'rollback_scope',
        action: action as never,
        state: rollbackState() as never,
      });
    await choose('services', { selected_options: options('api') });
    await choose('target', { selected_option: options('1.4.1')[0] });
    expect(app.jobs().slice(1)).toMatchObject([
      { name: 'fill-rollback-modal', environment: 'production', services: ['api'], version: null },
      { name: 'fill-rollback-modal', environment: 'production', services: ['api'], version: '1.4.1' },
    ]);
  });
});
