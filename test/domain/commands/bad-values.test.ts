import { expect, it } from 'vitest';
import { refusedWith } from './lines.ts';

const release =
  'It is written /release [project] ["api,worker"] [1.5.0|minor|patch|major|hotfix|suggested] [--environments staging] [--strategy immediate] [--override-breaking "why"] [--override-breaker "why"].';
const rollback = 'It is written /rollback [project] ["api,worker"] [1.4.1] [production] [--reason "why"].';

/** Names of nothing, and what a form cannot do without. */
const table: readonly (readonly [line: string, answer: string])[] = [
  [
    '/release 1.5.0 --services apy',
    'There is no service apy. The services are api, worker and frontend. Did you mean api? Nothing was done. Type /release 1.5.0 --services api, or /release help for everything.',
  ],
  [
    '/release 1.5.0 --services "api worker billing"',
    `There is no service billing. The services are api, worker and frontend. Nothing was done. ${release}`,
  ],
  [
    '/release 1.5.0 --services API',
    'There is no service API. The services are api, worker and frontend. Did you mean api? Nothing was done. Type /release 1.5.0 --services api, or /release help for everything.',
  ],
  ['/release 1.5.0 --services ,', `--services needs a value behind it. Nothing was done. ${release}`],
  [
    '/release 1.5.0 --environments stagin',
    'There is no environment stagin. The environments are staging and production. Did you mean staging? Nothing was done. Type /release 1.5.0 --environments staging, or /release help for everything.',
  ],
  [
    '/release 1.5.0 --strategy imediate',
    'There is no strategy imediate. The strategies are sequential and immediate. Did you mean immediate? Nothing was done. Type /release 1.5.0 --strategy immediate, or /release help for everything.',
  ],
  [
    '/release 1.5.0 --strategy canary',
    `There is no strategy canary. The strategies are sequential and immediate. Nothing was done. ${release}`,
  ],
  [
    '/release 1.5.0 --project shopp',
    'There is no project shopp. The projects are shop and blog. Did you mean shop? Nothing was done. Type /release 1.5.0 --project shop, or /release help for everything.',
  ],
  [
    '/release 1.5.0 --project constructor',
    `There is no project constructor. The projects are shop and blog. Nothing was done. ${release}`,
  ],
  [
    '/release blog 1.5.0 --services api',
    `There is no service api. The only service is site. Nothing was done. ${release}`,
  ],
  [
    '/rollback --environment staging,production --reason x',
    `--environment takes one value, and staging,production is several. Nothing was done. ${rollback}`,
  ],
  [
    '/rollback --environment prod --reason x',
    'There is no environment prod. The environments are staging and production. Did you mean production? Nothing was done. Type /rollback --environment production --reason x, or /release help for everything.',
  ],
  [
    '/release --services api --strategy immediate',
    `The version is missing. Give three numbers, such as 1.5.0, or minor, patch, major, hotfix or suggested. Nothing was done. ${release}`,
  ],
  [
    '/release hold',
    'A reason is needed, which everybody then reads: --reason "why". Nothing was done. It is written /release hold [project] [1.5.0] [rel-4k2m9x7q1z3b] --reason "why".',
  ],
  [
    '/release hold rel-123 --reason x',
    'rel-123 is not the id of a release. One looks like rel-4k2m9x7q1z3b; the version is enough while only one of it is open. Nothing was done. It is written /release hold [project] [1.5.0] [rel-4k2m9x7q1z3b] --reason "why".',
  ],
  [
    '/release retry',
    'The step is missing. /release why names the ones that wait. Nothing was done. It is written /release retry deploy/api [project] [1.5.0] [rel-4k2m9x7q1z3b].',
  ],
  [
    '/release retry Deploy/API',
    'Deploy/API is not the id of a step. One looks like production/deploy/api; its last parts are enough. Nothing was done. It is written /release retry deploy/api [project] [1.5.0] [rel-4k2m9x7q1z3b].',
  ],
  [
    '/release retry ../x',
    '../x is not the id of a step. One looks like production/deploy/api; its last parts are enough. Nothing was done. It is written /release retry deploy/api [project] [1.5.0] [rel-4k2m9x7q1z3b].',
  ],
  [
    '/release approve --plan xyz',
    'xyz is not the beginning of a plan\u2019s digest. It has at least eight of the digits 0 to 9 and a to f. Nothing was done. It is written /release approve [project] [1.5.0] [rel-4k2m9x7q1z3b] [--plan 3f9a2c1b] [--step deploy/api].',
  ],
  [
    '/release approve --plan 3f9a',
    '3f9a is not the beginning of a plan\u2019s digest. It has at least eight of the digits 0 to 9 and a to f. Nothing was done. It is written /release approve [project] [1.5.0] [rel-4k2m9x7q1z3b] [--plan 3f9a2c1b] [--step deploy/api].',
  ],
  [
    '/release cancel shop --reason ""',
    '--reason needs a value behind it. Nothing was done. It is written /release cancel [project] [1.5.0] [rel-4k2m9x7q1z3b] --reason "why".',
  ],
  [
    '/release hold --reason " "',
    '--reason needs a value behind it. Nothing was done. It is written /release hold [project] [1.5.0] [rel-4k2m9x7q1z3b] --reason "why".',
  ],
];

it.each(table)('refuses a value that is wrong or missing: %s', (line, answer) => {
  expect(refusedWith(line)).toBe(answer);
});
