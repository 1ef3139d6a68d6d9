import { expect, it } from 'vitest';
import type { Job } from '#domain/job.ts';
import type { PlaceReturn, RollbackPlanOutcome, Unmet } from '#domain/rollback-plan/rollback-plan-outcome.ts';
import type { JobPorts } from '#jobs/job-ports.ts';
import { rollbackPlanJob } from '#jobs/rollback-plan.ts';
import { people } from '../support/a-release.ts';
import { planned } from '../support/planned.ts';

const request = {
  project: 'shop',
  version: null,
  rollbackTo: null,
  services: null,
  environment: null,
  migrationRollbackRequired: null,
  downtimeAcceptable: null,
};
const place: PlaceReturn = {
  environment: 'production',
  from: '1.5.0',
  to: '1.4.2',
  services: [],
  elsewhere: [],
  rehearsed: null,
  waitsFor: null,
  migrations: [],
  takenAway: null,
  approvers: [],
  roles: [],
  refusal: null,
};
const away: Unmet = { away: [{ environment: 'production', services: ['api'] }], migrations: [] };
const forbidden: PlaceReturn = {
  ...place,
  refusal: { code: 'nothing_to_roll_back', environment: 'production', services: ['api'] },
};

it.each<readonly [string, RollbackPlanOutcome, readonly string[]]>([
  ['publishes a plan', { kind: 'planned', request, places: [place], unmet: null }, ['published', 'done']],
  [
    'publishes one that does not keep a demand, as refused',
    { kind: 'planned', request, places: [place], unmet: away },
    ['published', 'refused'],
  ],
  [
    'publishes one that cannot be done, as refused',
    { kind: 'planned', request, places: [forbidden], unmet: null },
    ['published', 'refused'],
  ],
  [
    'tells the person alone that the version runs nowhere',
    { kind: 'not_running', version: '1.5.0', running: [] },
    ['replied', 'refused'],
  ],
])('%s', async (_what, outcome, expected) => {
  let told = '';
  const ports = planned<JobPorts>('ports', {
    makeRollbackPlan: async () => outcome,
    publish: async (_to, { words }) => {
      told = 'published';
      return { how: 'done', text: words.text };
    },
    reply: async (_to, words, how = 'done') => {
      told = 'replied';
      return { how, text: words.text };
    },
  });
  const job = {
    name: 'rollback-plan',
    id: 'rollback-plan-1',
    request,
    actor: people.mira,
    replyTo: { kind: 'return' },
    channel: null,
  };
  const { how } = await rollbackPlanJob(ports)(job as Extract<Job, { name: 'rollback-plan' }>);
  expect([told, how]).toEqual(expected);
});
