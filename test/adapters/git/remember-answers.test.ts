import { expect, it } from 'vitest';
import { rememberAnswers } from '#adapters/git/remember-answers.ts';
import { aFolder, aMirror, aRemote } from './a-remote.ts';

it('asks again after each fetch, by this process or another one', async () => {
  const remote = aRemote();
  const dataDirectory = aFolder();
  const here = aMirror(remote.url, { dataDirectory });
  const other = aMirror(remote.url, { dataDirectory });
  const first = remote.head();
  await here.fetch();
  expect([await here.tags(), await here.resolve('v1'), await here.branchHead('main')]).toEqual([[], null, first]);
  remote.git('tag', 'v1');
  const second = remote.commit('feat: two');
  await other.fetch();
  expect(await here.tags()).toEqual([{ name: 'v1', sha: first }]);
  expect(await here.resolve('v1')).toBe(first);
  expect(await here.branchHead('main')).toBe(second);
});

it('asks once between two fetches, and again after a failure', async () => {
  let asked = 0;
  let stamp: string | null = 'one';
  const reader = {
    tags: async () => {
      asked += 1;
      if (asked === 1) throw new Error('away');
      return [];
    },
  };
  const remembering = rememberAnswers(reader as never, async () => stamp);
  await expect(remembering.tags()).rejects.toThrow('away');
  await remembering.tags();
  await remembering.tags();
  expect(asked).toBe(2);
  stamp = null;
  await remembering.tags();
  await remembering.tags();
  expect(asked).toBe(4);
});
