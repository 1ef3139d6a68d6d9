/** Who may import whom. Arrows run one way: bin -> handlers, jobs -> templates, operations -> domain, ports; adapters -> ports. */

const errors = '^src/errors\\.ts$';
const domain = '^src/domain/';
const ports = '^src/ports/';
const operations = '^src/operations/';
const templates = '^templates/';
const types = 'type-only';

const packages = (...names) => `^node_modules/(@types/)?(${names.join('|')})/`;
const anyPackage = '^node_modules/';
const builtin = (...names) => `^(node:)?(${names.join('|')})$`;

/** Files below `from` may import what `to` lists and nothing else. */
const room = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: [from, ...to] },
});

/** The same, with the modules of Node besides. */
const roomOnNode = (name, from, to, comment) => {
  const rule = room(name, from, to, comment);
  return { ...rule, to: { ...rule.to, dependencyTypesNot: ['core'] } };
};

/** Files below `from` may import `to` as types, which are gone at run time. */
const typesOnly = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: to, dependencyTypesNot: [types] },
});

/** A package that only the named places may import. */
const vendor = (name, places) => ({
  name: `${name.replace(/^@/, '').replace(/\W+/g, '-')}-in-its-place`,
  comment: `${name} is imported only from ${places.join(', ')}.`,
  severity: 'error',
  from: { pathNot: [...places, '^test/', '^bench/'] },
  to: { path: packages(name) },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'No circle, type-only imports included: move what both need to a third file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'Every import must lead to a file, a package in package.json or a module of Node.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'nobody-imports-bin',
      comment: 'bin composes; only its tests look into it.',
      severity: 'error',
      from: { pathNot: ['^bin/', '^test/', '^bench/'] },
      to: { path: '^bin/' },
    },
    {
      name: 'product-without-tests',
      comment: 'The product never needs its tests or a development package.',
      severity: 'error',
      from: { pathNot: ['^test/', '^bench/', '\\.config\\.ts$'] },
      to: { path: ['^test/', '^bench/'] },
    },
    {
      name: 'product-without-development-packages',
      comment: 'What the product imports at run time is in dependencies.',
      severity: 'error',
      from: { pathNot: ['^test/', '^bench/', '\\.config\\.ts$'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: [types], pathNot: '^node_modules/@types/' },
    },
    room(
      'domain-is-pure',
      domain,
      [packages('zod', 'semver', 'canonicalize', 'fastest-levenshtein', 'yaml', 'diff'), builtin('crypto')],
      'domain imports only domain and small pure packages.',
    ),
    {
      name: 'domain-hashes-in-one-place',
      comment: 'node:crypto is for domain/digest.ts alone, and there for createHash.',
      severity: 'error',
      from: { path: domain, pathNot: '^src/domain/digest\\.ts$' },
      to: { path: builtin('crypto') },
    },
    room('ports-know-domain', ports, [domain], 'ports are interfaces over domain nouns.'),
    room('errors-know-nobody', errors, [], 'errors.ts imports nothing.'),
    room(
      'operations-know-domain-and-ports',
      operations,
      [domain, ports, errors, packages('zod')],
      'operations import domain, ports and errors: no vendor, no clock, no template.',
    ),
    typesOnly('operations-know-ports-as-types', operations, ports, 'A port is an interface: import its types.'),
    roomOnNode(
      'adapters-know-ports-and-domain',
      '^src/adapters/',
      [domain, ports, errors, anyPackage],
      'adapters import ports, domain, errors and their vendor.',
    ),
    room(
      'config-knows-domain',
      '^src/config/',
      [domain, ports, errors, packages('zod', 'yaml'), builtin('fs', 'fs/promises', 'path', 'crypto')],
      'config imports domain, the configuration port and errors.',
    ),
    room(
      'templates-know-domain',
      templates,
      [domain, packages('@slack/types', 'liquidjs', 'mdast-util-from-markdown', 'mdast-util-to-markdown', 'zod')],
      'templates are pure functions of the domain.',
    ),
    typesOnly(
      'templates-know-slack-as-types',
      templates,
      packages('@slack/types'),
      'Block Kit is data: import its types.',
    ),
    roomOnNode(
      'handlers-parse-enqueue-answer',
      '^handlers/',
      [domain, templates, operations, ports, errors, anyPackage],
      'handlers import templates, domain, errors; neither adapters nor jobs.',
    ),
    typesOnly(
      'handlers-know-operations-as-types',
      '^handlers/',
      operations,
      'A handler enqueues; the job runs the operation.',
    ),
    typesOnly('handlers-know-ports-as-types', '^handlers/', ports, 'A port is an interface: import its types.'),
    room(
      'jobs-run-operations',
      '^jobs/',
      [domain, templates, operations, ports, errors, packages('zod', 'bullmq')],
      'jobs import operations, domain, templates, errors; neither adapters nor handlers.',
    ),
    typesOnly('jobs-know-ports-as-types', '^jobs/', ports, 'A port is an interface: import its types.'),
    roomOnNode(
      'sandbox-stands-alone',
      '^sandbox/',
      [anyPackage],
      'The sandbox speaks public protocols and imports nothing of the product.',
    ),
    {
      name: 'sandbox-imports-relatively',
      comment: 'The sandbox uses relative imports only, so that it can be lifted out.',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { dependencyTypes: ['aliased-subpath-import'] },
    },
    vendor('@slack/bolt', ['^bin/', '^handlers/']),
    vendor('@slack/web-api', ['^src/adapters/slack/']),
    vendor('@slack/types', ['^templates/', '^handlers/', '^src/adapters/slack/']),
    vendor('bullmq', ['^bin/', '^jobs/define-[^/]+\\.ts$', '^src/adapters/bullmq/']),
    vendor('ioredis', ['^bin/', '^src/adapters/(redis|bullmq)/']),
    vendor('@octokit', ['^src/adapters/github/', '^handlers/webhooks/github-sender\\.ts$']),
    vendor('@gitbeaker', ['^src/adapters/gitlab/']),
    vendor('simple-git', ['^src/adapters/git/']),
    vendor('liquidjs', ['^templates/']),
    vendor('mdast-util-[a-z-]+', ['^templates/']),
    vendor('yaml', ['^src/config/', '^src/domain/version-files/', '^sandbox/', '^bin/']),
    vendor('(react|react-dom|slack-blocks-to-jsx|fastify|@fastify|prom-client|node-emoji)', ['^sandbox/']),
    vendor('esbuild', ['^sandbox/', '^bin/changelog/bundle\\.ts$']),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^sandbox/shop/(repository|changes)/', '^dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['fairlead-source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
