import { expect, it } from 'vitest';
import { DeployerConfig } from '#domain/project/deployer-config.ts';
import { Project } from '#domain/project/project.ts';
import { problemsIn, sampleWith, sampleYaml } from './sample.ts';

const kinds = DeployerConfig.options.map(({ shape }) => shape.kind.value).join(', ');

it.each([
  [
    'a misspelt key',
    sampleWith('        health:', '        heath:'),
    ['fairlead.yml:20:9: projects.shop.services.api.heath: unknown key; did you mean "health"?'],
  ],
  [
    'a key that is near no other',
    sampleWith('    managers:', '    zzzzzzzzz:'),
    [
      `fairlead.yml:29:5: projects.shop.zzzzzzzzz: unknown key; expected one of ${Object.keys(Project.shape).join(', ')}`,
    ],
  ],
  [
    'a key at the top that is unknown',
    `${sampleYaml}colour: red\n`,
    ['fairlead.yml:35:1: colour: unknown key; expected one of version, roles, projects, defaults, cli'],
  ],
  [
    'a missing key',
    sampleWith('    channel: C0RELEASES\n', ''),
    ['fairlead.yml:8:3: projects.shop.channel: this key is missing (Slack channel id of the release card)'],
  ],
  [
    'a missing choice',
    sampleWith('kind: http, ', ''),
    [`fairlead.yml:19:9: projects.shop.services.api.deployer.kind: this key is missing; expected one of ${kinds}`],
  ],
  [
    'a choice that does not exist',
    sampleWith('kind: http', 'kind: htp'),
    [
      `fairlead.yml:19:27: projects.shop.services.api.deployer.kind: expected one of ${kinds}, found the text "htp"; did you mean "http"?`,
    ],
  ],
  [
    'a key of another kind of deployer',
    sampleWith('kind: http, url:', 'kind: command, url:'),
    [
      'fairlead.yml:19:9: projects.shop.services.api.deployer.deploy: this key is missing (Brings the service to {version})',
      'fairlead.yml:19:36: projects.shop.services.api.deployer.url: unknown key; expected one of kind, deploy, status, remove, cancel, timeout',
    ],
  ],
  [
    'a number where a text is expected',
    sampleWith('channel: C0RELEASES', 'channel: 12'),
    ['fairlead.yml:12:14: projects.shop.channel: expected a text, found the number 12'],
  ],
  [
    'a text where a number is expected',
    sampleWith('count: 2', 'count: two'),
    ['fairlead.yml:28:20: projects.shop.environments[1].approvals[0].count: expected a number, found the text "two"'],
  ],
  [
    'a number that is too small',
    sampleWith('count: 2', 'count: 0'),
    ['fairlead.yml:28:20: projects.shop.environments[1].approvals[0].count: expected a number of at least 1'],
  ],
  [
    'a number that is too large',
    sampleWith('count: 2', 'count: 200'),
    ['fairlead.yml:28:20: projects.shop.environments[1].approvals[0].count: expected a number of at most 20'],
  ],
  [
    'a fraction',
    sampleWith('count: 2', 'count: 1.5'),
    [
      'fairlead.yml:28:20: projects.shop.environments[1].approvals[0].count: expected a whole number, found the number 1.5',
    ],
  ],
  [
    'a text where a list is expected',
    sampleWith('needs: [database]', 'needs: database'),
    ['fairlead.yml:18:16: projects.shop.services.api.needs: expected a list, found the text "database"'],
  ],
  [
    'a list where keys are expected',
    sampleWith('deployer: { kind: http, url: "http://deploy.example" }', 'deployer: [http]'),
    ['fairlead.yml:19:19: projects.shop.services.api.deployer: expected keys and values, found a list'],
  ],
  [
    'an empty value',
    sampleWith('channel: C0RELEASES', 'channel:'),
    ['fairlead.yml:12:13: projects.shop.channel: expected a text, found nothing'],
  ],
  [
    'a channel name in place of its id',
    sampleWith('C0RELEASES', '"#releases"'),
    ['fairlead.yml:12:14: projects.shop.channel: expected a Slack channel id such as C012AB3CD'],
  ],
  [
    'a user name in place of an id',
    sampleWith('U0JONAS', 'jonas'),
    ['fairlead.yml:6:21: roles.release-manager.users[1]: expected a Slack user id such as U012AB3CD'],
  ],
  [
    'a duration without a unit',
    sampleWith('strategy: sequential', 'waitBetween: 30'),
    [
      'fairlead.yml:25:22: projects.shop.environments[1].waitBetween: expected a duration such as 10s, 5m or 24h, found the number 30',
    ],
  ],
  [
    'a duration in words',
    sampleWith('strategy: sequential', 'waitBetween: 5 minutes'),
    ['fairlead.yml:25:22: projects.shop.environments[1].waitBetween: expected a duration such as 10s, 5m or 24h'],
  ],
  [
    'a name with capitals',
    sampleWith('      api:', '      Api:'),
    [
      'fairlead.yml:17:7: projects.shop.services.Api: "Api" is not a name; use lower-case letters, digits, dots and dashes',
    ],
  ],
  [
    'a tag without a version',
    sampleWith('branch: main', 'branch: main\n    tag: release'),
    ['fairlead.yml:12:10: projects.shop.tag: expected a tag that holds {version}, such as v{version}'],
  ],
  [
    'a branch like an option',
    sampleWith('branch: main', 'branch: --upload-pack=x'),
    ['fairlead.yml:11:15: projects.shop.repository.branch: expected a branch name such as main'],
  ],
  [
    'a version file outside the repository',
    sampleWith('[package.json]', '[../package.json]'),
    [
      'fairlead.yml:13:20: projects.shop.versionFiles[0]: expected a path inside the repository, such as services/api/package.json',
    ],
  ],
  [
    'a version file in two places at once',
    sampleWith('[package.json]', '[{ path: a.yaml, yamlPath: a.b, marker: here }]'),
    [
      'fairlead.yml:13:20: projects.shop.versionFiles[0]: expected exactly one of yamlPath, pattern and marker beside path',
    ],
  ],
  [
    'a version file with a key that is none',
    sampleWith('[package.json]', '[{ path: a.yaml, yamlpath: a.b }]'),
    [
      'fairlead.yml:13:20: projects.shop.versionFiles[0]: expected exactly one of yamlPath, pattern and marker beside path',
      'fairlead.yml:13:36: projects.shop.versionFiles[0].yamlpath: unknown key; did you mean "yamlPath"?',
    ],
  ],
  [
    'a version file that is a number',
    sampleWith('[package.json]', '[7]'),
    [
      'fairlead.yml:13:20: projects.shop.versionFiles[0]: expected a path, or the keys path and one of yamlPath, pattern and marker',
    ],
  ],
  [
    'a pattern without a version',
    sampleWith('[package.json]', '[{ path: a.yaml, pattern: shop }]'),
    [
      'fairlead.yml:13:45: projects.shop.versionFiles[0].pattern: expected a pattern that holds {version} once, such as image: shop:{version}',
    ],
  ],
  [
    'another format version',
    sampleWith('version: 1', 'version: "1"'),
    ['fairlead.yml:1:10: version: expected 1, found the text "1"'],
  ],
  [
    'no environments',
    sampleYaml.replace(/ {4}environments:[\s\S]*? {4}managers/, '    environments: []\n    managers'),
    ['fairlead.yml:22:19: projects.shop.environments: expected at least 1 entry in the list'],
  ],
  [
    'a token in place of its digest',
    sampleWith('osUsers: [mira]', 'tokenSha256: secret'),
    [
      'fairlead.yml:34:40: cli.identities.mira.tokenSha256: expected the SHA-256 of a token, 64 hexadecimal digits in lower case',
    ],
  ],
  [
    'an unknown verb',
    sampleYaml.replace('cli:\n', 'cli:\n  allow: [statsu]\n'),
    [
      'fairlead.yml:33:11: cli.allow[0]: expected one of status, why, release, rollback, approve, reject, hold, resume, close-breaker, cancel, retry-step, step-happened, run-step-again, accept-step, promote, extend, agree, disagree, roll-back, stop-countdown, roll-back-now, take-new-commits, keep-approved-commit, found the text "statsu"; did you mean "status"?',
    ],
  ],
])('refuses %s', (_what, text, problems) => {
  expect(problemsIn(text)).toEqual(problems);
});
