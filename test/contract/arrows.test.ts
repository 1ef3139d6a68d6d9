import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect, it } from 'vitest';

type Violation = { readonly from: string; readonly rule: { readonly name: string } };

/** A house in order: nothing here may be refused. */
const sound: Readonly<Record<string, string>> = {
  'src/errors.ts': 'export class ReleaseError extends Error {}\n',
  'src/domain/version.ts': "import { z } from 'zod';\nexport const version = z.string();\n",
  'src/ports/clock.ts': 'export type Clock = { now(): number };\nexport const noClock = null;\n',
  'src/adapters/git/git.ts': "export { simpleGit } from 'simple-git';\n",
  'src/operations/act.ts':
    "import type { Clock } from '#ports/clock.ts';\nexport const act = (clock: Clock) => clock.now();\n",
  'src/config/file.ts': "import { parse } from 'yaml';\nexport const file = parse('');\n",
  'templates/card.ts': "import { version } from '#domain/version.ts';\nexport const card = version;\n",
  'jobs/act.ts': "import { act } from '#operations/act.ts';\nexport const job = act;\n",
  'handlers/act.ts':
    "import type { App } from '@slack/bolt';\nimport { card } from '#templates/card.ts';\nexport const listen = (app: App) => [app, card];\n",
  'sandbox/slack.ts': "import 'fastify';\n",
  'bin/start.ts': "import '#jobs/act.ts';\nimport '#handlers/act.ts';\nimport '#adapters/git/git.ts';\n",
  'test/support.ts': "import '../bin/start.ts';\n",
};

const broken: readonly [string, string, string, string][] = [
  ['domain that reads files', 'src/domain/a.ts', "import 'node:fs';\n", 'domain-is-pure'],
  ['domain that hashes by itself', 'src/domain/b.ts', "import 'node:crypto';\n", 'domain-hashes-in-one-place'],
  ['domain that knows a port', 'src/domain/c.ts', "export type { Clock } from '#ports/clock.ts';\n", 'domain-is-pure'],
  ['a port that knows a vendor', 'src/ports/a.ts', "import 'zod';\n", 'ports-know-domain'],
  [
    'an operation that knows an adapter',
    'src/operations/a.ts',
    "import '#adapters/git/git.ts';\n",
    'operations-know-domain-and-ports',
  ],
  [
    'an operation that needs a port at run time',
    'src/operations/b.ts',
    "export { noClock } from '#ports/clock.ts';\n",
    'operations-know-ports-as-types',
  ],
  [
    'an adapter that knows the configuration',
    'src/adapters/a.ts',
    "import '#config/file.ts';\n",
    'adapters-know-ports-and-domain',
  ],
  ['configuration that knows an adapter', 'src/config/a.ts', "import '#adapters/git/git.ts';\n", 'config-knows-domain'],
  ['a template that knows an operation', 'templates/a.ts', "import '#operations/act.ts';\n", 'templates-know-domain'],
  ['a handler that knows a job', 'handlers/a.ts', "import '#jobs/act.ts';\n", 'handlers-parse-enqueue-answer'],
  [
    'a handler that runs an operation',
    'handlers/b.ts',
    "import '#operations/act.ts';\n",
    'handlers-know-operations-as-types',
  ],
  ['a job that knows a handler', 'jobs/a.ts', "import '#handlers/act.ts';\n", 'jobs-run-operations'],
  ['anything that imports bin', 'jobs/b.ts', "import '../bin/start.ts';\n", 'nobody-imports-bin'],
  ['a sandbox that knows the product', 'sandbox/a.ts', "import '../src/domain/version.ts';\n", 'sandbox-stands-alone'],
  ['a sandbox that imports by name', 'sandbox/b.ts', "import '#sandbox/slack.ts';\n", 'sandbox-imports-relatively'],
  ['Bolt outside handlers', 'src/adapters/b.ts', "import '@slack/bolt';\n", 'slack-bolt-in-its-place'],
  ['Block Kit types at run time', 'templates/b.ts', "import '@slack/types';\n", 'templates-know-slack-as-types'],
  ['BullMQ in a job', 'jobs/c.ts', "import 'bullmq';\n", 'bullmq-in-its-place'],
  ['Redis outside its adapter', 'src/adapters/git/a.ts', "import 'ioredis';\n", 'ioredis-in-its-place'],
  ['Octokit outside its adapter', 'src/adapters/git/b.ts', "import '@octokit/rest';\n", 'octokit-in-its-place'],
  ['simple-git outside its adapter', 'src/adapters/c.ts', "import 'simple-git';\n", 'simple-git-in-its-place'],
  [
    'a development package in the product',
    'src/adapters/d.ts',
    "import 'fast-check';\n",
    'product-without-development-packages',
  ],
  ['a product that needs its tests', 'jobs/d.ts', "import '#test/support.ts';\n", 'product-without-tests'],
  ['a file that is not there', 'jobs/e.ts', "import './gone.ts';\n", 'no-unresolvable'],
  ['a circle of types', 'jobs/f.ts', "import type { F } from './f.ts';\nexport type F = F[];\n", 'no-circles'],
];

let violations: readonly Violation[];

beforeAll(async () => {
  const tree = await mkdtemp(join(tmpdir(), 'fairlead-arrows-'));
  for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) await cp(file, join(tree, file));
  await symlink(resolve('node_modules'), join(tree, 'node_modules'));
  const files = { ...sound, ...Object.fromEntries(broken.map(([, path, text]) => [path, text])) };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text);
  }
  const rooms = ['bin', 'handlers', 'jobs', 'templates', 'src', 'sandbox', 'test'];
  const args = ['--config', '.dependency-cruiser.cjs', '--preserve-symlinks', '--output-type', 'json', ...rooms];
  const { stdout } = await execa(resolve('node_modules/.bin/depcruise'), args, { cwd: tree, reject: false });
  violations = (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
  await rm(tree, { recursive: true, force: true });
});

it('lets every arrow of the house pass', () => {
  expect(violations.filter(({ from }) => Object.hasOwn(sound, from))).toEqual([]);
});

it.each(broken)('catches %s', (_what, path, _text, rule) => {
  expect(violations.filter(({ from }) => from === path).map(({ rule: { name } }) => name)).toContain(rule);
});
