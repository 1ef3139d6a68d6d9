import { expect, it } from 'vitest';
import { problemsIn, sampleWith, sampleYaml } from './sample.ts';

it.each([
  [
    'a version file of no known kind',
    sampleWith('[package.json]', '[pom.xml]'),
    [
      'fairlead.yml:13:20: projects.shop.versionFiles[0]: no version can be written to "pom.xml"; expected a path that ends in package.json, VERSION, Chart.yaml, or the keys path and one of yamlPath, pattern and marker',
    ],
  ],
  [
    'no services',
    sampleYaml.replace(/ {4}services:[\s\S]*? {4}environments/, '    services: {}\n    environments'),
    ['fairlead.yml:14:15: projects.shop.services: expected at least one service'],
  ],
  ['no projects', 'version: 1\nprojects: {}\n', ['fairlead.yml:2:11: projects: expected at least one project']],
  [
    'an unknown service',
    sampleWith('needs: [database]', 'needs: [databse]'),
    ['fairlead.yml:18:17: projects.shop.services.api.needs[0]: unknown service "databse"; did you mean "database"?'],
  ],
  [
    'a service that needs itself',
    sampleWith('needs: [database]', 'needs: [api]'),
    ['fairlead.yml:18:17: projects.shop.services.api.needs[0]: a service cannot need itself'],
  ],
  [
    'a circle of needs',
    sampleWith('      database:\n', '      database:\n        needs: [api]\n'),
    [
      'fairlead.yml:16:16: projects.shop.services.database.needs: these services need each other in a circle: database -> api -> database',
    ],
  ],
  [
    'a Spinnaker pipeline that is not told the key',
    sampleWith(
      'kind: http, url: "http://deploy.example"',
      'kind: spinnaker, url: "http://gate.example", application: shop, pipeline: Deploy, parameters: { v: "{version}" }',
    ),
    [
      'fairlead.yml:19:115: projects.shop.services.api.deployer.parameters: expected one that holds {key}, by which a run is found again',
    ],
  ],
  [
    'an unknown placeholder in the address of GitHub Deployments',
    sampleWith(
      'kind: http, url: "http://deploy.example"',
      'kind: github-actions, repository: shop/shop, workflow: deploy.yml, environmentUrl: "https://{enviroment}.example"',
    ),
    [
      'fairlead.yml:19:104: projects.shop.services.api.deployer.environmentUrl: There is no placeholder {enviroment}. Did you mean {environment}?',
    ],
  ],
  [
    'an unknown role that only a risk asks for',
    sampleWith('approvals:', 'approvalsAtRisk: { high: [{ roles: [tech-leads] }] }\n        approvals:'),
    [
      'fairlead.yml:26:45: projects.shop.environments[1].approvalsAtRisk.high[0].roles[0]: unknown role "tech-leads"; did you mean "tech-lead"?',
    ],
  ],
  [
    'an unknown role that may promote',
    sampleWith('approvals:', 'canary: { roles: [tech-leads] }\n        approvals:'),
    [
      'fairlead.yml:26:27: projects.shop.environments[1].canary.roles[0]: unknown role "tech-leads"; did you mean "tech-lead"?',
    ],
  ],
  [
    'an unknown role',
    sampleWith('roles: [tech-lead]', 'roles: [tech-leads]'),
    [
      'fairlead.yml:27:21: projects.shop.environments[1].approvals[0].roles[0]: unknown role "tech-leads"; did you mean "tech-lead"?',
    ],
  ],
  [
    'an unknown strategy',
    sampleWith('strategy: sequential', 'strategy: sequental'),
    [
      'fairlead.yml:25:19: projects.shop.environments[1].strategy: unknown strategy "sequental"; did you mean "sequential"?',
    ],
  ],
  [
    'a strategy near no other',
    sampleWith('strategy: sequential', 'strategy: big-bang'),
    [
      'fairlead.yml:25:19: projects.shop.environments[1].strategy: unknown strategy "big-bang"; expected one of sequential, immediate',
    ],
  ],
  [
    'a second environment of a name',
    sampleWith('- name: production', '- name: staging'),
    ['fairlead.yml:24:15: projects.shop.environments[1].name: a second environment is called "staging"'],
  ],
  [
    'an unknown placeholder of a command',
    sampleWith('"{version}"', '"{verison}"'),
    [
      'fairlead.yml:16:71: projects.shop.services.database.deployer.deploy[2]: There is no placeholder {verison}. Did you mean {version}?',
    ],
  ],
  [
    'an unknown placeholder of an address',
    sampleWith('{environment}/health', '{region}/health'),
    [
      'fairlead.yml:21:16: projects.shop.services.api.health.url: There is no placeholder {region}. Use one of {environment}, {service}.',
    ],
  ],
  [
    'a health address that is none',
    sampleWith('url: http://api.example/{environment}/health', 'url: api.example/health'),
    ['fairlead.yml:21:16: projects.shop.services.api.health.url: expected an http or https address'],
  ],
  [
    'a password in the address',
    sampleWith('https://git.example', 'https://mira:hunter22@git.example'),
    [
      'fairlead.yml:10:12: projects.shop.repository.url: the address holds a password; take it out and give git a credential helper or an SSH key',
    ],
  ],
  [
    'an unknown default project',
    sampleWith('  project: shop', '  project: shp'),
    ['fairlead.yml:31:12: defaults.project: unknown project "shp"; did you mean "shop"?'],
  ],
])('refuses %s', (_what, text, problems) => {
  expect(problemsIn(text)).toEqual(problems);
});
