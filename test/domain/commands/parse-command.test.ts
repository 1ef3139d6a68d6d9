import { describe, expect, it } from 'vitest';
import { asked, refusedWith } from './lines.ts';

const plan = (change: object = {}) => ({
  kind: 'propose',
  request: {
    project: 'shop',
    version: { exact: '1.5.0' },
    services: null,
    environments: null,
    strategy: null,
    breakingChangeReason: null,
    ...change,
  },
});

const move = (change: object) => ({
  kind: 'move',
  wish: {
    move: 'hold',
    project: 'shop',
    release: null,
    version: null,
    step: null,
    plan: null,
    reason: null,
    ...change,
  },
});

describe('/release', () => {
  it.each([
    ['/release 1.5.0', plan()],
    ['/release --version 1.5.0', plan()],
    ['/release --version=1.5.0', plan()],
    ['/release "1.5.0"', plan()],
    ['/release   1.5.0  ', plan()],
    ['/release \u00a01.5.0\u2003', plan()],
    ['/release 1.5.0\u200b', plan()],
    ['/release shop 1.5.0', plan()],
    ['/release 1.5.0 shop', plan()],
    ['/release 1.5.0 --project blog', plan({ project: 'blog' })],
    ['/release minor', plan({ version: { bump: 'minor' } })],
    ['/release Minor', plan({ version: { bump: 'minor' } })],
    ['/release --version major', plan({ version: { bump: 'major' } })],
    ['/release 2.0.0-rc.1+build.5', plan({ version: { exact: '2.0.0-rc.1+build.5' } })],
    ['/release hotfix', plan({ version: { bump: 'hotfix' } })],
    ['/release api 1.5.0', plan({ services: ['api'] })],
    ['/release shop 1.5.0 api worker', plan({ services: ['api', 'worker'] })],
    ['/release 1.5.0 --services "api,worker"', plan({ services: ['api', 'worker'] })],
    ['/release 1.5.0 --services api,worker', plan({ services: ['api', 'worker'] })],
    ['/release 1.5.0 --services api, worker', plan({ services: ['api', 'worker'] })],
    ['/release 1.5.0 --services api , worker', plan({ services: ['api', 'worker'] })],
    ['/release 1.5.0 --services "api worker"', plan({ services: ['api', 'worker'] })],
    ['/release 1.5.0 --services "api","worker"', plan({ services: ['api', 'worker'] })],
    ["/release 1.5.0 --services 'api','worker'", plan({ services: ['api', 'worker'] })],
    ['/release 1.5.0 --services api,,worker,api,', plan({ services: ['api', 'worker'] })],
    ['/release 1.5.0 --SERVICES=api', plan({ services: ['api'] })],
    ['/release 1.5.0 \u2014services \u201capi,worker\u201d', plan({ services: ['api', 'worker'] })],
    ['/release 1.5.0 \u2013services \u201eapi,worker\u201c', plan({ services: ['api', 'worker'] })],
    ['/release 1.5.0 -\u2014services=\u00abapi\u00bb', plan({ services: ['api'] })],
    ['/release 1.5.0 --environments staging,production', plan({ environments: ['staging', 'production'] })],
    ['/release 1.5.0 --strategy immediate', plan({ strategy: 'immediate' })],
    [
      '/release 1.5.0 --override-breaking \u201cit\u2019s unused \u2014 really\u201d',
      plan({ breakingChangeReason: 'it\u2019s unused \u2014 really' }),
    ],
    ['/release 1.5.0 --override-breaker "mended"', plan({ breakerReason: 'mended' })],
    ["/release 1.5.0 --override-breaking it's", plan({ breakingChangeReason: "it's" })],
    ["/release 1.5.0 --override-breaking 'it's fine'", plan({ breakingChangeReason: "it's fine" })],
    ['/release 1.5.0 --override-breaking "a &lt;b&gt; &amp; c"', plan({ breakingChangeReason: 'a <b> & c' })],
    ['/release 1.5.0 --override-breaking "--services api"', plan({ breakingChangeReason: '--services api' })],
    [
      '/release 1.5.0 --override-breaking "see <https://tickets.example/7|tickets.example/7>"',
      plan({ breakingChangeReason: 'see tickets.example/7' }),
    ],
  ])('understands %s', (line, ask) => {
    expect(asked(line)).toEqual(ask);
  });

  it.each([
    ['/release', { kind: 'release-form', project: 'shop', services: null }],
    ['/release blog', { kind: 'release-form', project: 'blog', services: null }],
    ['/release api', { kind: 'release-form', project: 'shop', services: ['api'] }],
    ['/release status', { kind: 'status', project: 'shop' }],
    ['/release STATUS blog', { kind: 'status', project: 'blog' }],
    ['/release tally', { kind: 'tally', project: 'shop' }],
    ['/release tally blog', { kind: 'tally', project: 'blog' }],
    ['/release why', { kind: 'why', project: 'shop', release: null, version: null }],
    ['/release why 1.5.0', { kind: 'why', project: 'shop', release: null, version: '1.5.0' }],
    ['/release why rel-4k2m9x7q1z3b', { kind: 'why', project: 'shop', release: 'rel-4k2m9x7q1z3b', version: null }],
    ['/release help', { kind: 'help', project: 'shop' }],
  ])('understands %s', (line, ask) => {
    expect(asked(line)).toEqual(ask);
  });

  it.each([
    ['/release hold --reason "data team is not ready"', move({ reason: 'data team is not ready' })],
    ['/release hold 1.5.0 blog --reason x', move({ project: 'blog', version: '1.5.0', reason: 'x' })],
    ['/release resume', move({ move: 'resume' })],
    ['/release cancel rel-4k2m9x7q1z3b --reason x', move({ move: 'cancel', release: 'rel-4k2m9x7q1z3b', reason: 'x' })],
    ['/release reject 1.5.0 --reason x', move({ move: 'reject', version: '1.5.0', reason: 'x' })],
    ['/release approve 1.5.0', move({ move: 'approve', version: '1.5.0' })],
    ['/release approve --plan 3F9A2C1B', move({ move: 'approve', plan: '3f9a2c1b' })],
    ['/release retry deploy/api', move({ move: 'retry-step', step: 'deploy/api' })],
    [
      '/release retry --step production/deploy/api 1.5.0',
      move({ move: 'retry-step', step: 'production/deploy/api', version: '1.5.0' }),
    ],
    ['/release accept deploy/api --reason x', move({ move: 'accept-step', step: 'deploy/api', reason: 'x' })],
    ['/release happened push-tag --reason x', move({ move: 'step-happened', step: 'push-tag', reason: 'x' })],
    ['/release run-again push-tag', move({ move: 'run-step-again', step: 'push-tag' })],
    ['/release roll-back --reason x', move({ move: 'roll-back', reason: 'x' })],
    ['/release close-breaker 1.5.0 --reason x', move({ move: 'close-breaker', version: '1.5.0', reason: 'x' })],
    ['/release stop-countdown --reason x', move({ move: 'stop-countdown', reason: 'x' })],
    ['/release roll-back-now', move({ move: 'roll-back-now' })],
    ['/release take-commits', move({ move: 'take-new-commits' })],
    ['/release keep-commit', move({ move: 'keep-approved-commit' })],
  ])('understands %s', (line, ask) => {
    expect(asked(line)).toEqual(ask);
  });
});

describe('/rollback', () => {
  const choice = { project: 'shop', environment: null, services: null, version: null };
  it.each([
    ['/rollback', { kind: 'rollback-form', ...choice }],
    ['/rollback api', { kind: 'rollback-form', ...choice, services: ['api'] }],
    ['/rollback api worker', { kind: 'rollback-form', ...choice, services: ['api', 'worker'] }],
    ['/rollback api, worker', { kind: 'rollback-form', ...choice, services: ['api', 'worker'] }],
    ['/rollback production 1.4.1', { kind: 'rollback-form', ...choice, environment: 'production', version: '1.4.1' }],
    [
      '/rollback --services api --to 1.4.1 --environment production --reason "orders are lost"',
      {
        kind: 'rollback',
        request: {
          project: 'shop',
          environment: 'production',
          services: ['api'],
          version: '1.4.1',
          reason: 'orders are lost',
        },
      },
    ],
    ['/rollback shop --reason x', { kind: 'rollback', request: { ...choice, reason: 'x' } }],
  ])('understands %s', (line, ask) => {
    expect(asked(line)).toEqual(ask);
  });
});

describe('the project of a line that names none', () => {
  const form = (project: string) => ({ kind: 'release-form', project, services: null });

  it('is the one whose channel it is typed in', () => {
    expect(asked('/release', { channel: 'C0BLOG' })).toEqual(form('blog'));
    expect(asked('/release', { channel: 'C0BLOG', defaultProject: 'shop' })).toEqual(form('blog'));
  });

  it('is the default one in any other channel', () => {
    expect(asked('/release', { channel: 'C0GENERAL', defaultProject: 'blog' })).toEqual(form('blog'));
    expect(asked('/release', { channel: null, defaultProject: 'blog' })).toEqual(form('blog'));
  });

  it('is the only one there is', () => {
    const [only] = [{ name: 'site', channel: 'C0SITE', services: ['site'], environments: ['production'] }];
    expect(asked('/release', { channel: 'C0GENERAL', projects: [only] })).toEqual(form('site'));
  });

  it('is asked for where nothing tells, and every project is looked at for a question', () => {
    expect(refusedWith('/release 1.5.0', { channel: 'C0GENERAL' })).toMatch(
      /^Which project is meant does not follow from here, so name it: shop or blog\. Nothing was done\. /,
    );
    expect(asked('/release status', { channel: 'C0GENERAL' })).toEqual({ kind: 'status', project: null });
  });
});

describe('where no form can be opened', () => {
  it('asks for the version of a release', () => {
    expect(refusedWith('/release', { canOpenForms: false })).toMatch(/^The version is missing\. /);
  });

  it('asks for the reason of a rollback', () => {
    expect(refusedWith('/rollback api', { canOpenForms: false })).toMatch(/^A reason is needed, /);
  });
});

it('refuses a reason longer than is kept, with its length', () => {
  expect(refusedWith(`/release hold --reason "${'x'.repeat(1_001)}"`)).toBe(
    'The text for --reason has 1001 characters; at most 1,000 are kept. Shorten it. Nothing was done. It is written /release hold [project] [1.5.0] [rel-4k2m9x7q1z3b] --reason "why".',
  );
});
