import { expect, it } from 'vitest';
import { refusedWith } from './lines.ts';

const release =
  'It is written /release [project] ["api,worker"] [1.5.0|minor|patch|major|hotfix|suggested] [--environments staging] [--strategy immediate] [--override-breaking "why"] [--override-breaker "why"].';
const rollback = 'It is written /rollback [project] ["api,worker"] [1.4.1] [production] [--reason "why"].';

/** Flags and quotes, as people and Slack clients write them. */
const table: readonly (readonly [line: string, answer: string])[] = [
  [
    '/release 1.5.0 --service api',
    'There is no --service here. Did you mean --services? Nothing was done. Type /release 1.5.0 --services api, or /release help for everything.',
  ],
  [
    '/release 1.5.0 --sevices api',
    'There is no --sevices here. Did you mean --services? Nothing was done. Type /release 1.5.0 --services api, or /release help for everything.',
  ],
  [
    '/release 1.5.0 \u2014sevices api',
    'There is no --sevices here. Did you mean --services? Nothing was done. Type /release 1.5.0 --services api, or /release help for everything.',
  ],
  [
    '/release 1.5.0 -services api',
    'There is no -services here. Did you mean --services? Nothing was done. Type /release 1.5.0 --services api, or /release help for everything.',
  ],
  [
    '/release 1.5.0 --env staging',
    'There is no --env here. Did you mean --environments? Nothing was done. Type /release 1.5.0 --environments staging, or /release help for everything.',
  ],
  [
    '/release 1.5.0 --force',
    `There is no --force here. Known are --project, --services, --version, --environments, --strategy, --override-breaking and --override-breaker. Nothing was done. ${release}`,
  ],
  [
    '/release 1.5.0 --',
    `There is no -- here. Known are --project, --services, --version, --environments, --strategy, --override-breaking and --override-breaker. Nothing was done. ${release}`,
  ],
  [
    '/release 1.5.0 \u2014',
    `I do not know what \u2014 means here. Known are shop, blog, api, worker, frontend, site, minor, patch, major, hotfix and suggested. Nothing was done. ${release}`,
  ],
  [
    '/release 1.5.0 --__proto__ x',
    `There is no --__proto__ here. Known are --project, --services, --version, --environments, --strategy, --override-breaking and --override-breaker. Nothing was done. ${release}`,
  ],
  ['/release 1.5.0 --services', `--services needs a value behind it. Nothing was done. ${release}`],
  [
    '/release 1.5.0 --services --strategy immediate',
    `--services needs a value behind it. Nothing was done. ${release}`,
  ],
  ['/release 1.5.0 --services=""', `--services needs a value behind it. Nothing was done. ${release}`],
  ['/release 1.5.0 --services \u201c\u201d', `--services needs a value behind it. Nothing was done. ${release}`],
  [
    '/release 1.5.0 1.6.0',
    `--version was given twice, as 1.5.0 and as 1.6.0. Give it once. Nothing was done. ${release}`,
  ],
  [
    '/release 1.5.0 --version 1.6.0',
    `--version was given twice, as 1.5.0 and as 1.6.0. Give it once. Nothing was done. ${release}`,
  ],
  [
    '/release 1.5.0 --services api --services worker',
    `--services was given twice, as api and as worker. Give it once. Nothing was done. ${release}`,
  ],
  [
    '/release 1.5.0 --services "api,worker',
    'The quote that begins with "api,worker never ends. Add the second quotation mark. Nothing was done. Then send it again.',
  ],
  [
    '/release 1.5.0 --services \u201capi,worker',
    'The quote that begins with \u201capi,worker never ends. Add the second quotation mark. Nothing was done. Then send it again.',
  ],
  ['/rollback --reason', `--reason needs a value behind it. Nothing was done. ${rollback}`],
];

it.each(table)('refuses a flag it cannot read: %s', (line, answer) => {
  expect(refusedWith(line)).toBe(answer);
});
