import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fakePath, tellsVersion } from '#test/support/fake-path.ts';
import { redisServer } from '../../../bin/redis/provide-redis.ts';

/** A package manager that writes its arguments down and, for one package, installs a server program beside itself. */
function packageManager(works: string, program: string, version: string): readonly string[] {
  return [
    'echo "$@" >>"$HERE/asked"',
    'for last; do :; done',
    `if [ "$last" = ${works} ]; then`,
    `  printf '#!/bin/sh\\n%s\\n' '${tellsVersion('Redis', version)[0]}' >"$HERE/${program}"`,
    `  /bin/chmod 755 "$HERE/${program}"`,
    'elif [ "$1" != update ]; then echo "E: Unable to locate package $last" >&2; exit 1; fi',
  ];
}

it.each([
  ['apt-get', 'redis-server', true, 'apt-get install redis-server'],
  ['dnf', 'valkey', true, 'dnf install valkey'],
  ['apk', 'redis', true, 'apk add redis'],
  ['brew', 'redis', false, 'brew install redis'],
])('installs with %s and says so in one line', async (manager, name, isRoot, command) => {
  const path = await fakePath({ [manager]: packageManager(name, 'redis-server', '7.2.4') });
  const said: string[] = [];
  const server = await redisServer({ path, isRoot, say: (line) => said.push(line) });
  expect(server).toEqual({ file: join(path, 'redis-server'), product: 'redis', version: '7.2.4' });
  expect(said).toEqual([`No Redis server was found on the PATH. Installing one: ${command}`]);
});

it('refreshes the package lists before apt-get installs, and never asks a question', async () => {
  const path = await fakePath({ 'apt-get': packageManager('redis-server', 'redis-server', '7.0.15') });
  await redisServer({ path, isRoot: true, say: () => undefined });
  expect((await readFile(join(path, 'asked'), 'utf8')).trim().split('\n')).toEqual([
    'update -q',
    'install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 redis-server',
  ]);
});

it('tries the next package when the distribution lacks the first', async () => {
  const path = await fakePath({ dnf: packageManager('redis', 'redis-server', '7.2.4') });
  const said: string[] = [];
  await redisServer({ path, isRoot: true, say: (line) => said.push(line) });
  expect(said.map((line) => line.split(': ')[1])).toEqual(['dnf install valkey', 'dnf install redis']);
});

it.each([
  [
    'nothing can install it',
    {},
    true,
    'Fairlead needs a Redis or Valkey server, 6.2 or later, and none of apt-get, dnf, apk and Homebrew is here. Install redis-server or valkey-server, or set REDIS_URL.',
  ],
  [
    'the package manager needs a password',
    { 'apt-get': ['exit 1'] },
    false,
    'Fairlead needs a Redis or Valkey server, 6.2 or later, and apt-get asks for a password. Run `sudo apt-get install redis-server`, or set REDIS_URL.',
  ],
  [
    'the package manager fails',
    { apk: ['echo "ERROR: unable to select packages" >&2', 'exit 1'] },
    true,
    'Fairlead needs a Redis or Valkey server, 6.2 or later, and apk could not install it (ERROR: unable to select packages). Run `apk add redis` by hand to see why, or set REDIS_URL.',
  ],
  [
    'the distribution only has an old one',
    { 'apt-get': packageManager('redis-server', 'redis-server', '6.0.16') },
    true,
    'Fairlead needs a Redis or Valkey server, 6.2 or later, and apt-get install redis-server brought none that is recent enough. Install redis-server or valkey-server by hand, or set REDIS_URL.',
  ],
])('says what to do when %s', async (_why, programs, isRoot, message) => {
  const path = await fakePath(programs);
  await expect(redisServer({ path, isRoot, say: () => undefined })).rejects.toMatchObject({
    code: 'REDIS_NOT_INSTALLED',
    fault: 'fatal',
    message,
  });
});

it('installs nothing over a server that is too old', async () => {
  const path = await fakePath({
    'redis-server': tellsVersion('Redis', '6.0.16'),
    'apt-get': ['echo asked >"$HERE/asked"'],
  });
  await expect(redisServer({ path, isRoot: true, say: () => undefined })).rejects.toThrow(
    `Fairlead needs a Redis or Valkey server, 6.2 or later, and ${path}/redis-server is version 6.0.16. Install a newer redis-server or valkey-server, or set REDIS_URL.`,
  );
  await expect(readFile(join(path, 'asked'))).rejects.toThrow('ENOENT');
});
