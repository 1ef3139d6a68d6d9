import { expect, it } from 'vitest';
import { branchRef, checkKey, checkPath, checkSha, isRefName, tagRef } from '#adapters/git/check-ref.ts';
import { gitFailure } from '#adapters/git/git-failure.ts';
import { redactAddress } from '#adapters/git/redact-address.ts';
import { repositoryAddress } from '#adapters/git/repository-address.ts';
import { ReleaseError } from '#errors.ts';

const refused = expect.objectContaining({ code: 'GIT_REFUSED_REF', fault: 'user' });
function caught(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

it.each(['main', 'release/1.5', 'v1.5.0', 'a.b', '\u00e9t\u00e9', 'x@y', 'v1.0.0+build'])(
  'lets %s be a ref',
  (name) => {
    expect(isRefName(name)).toBe(true);
  },
);

it.each([
  '',
  '-d',
  '--output=/etc/passwd',
  'a..b',
  'a b',
  'a~1',
  'a^',
  'a:b',
  'a?',
  'a*',
  'a[b',
  'a\\b',
  '@',
  'a@{1}',
  '/a',
  'a/',
  'a//b',
  '.a',
  'a/.b',
  'a.lock',
  'a.lock/b',
  'a.',
  'a\0b',
  'a\nb',
  'a\u202eb',
  'a\u200bb',
  'x'.repeat(201),
])('does not let %j be a ref', (name) => {
  expect(isRefName(name)).toBe(false);
  expect(caught(() => branchRef(name))).toEqual(refused);
  expect(caught(() => tagRef(name))).toEqual(refused);
});

it.each([
  '',
  '-x',
  '../x',
  'a/../b',
  '/etc/passwd',
  '.git/config',
  'a/.GIT/hooks/x',
  'a\\b',
  'a\nb',
  'a//b',
  'a/',
  './a',
])('refuses the path %j', (path) => {
  expect(caught(() => checkPath(path))).toEqual(refused);
});

it.each(['', '..', '.', '-x', 'a/b', 'a\0b'])('refuses the checkout key %j', (key) => {
  expect(caught(() => checkKey(key))).toEqual(refused);
});

it.each(['', 'HEAD', '-x', 'abc', `${'a'.repeat(39)}g`])('refuses the sha %j', (sha) => {
  expect(caught(() => checkSha(sha))).toEqual(refused);
});

it.each([
  'ext::sh -c x',
  '--upload-pack=x',
  '-u',
  'relative/path',
  'https://',
  'ssh://-oProxyCommand=x/y',
  'git@-x:y',
  'http://a b',
  '',
])('refuses the address %j', (address) => {
  expect(caught(() => repositoryAddress(address))).toEqual(refused);
});

it('takes credentials out of an http address and gives them to that host only', () => {
  const plain = repositoryAddress('https://forge.example/shop.git');
  const { url, settings, shown, hash } = repositoryAddress('https://bot:s%40cret@forge.example/shop.git');
  expect({ url, shown, hash }).toEqual({ url: plain.url, shown: plain.shown, hash: plain.hash });
  expect(settings).toEqual([
    ['http.https://forge.example/.extraheader', `Authorization: Basic ${Buffer.from('bot:s@cret').toString('base64')}`],
  ]);
});

it('gives the token to https remotes of its host only', () => {
  const token = { host: 'github.com', token: 'secret' };
  const count = (address: string) => repositoryAddress(address, [token]).settings.length;
  expect(count('https://github.com/shop/shop')).toBe(1);
  expect(count('https://github.com.evil.example/shop')).toBe(0);
  expect(count('http://github.com/shop/shop')).toBe(0);
  expect(count('https://github.com:8443/shop/shop')).toBe(0);
  expect(count('git@github.com:shop/shop.git')).toBe(0);
});

it.each([
  ["fatal: unable to access 'https://me:pw@h/x': Could not resolve host: h", 'GIT_UNREACHABLE'],
  [
    'ssh: connect to host h port 22: Connection timed out\nfatal: Could not read from remote repository.',
    'GIT_UNREACHABLE',
  ],
  ["fatal: Unable to create '/x/packed-refs.lock': File exists.", 'GIT_UNREACHABLE'],
  ["error: cannot lock ref 'refs/heads/a'", 'GIT_UNREACHABLE'],
  ['error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502', 'GIT_UNREACHABLE'],
  ['block timeout reached', 'GIT_UNREACHABLE'],
  ["fatal: Authentication failed for 'https://me:pw@h/x'", 'GIT_FAILED'],
  ['git@h: Permission denied (publickey).\nfatal: Could not read from remote repository.', 'GIT_FAILED'],
  ["remote: Repository not found.\nfatal: repository 'https://h/x' not found", 'GIT_FAILED'],
  ["fatal: unable to access 'https://h/x': The requested URL returned error: 403", 'GIT_FAILED'],
  ['', 'GIT_FAILED'],
])('tells what git means by %j', (stderr, code) => {
  const error = gitFailure('Fetching', stderr);
  expect(error).toBeInstanceOf(ReleaseError);
  expect(error).toMatchObject({ code, fault: code === 'GIT_FAILED' ? 'fatal' : 'transient' });
  expect(error.message).not.toContain('pw');
});

it('redacts user names, passwords and headers', () => {
  expect(redactAddress('clone https://a:b@h/x and ssh://git@h/y, Authorization: Basic Zm9v!')).toBe(
    'clone https://***@h/x and ssh://***@h/y, Authorization: ***',
  );
});
