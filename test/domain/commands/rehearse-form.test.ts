import { describe, expect, it } from 'vitest';
import { asked, parsed } from './lines.ts';

const rehearsal = (change: object = {}) => ({
  kind: 'propose',
  request: {
    project: 'shop',
    intent: 'rehearsal',
    version: { exact: '1.5.0' },
    services: null,
    environments: null,
    strategy: null,
    breakingChangeReason: null,
    ...change,
  },
});

describe('/release rehearse', () => {
  it.each([
    ['/release rehearse 1.5.0', rehearsal()],
    ['/release rehearse shop minor', rehearsal({ version: { bump: 'minor' } })],
    ['/release rehearse 1.5.0 staging', rehearsal({ environments: ['staging'] })],
    [
      '/release rehearse 1.5.0 --services "api,worker" --environment staging --strategy immediate --canary-percentage 5,20',
      rehearsal({
        services: ['api', 'worker'],
        environments: ['staging'],
        strategy: 'immediate',
        settings: { shares: [5, 20] },
      }),
    ],
    ['/release rehearse 1.5.0 --batch-size 2', rehearsal({ strategy: 'rolling', settings: { batchSize: 2 } })],
  ])('%s', (line, ask) => {
    expect(asked(line)).toEqual(ask);
  });

  it('is refused without a version, with the words that may stand for one', () => {
    const result = parsed('/release rehearse', { canOpenForms: false });
    expect(result.kind === 'refused' && result.refusal).toMatchObject({ code: 'version_missing' });
  });
});
