import { expect, it } from 'vitest';
import { refusedWith } from './lines.ts';

const release =
  'It is written /release [project] ["api,worker"] [1.5.0|minor|patch|major|hotfix|suggested] [--environments staging] [--strategy immediate] [--override-breaking "why"] [--override-breaker "why"].';
const words =
  'Known are shop, blog, api, worker, frontend, site, minor, patch, major, hotfix, suggested, rehearse and 23 more.';

/** Words that are nothing, refs and hostile text among them. */
const table: readonly (readonly [line: string, answer: string])[] = [
  [
    '/release mnior',
    'I do not know what mnior means here. Did you mean minor? Nothing was done. Type /release minor, or /release help for everything.',
  ],
  [
    '/release staus',
    'I do not know what staus means here. Did you mean status? Nothing was done. Type /release status, or /release help for everything.',
  ],
  [
    '/release shp 1.5.0',
    'I do not know what shp means here. Did you mean shop? Nothing was done. Type /release shop 1.5.0, or /release help for everything.',
  ],
  [
    '/release apii 1.5.0',
    'I do not know what apii means here. Did you mean api? Nothing was done. Type /release api 1.5.0, or /release help for everything.',
  ],
  [
    '/release production',
    'I do not know what production means here. Did you mean --environments production? Nothing was done. Type /release --environments production, or /release help for everything.',
  ],
  ['/release main', `I do not know what main means here. ${words} Nothing was done. ${release}`],
  ['/release refs/heads/main', `I do not know what refs/heads/main means here. ${words} Nothing was done. ${release}`],
  [
    '/release ../../etc/passwd',
    `I do not know what ../../etc/passwd means here. ${words} Nothing was done. ${release}`,
  ],
  ['/release ; rm -rf /', `I do not know what ; means here. ${words} Nothing was done. ${release}`],
  ['/release $(curl evil)', `I do not know what $(curl means here. ${words} Nothing was done. ${release}`],
  ['/release <!channel>', `I do not know what &lt;!channel&gt; means here. ${words} Nothing was done. ${release}`],
  ['/release &lt;!here&gt;', `I do not know what &lt;!here&gt; means here. ${words} Nothing was done. ${release}`],
  ['/release @mira', `I do not know what @mira means here. ${words} Nothing was done. ${release}`],
  ['/release release 1.5.0', `I do not know what release means here. ${words} Nothing was done. ${release}`],
  [
    '/release hold 1.5.0 wait for data',
    'I do not know what wait means here. Known are shop and blog. Nothing was done. It is written /release hold [project] [1.5.0] [rel-4k2m9x7q1z3b] --reason "why".',
  ],
  [
    '/release why everything',
    'I do not know what everything means here. Known are shop and blog. Nothing was done. It is written /release why [project] [1.5.0] [rel-4k2m9x7q1z3b].',
  ],
  [
    '/release status shop now',
    'I do not know what now means here. Known are shop and blog. Nothing was done. It is written /release status [project].',
  ],
  [
    '/rollback apii',
    'I do not know what apii means here. Did you mean api? Nothing was done. Type /rollback api, or /release help for everything.',
  ],
  ['/rollback help me', 'I do not know what me means here. Nothing was done. It is written /rollback help.'],
];

it.each(table)('refuses a word that is nothing here: %s', (line, answer) => {
  expect(refusedWith(line)).toBe(answer);
});
