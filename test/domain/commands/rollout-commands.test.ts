import { describe, expect, it } from 'vitest';
import { releaseAutomateCommand } from '#domain/commands/release-automate-command.ts';
import { commandModal } from '#templates/modals/command-modal.ts';
import { checkView } from '../../support/check-blocks.ts';
import { aContext, asked, parsed, refusedWith } from './lines.ts';

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

/** Why a line is refused where no form can be opened. */
function codeOf(line: string): string | null {
  const result = parsed(line, { canOpenForms: false });
  return result.kind === 'refused' ? result.refusal.code : null;
}

const hour = 3_600_000;

describe('/deployment-coordination', () => {
  it.each([
    ['/deployment-coordination --release v1.5.0', plan()],
    ['/deployment-coordination v1.5.0 --delay 5m', plan({ settings: { waitBetween: 300_000 } })],
    [
      '/deployment-coordination --release v1.5.0 --services "api,worker" --strategy sequential --delay 5m --health-check-required true',
      plan({
        services: ['api', 'worker'],
        strategy: 'sequential',
        settings: { waitBetween: 300_000, healthCheckRequired: true },
      }),
    ],
    ['/deployment-coordination v1.5.0 --health-check-required false', plan()],
    ['/deployment-coordination v1.5.0 --batch-size 2', plan({ strategy: 'rolling', settings: { batchSize: 2 } })],
  ])('%s', (line, ask) => {
    expect(asked(line)).toEqual(ask);
  });

  it.each([
    ['/deployment-coordination v1.5.0 --delay soon', 'duration_malformed'],
    ['/deployment-coordination v1.5.0 --delay 40d', 'duration_malformed'],
    ['/deployment-coordination v1.5.0 --batch-size 0', 'count_malformed'],
    ['/deployment-coordination v1.5.0 --batch-size 25%', 'count_malformed'],
    ['/deployment-coordination v1.5.0 --batch-size 2 --strategy sequential', 'batches_without_rolling'],
    ['/deployment-coordination --delay 5m', 'version_missing'],
  ])('refuses %s', (line, code) => {
    expect(codeOf(line)).toBe(code);
  });
});

describe('batches of a size', () => {
  it.each([
    ['--batch-size 0', '--batch-size takes a whole number from 1 to 1,000, and 0 is none.'],
    [
      '--batch-size 2 --strategy immediate',
      '--batch-size goes with the strategy rolling, and immediate was asked for. Leave one of the two out.',
    ],
  ])('are refused with the rule: %s', (flags, words) => {
    expect(refusedWith(`/deployment-coordination v1.5.0 ${flags}`, { canOpenForms: false })).toContain(words);
  });
});

describe('/release-automate', () => {
  const all = ['bump', 'changelog', 'build', 'test', 'deploy', 'tag', 'notify'];

  it.each([
    ['/release-automate 1.5.0', plan()],
    [
      '/release-automate --version 1.5.0 --steps "bump,changelog,tag,build,test,deploy,notify" --approval-required true',
      plan({ settings: { parts: all, approvalRequired: true } }),
    ],
    ['/release-automate 1.5.0 --steps "Tag, bump"', plan({ settings: { parts: ['bump', 'tag'] } })],
    ['/release-automate 1.5.0 --approval-required false', plan({ settings: { approvalRequired: false } })],
    [
      '/release-automate shop v1.5.0 --steps deploy --environments staging --strategy immediate',
      plan({ settings: { parts: ['deploy'] }, environments: ['staging'], strategy: 'immediate' }),
    ],
  ])('%s', (line, ask) => {
    expect(asked(line)).toEqual(ask);
  });

  it.each([
    ['/release-automate --steps bump', 'version_missing'],
    ['/release-automate 1.5.0 --steps "bump,ship"', 'not_one_of'],
    ['/release-automate 1.5.0 --steps ","', 'value_missing'],
    ['/release-automate 1.5.0 --approval-required maybe', 'not_one_of'],
  ])('refuses %s', (line, code) => {
    expect(codeOf(line)).toBe(code);
  });

  it.each([
    ['/release-automate', {}],
    ['/release-automate --steps "bump,tag"', { steps: 'bump,tag' }],
  ] as const)('opens its form where the version is missing: %s', (line, given) => {
    const ask = asked(line);
    expect(ask).toMatchObject({ kind: 'command-form', command: '/release-automate', given });
    const form = releaseAutomateCommand.forms[0];
    const context = aContext();
    const at = { project: context.projects[0] ?? null, context };
    const view = commandModal({ command: releaseAutomateCommand, form, given, at, project: 'shop', channel: null });
    expect(checkView(view)).toEqual([]);
    expect(JSON.stringify(view)).toContain('"changelog"');
  });

  it('names the nearest part', () => {
    const result = parsed('/release-automate 1.5.0 --steps "bump,chngelog"');
    expect(result).toMatchObject({ refusal: { code: 'not_one_of', value: 'chngelog', nearest: 'changelog' } });
  });
});

describe('/canary-release', () => {
  const canary = (settings?: object) => plan({ strategy: 'canary', ...(settings && { settings }) });

  it.each([
    ['/canary-release 1.5.0', canary()],
    [
      '/canary-release --version 1.5.0 --canary-percentage 20 --duration 2h --metrics "success-rate,latency-p95" --auto-promote true',
      canary({ shares: [20], bake: 2 * hour, metrics: ['success-rate', 'latency-p95'], promotion: 'automatic' }),
    ],
    [
      '/canary-release 1.5.0 --canary-percentage "5,20,50,100" --duration 3h --auto-promote false',
      canary({ shares: [5, 20, 50, 100], bake: hour, promotion: 'button' }),
    ],
    ['/canary-release 1.5.0 --canary-percentage 20%', canary({ shares: [20] })],
  ])('%s', (line, ask) => {
    expect(asked(line)).toEqual(ask);
  });

  it.each([
    ['/canary-release 1.5.0 --canary-percentage 0', 'shares_malformed'],
    ['/canary-release 1.5.0 --canary-percentage "50,20"', 'shares_malformed'],
    ['/canary-release 1.5.0 --canary-percentage some', 'shares_malformed'],
    ['/canary-release 1.5.0 --duration 2h', 'argument_missing'],
    ['/canary-release 1.5.0 --metrics "$(curl evil)"', 'metric_malformed'],
    ['/canary-release --auto-promote true', 'version_missing'],
  ])('refuses %s', (line, code) => {
    expect(codeOf(line)).toBe(code);
  });
});

describe('/release-plan', () => {
  const wish = (change: object = {}) => ({
    kind: 'release-plan',
    request: {
      project: 'shop',
      version: '1.5.0',
      date: null,
      services: null,
      environments: null,
      strategy: null,
      migrationRequired: null,
      rollback: null,
      ...change,
    },
  });

  it.each([
    ['/release-plan 1.5.0', wish()],
    [
      '/release-plan --version 1.5.0 --date 2026-12-01 --services "api,worker" --migration-required true --rollback-strategy automated',
      wish({ date: '2026-12-01', services: ['api', 'worker'], migrationRequired: true, rollback: 'automated' }),
    ],
  ])('%s', (line, ask) => {
    expect(asked(line)).toEqual(ask);
  });

  it.each([
    ['/release-plan 1.5.0 --date tomorrow', 'date_malformed'],
    ['/release-plan 1.5.0 --date 2026-02-30', 'date_malformed'],
    ['/release-plan 1.5.0 --rollback-strategy never', 'not_one_of'],
  ])('refuses %s', (line, code) => {
    expect(codeOf(line)).toBe(code);
  });
});

describe('/rollback-plan', () => {
  const wish = (change: object = {}) => ({
    kind: 'rollback-plan',
    request: {
      project: 'shop',
      version: null,
      rollbackTo: null,
      services: null,
      environment: null,
      migrationRollbackRequired: null,
      downtimeAcceptable: null,
      ...change,
    },
  });

  it.each([
    ['/rollback-plan shop', wish()],
    ['/rollback-plan v1.5.0 production', wish({ version: '1.5.0', environment: 'production' })],
    [
      '/rollback-plan --version 1.5.0 --rollback-to 1.4.2 --services "api,worker" --migration-rollback-required true --downtime-acceptable false',
      wish({
        version: '1.5.0',
        rollbackTo: '1.4.2',
        services: ['api', 'worker'],
        migrationRollbackRequired: true,
        downtimeAcceptable: false,
      }),
    ],
  ])('%s', (line, ask) => {
    expect(asked(line)).toEqual(ask);
  });

  it.each([
    ['/rollback-plan --rollback-to yesterday', 'version_malformed'],
    ['/rollback-plan --downtime-acceptable maybe', 'not_one_of'],
    ['/rollback-plan --environment "staging,production"', 'one_value_only'],
  ])('refuses %s', (line, code) => {
    expect(codeOf(line)).toBe(code);
  });
});

describe('/release-validation', () => {
  const checks = ['smoke-tests', 'migration-test', 'canary-analysis'];
  const { projects } = aContext();
  const known = { projects: projects.map((project) => ({ ...project, checks })) };
  const wish = (change: object = {}) => ({
    kind: 'release-validation',
    request: { project: 'shop', version: '1.5.0', checks: null, blockersAllowed: 0, services: null, ...change },
  });

  it.each([
    ['/release-validation 1.5.0', wish()],
    ['/release-validation v1.5.0 api', wish({ services: ['api'] })],
    [
      '/release-validation --version 1.5.0 --checks "smoke-tests,migration-test,canary-analysis" --blockers-allowed 2',
      wish({ checks, blockersAllowed: 2 }),
    ],
  ])('%s', (line, ask) => {
    expect(asked(line, known)).toEqual(ask);
  });

  it('refuses a check nobody knows, with the nearest', () => {
    expect(refusedWith('/release-validation 1.5.0 --checks smoke-test', { ...known, canOpenForms: false })).toBe(
      'There is no check smoke-test. The checks are smoke-tests, migration-test and canary-analysis. Did you mean smoke-tests? Nothing was done. Type /release-validation 1.5.0 --checks smoke-tests, or /release help for everything.',
    );
  });

  it('refuses a number of blockers that is none', () => {
    expect(
      refusedWith('/release-validation 1.5.0 --blockers-allowed few', { ...known, canOpenForms: false }),
    ).toContain('--blockers-allowed takes a whole number from 0 to 1,000, and few is none.');
  });

  it('refuses a line without a version', () => {
    expect(codeOf('/release-validation --blockers-allowed 1')).toBe('version_missing');
  });
});
