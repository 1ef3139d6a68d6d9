import { expect, it } from 'vitest';
import { formatProblem, problemsOf } from '#config/config-problem.ts';
import { loadConfig, parseConfig } from '#config/load-config.ts';
import { ReleaseError } from '#errors.ts';
import { known, problemsIn, sampleWith, sampleYaml } from './sample.ts';

function warningsIn(text: string): readonly string[] {
  return parseConfig('fairlead.yml', text, known).warnings.map(formatProblem);
}

it('reads a whole file and fills in what is left out', () => {
  const { file, warnings } = parseConfig('fairlead.yml', sampleYaml, known);
  expect(warnings).toEqual([]);
  expect(file.projects.shop).toMatchObject({ tag: 'v{version}', rollback: { automatic: true, countdown: 30_000 } });
  expect(file.cli.allow).toEqual(['status', 'why', 'hold', 'rollback']);
});

it('lists all problems at once, in the order of the file, also across parts', () => {
  const text = sampleWith('count: 2', 'count: 0')
    .replace('project: shop', 'project: shp')
    .replace('projects:\n', 'colour: red\nprojects:\n');
  expect(problemsIn(text)).toEqual([
    'fairlead.yml:7:1: colour: unknown key; expected one of version, roles, projects, defaults, cli',
    'fairlead.yml:29:20: projects.shop.environments[1].approvals[0].count: expected a number of at least 1',
    'fairlead.yml:32:12: defaults.project: unknown project "shp"; did you mean "shop"?',
  ]);
});

it('checks the names in a sound project although another project is broken', () => {
  const other = '  other:\n    channel: C0OTHER\n';
  const text = sampleWith('roles: [tech-lead]', 'roles: [qa]').replace('defaults:', `${other}defaults:`);
  expect(problemsIn(text).map((problem) => problem.split(': ')[1])).toEqual([
    'projects.shop.environments[1].approvals[0].roles[0]',
    'projects.other.repository',
    'projects.other.services',
    'projects.other.environments',
  ]);
});

it('throws one fatal error whose message holds every problem and the next step', () => {
  let thrown: unknown;
  try {
    parseConfig('fairlead.yml', sampleWith('count: 2', 'count: 0').replace('C0RELEASES', '12'), known);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ReleaseError);
  expect(thrown).toMatchObject({
    code: 'CONFIG_INVALID',
    fault: 'fatal',
    message: [
      'The configuration has 2 mistakes:',
      'fairlead.yml:12:14: projects.shop.channel: expected a text, found the number 12',
      'fairlead.yml:28:20: projects.shop.environments[1].approvals[0].count: expected a number of at least 1',
      'Correct them and start again.',
    ].join('\n'),
  });
  expect(problemsOf(thrown)[0]).toEqual({
    file: 'fairlead.yml',
    line: 12,
    column: 14,
    path: 'projects.shop.channel',
    message: 'expected a text, found the number 12',
  });
});

it('gives no problems for an error of another kind', () => {
  expect(problemsOf(new Error('CONFIG_INVALID'))).toEqual([]);
});

it.each([
  [
    'a role that is asked for and empty',
    sampleWith('groups: [S0LEADS]', 'groups: []'),
    'fairlead.yml:27:13: projects.shop.environments[1].approvals[0]: nobody holds tech-lead, so the 2 approvals asked for cannot be given',
  ],
  [
    'more seats than people',
    sampleWith('groups: [S0LEADS]', 'users: [U0JONAS]'),
    'fairlead.yml:27:13: projects.shop.environments[1].approvals[0]: only 1 person holds tech-lead, so the 2 approvals asked for cannot be given',
  ],
  [
    'a command line identity that admits nobody',
    sampleWith(', osUsers: [mira]', ''),
    'fairlead.yml:34:5: cli.identities.mira: admits nobody; give it osUsers or tokenSha256',
  ],
])('warns of %s and still loads', (_what, text, warning) => {
  expect(warningsIn(text)).toEqual([warning]);
});

it('finds the place of a value that an alias stands for', () => {
  const text = sampleWith(
    'deployer: { kind: http, url: "http://deploy.example" }',
    'deployer: &http { kind: http, url: 7 }',
  ).replace(
    'deployer: { kind: command, deploy: [./deploy.sh, "{service}", "{version}"] }',
    'deployer: { kind: command, deploy: [x] }',
  );
  expect(problemsIn(text.replace('    environments:', '      web: { deployer: *http }\n    environments:'))).toEqual([
    'fairlead.yml:19:44: projects.shop.services.api.deployer.url: expected a text, found the number 7',
    'fairlead.yml:19:44: projects.shop.services.web.deployer.url: expected a text, found the number 7',
  ]);
});

it('says what to do when the file is not there', async () => {
  await expect(loadConfig('/nowhere/fairlead.yml', known)).rejects.toMatchObject({
    code: 'CONFIG_NOT_FOUND',
    message:
      'The configuration file /nowhere/fairlead.yml cannot be read. Create it, or point FAIRLEAD_CONFIG at the right one.',
  });
});
