import { expect, it } from 'vitest';
import { refusedWith } from './lines.ts';

const release =
  'It is written /release [project] ["api,worker"] [1.5.0|minor|patch|major|hotfix|suggested] [--environments staging] [--strategy immediate] [--override-breaking "why"] [--override-breaker "why"].';
const rollback = 'It is written /rollback [project] ["api,worker"] [1.4.1] [production] [--reason "why"].';

/** Each with the rule of SemVer 2.0.0 it breaks and the nearest version that does not. */
const table: readonly (readonly [line: string, answer: string])[] = [
  [
    '/release 1.5',
    '1.5 is not a SemVer 2.0.0 version: it needs three numbers. Did you mean 1.5.0? Nothing was done. Type /release 1.5.0, or /release help for everything.',
  ],
  [
    '/release 1',
    '1 is not a SemVer 2.0.0 version: it needs three numbers. Did you mean 1.0.0? Nothing was done. Type /release 1.0.0, or /release help for everything.',
  ],
  [
    '/release v1.5.0',
    'v1.5.0 is not a SemVer 2.0.0 version: it starts with the number, and the prefix belongs to the tag. Did you mean 1.5.0? Nothing was done. Type /release 1.5.0, or /release help for everything.',
  ],
  [
    '/release V1.5.0',
    'V1.5.0 is not a SemVer 2.0.0 version: it starts with the number, and the prefix belongs to the tag. Did you mean 1.5.0? Nothing was done. Type /release 1.5.0, or /release help for everything.',
  ],
  [
    '/release =1.5.0',
    '=1.5.0 is not a SemVer 2.0.0 version: it starts with the number, and the prefix belongs to the tag. Did you mean 1.5.0? Nothing was done. Type /release 1.5.0, or /release help for everything.',
  ],
  [
    '/release 1.5.0.1',
    '1.5.0.1 is not a SemVer 2.0.0 version: it has three numbers, not more. Did you mean 1.5.0? Nothing was done. Type /release 1.5.0, or /release help for everything.',
  ],
  [
    '/release 01.5.0',
    '01.5.0 is not a SemVer 2.0.0 version: its numbers have no leading zeros. Did you mean 1.5.0? Nothing was done. Type /release 1.5.0, or /release help for everything.',
  ],
  [
    '/release 1.5.0-',
    '1.5.0- is not a SemVer 2.0.0 version: an identifier of its pre-release is empty. Did you mean 1.5.0? Nothing was done. Type /release 1.5.0, or /release help for everything.',
  ],
  [
    '/release 1,5,0',
    '1,5,0 is not a SemVer 2.0.0 version: it has quotes, commas or long dashes where only dots, hyphens and a plus sign may stand. Did you mean 1.5.0? Nothing was done. Type /release 1.5.0, or /release help for everything.',
  ],
  [
    '/release \uff11.\uff15.\uff10',
    '\uff11.\uff15.\uff10 is not a SemVer 2.0.0 version: it has quotes, commas or long dashes where only dots, hyphens and a plus sign may stand. Did you mean 1.5.0? Nothing was done. Type /release 1.5.0, or /release help for everything.',
  ],
  [
    '/release 1.5.0\u2013rc.1',
    '1.5.0\u2013rc.1 is not a SemVer 2.0.0 version: it has quotes, commas or long dashes where only dots, hyphens and a plus sign may stand. Did you mean 1.5.0-rc.1? Nothing was done. Type /release 1.5.0-rc.1, or /release help for everything.',
  ],
  [
    '/release 1.5.0-rc_1',
    '1.5.0-rc_1 is not a SemVer 2.0.0 version: its pre-release holds an underscore, where only letters, digits and hyphens may stand. Did you mean 1.5.0-rc-1? Nothing was done. Type /release 1.5.0-rc-1, or /release help for everything.',
  ],
  [
    '/release 1.5.0-rc..1',
    '1.5.0-rc..1 is not a SemVer 2.0.0 version: an identifier of its pre-release is empty. Did you mean 1.5.0-rc.1? Nothing was done. Type /release 1.5.0-rc.1, or /release help for everything.',
  ],
  [
    '/release 1.5.0-01',
    '1.5.0-01 is not a SemVer 2.0.0 version: a number in its pre-release has a leading zero. Did you mean 1.5.0-1? Nothing was done. Type /release 1.5.0-1, or /release help for everything.',
  ],
  [
    '/release 1.5.x',
    `1.5.x is not a SemVer 2.0.0 version: it is three numbers with dots between them. Write it like 1.5.0. Nothing was done. ${release}`,
  ],
  [
    '/release 99999999999999999999.0.0',
    `99999999999999999999.0.0 is not a SemVer 2.0.0 version: one of its numbers is too large. Write it like 1.5.0. Nothing was done. ${release}`,
  ],
  [
    '/release \u202e0.5.1',
    '0.5.1 is not a SemVer 2.0.0 version: it has quotes, commas or long dashes where only dots, hyphens and a plus sign may stand. Did you mean 0.5.1? Nothing was done. Type /release 0.5.1, or /release help for everything.',
  ],
  [
    '/release `1.5.0`',
    '`1.5.0` is not a SemVer 2.0.0 version: it has quotes, commas or long dashes where only dots, hyphens and a plus sign may stand. Did you mean 1.5.0? Nothing was done. Type /release 1.5.0, or /release help for everything.',
  ],
  [
    '/release 1.5.0;id',
    `1.5.0;id is not a SemVer 2.0.0 version: it is three numbers with dots between them. Write it like 1.5.0. Nothing was done. ${release}`,
  ],
  [
    '/release 1.5.0|sh',
    `1.5.0|sh is not a SemVer 2.0.0 version: it is three numbers with dots between them. Write it like 1.5.0. Nothing was done. ${release}`,
  ],
  [
    '/release --version latest',
    `latest is not a SemVer 2.0.0 version: it is three numbers with dots between them. Write it like 1.5.0. Nothing was done. ${release}`,
  ],
  [
    '/release --version mnior',
    'mnior is not a SemVer 2.0.0 version: it is three numbers with dots between them. Did you mean minor? Nothing was done. Type /release --version minor, or /release help for everything.',
  ],
  [
    '/release why 1.5',
    '1.5 is not a SemVer 2.0.0 version: it needs three numbers. Did you mean 1.5.0? Nothing was done. Type /release why 1.5.0, or /release help for everything.',
  ],
  [
    '/rollback 1.4',
    '1.4 is not a SemVer 2.0.0 version: it needs three numbers. Did you mean 1.4.0? Nothing was done. Type /rollback 1.4.0, or /release help for everything.',
  ],
  [
    '/rollback --to v1.4.1',
    'v1.4.1 is not a SemVer 2.0.0 version: it starts with the number, and the prefix belongs to the tag. Did you mean 1.4.1? Nothing was done. Type /rollback --to 1.4.1, or /release help for everything.',
  ],
  [
    '/rollback --to HEAD',
    `HEAD is not a SemVer 2.0.0 version: it is three numbers with dots between them. Write it like 1.5.0. Nothing was done. ${rollback}`,
  ],
];

it.each(table)('refuses a version that is not to the letter: %s', (line, answer) => {
  expect(refusedWith(line)).toBe(answer);
});
