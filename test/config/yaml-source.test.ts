import { expect, it } from 'vitest';
import { Project, Service } from '#domain/project/project.ts';
import { problemsIn, sampleWith, sampleYaml } from './sample.ts';

it.each([
  [
    'a key that stands twice',
    sampleWith('    channel: C0RELEASES', '    channel: C0RELEASES\n    channel: C0OTHER'),
    ['fairlead.yml:13:5: this key stands here twice; keep one'],
  ],
  ['a tab', sampleWith('    channel', '\tchannel'), ['fairlead.yml:12:1: a tab indents this line; indent with spaces']],
  [
    'an open bracket',
    sampleWith('[package.json]', '[package.json'),
    ['fairlead.yml:14:5: the indentation does not fit the lines above; check it, and that every bracket is closed'],
  ],
  [
    'an open quote',
    sampleWith('[./deploy.sh, "{service}"', '[./deploy.sh, "{service}'),
    ['fairlead.yml:16:71: a quote, bracket or colon is missing before here'],
  ],
  [
    'a placeholder without quotes',
    sampleWith('"{version}"]', '{version]'),
    ['fairlead.yml:16:79: the indentation does not fit the lines above; check it, and that every bracket is closed'],
  ],
  [
    'a second document',
    `${sampleYaml}---\nversion: 1\n`,
    ['fairlead.yml:35:1: a second document starts here; keep one document in the file'],
  ],
  [
    'a tag of YAML',
    sampleWith('channel: C0RELEASES', 'channel: !!js/function C0RELEASES'),
    ['fairlead.yml:12:14: this value has a YAML tag (!...); write the plain value'],
  ],
  [
    'an alias of nothing',
    sampleWith('channel: C0RELEASES', 'channel: *releases'),
    ['fairlead.yml:12:14: this alias has no anchor with its name before it'],
  ],
  [
    'a value with two colons',
    sampleWith('branch: main', 'branch: main: x'),
    [
      'fairlead.yml:11:15: a second colon stands in this value; put the value in quotes, or give the key a line of its own',
    ],
  ],
  [
    'a bomb of aliases',
    `version: 1\na: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]\n`,
    ['fairlead.yml:1:1: the aliases (*name) repeat too much of the file; write the repeated parts out'],
  ],
  ['a list in place of the file', '- shop\n', ['fairlead.yml:1:1: expected keys and values, found a list']],
  [
    'an empty file',
    '',
    [
      'fairlead.yml:1:1: version: this key is missing; expected 1',
      'fairlead.yml:1:1: projects: this key is missing (The projects, by name)',
    ],
  ],
  [
    'a merge key',
    sampleWith('      api:\n', '      api:\n        <<: { needs: [] }\n'),
    [
      `fairlead.yml:18:9: projects.shop.services.api.<<: unknown key; expected one of ${Object.keys(Service.shape).join(', ')}`,
    ],
  ],
  ['a key that is a list', `${sampleYaml}? [a]\n: 1\n`, ['fairlead.yml:35:3: a key must be a plain word']],
  [
    '__proto__',
    sampleWith('    managers:', '    __proto__:'),
    [
      `fairlead.yml:29:5: projects.shop.__proto__: unknown key; expected one of ${Object.keys(Project.shape).join(', ')}`,
    ],
  ],
])('refuses YAML with %s', (_what, text, problems) => {
  expect(problemsIn(text)).toEqual(problems);
});
