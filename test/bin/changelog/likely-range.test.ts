import { expect, it } from 'vitest';
import { cacheFolder } from '../../../bin/changelog/cache-folder.ts';
import { likelyRange } from '../../../bin/changelog/likely-range.ts';

it.each([
  [['--from', 'v1.4.0'], { from: 'v1.4.0', to: null }],
  [['--from=1.4.0', '--to', 'v1.5.0'], { from: 'v1.4.0', to: 'v1.5.0' }],
  [[], null],
  [['--to', 'v1.5.0'], null],
  [['--from'], null],
  [['--from', '--upload-pack=x'], null],
  [['--from', 'v1..v2'], null],
  [['--from', 'v1.4.0', '--to', 'HEAD~1'], null],
  [['--from', 'v1.4.0', '--to', '--all'], null],
])('guesses a range from the words %j only where git may be given both', (words, range) => {
  expect(likelyRange(words)).toEqual(range);
});

it('keeps changelogs where FAIRLEAD_CACHE says, else in the cache folder of the XDG specification', () => {
  expect(cacheFolder({ FAIRLEAD_CACHE: '/kept', XDG_CACHE_HOME: '/cache' })).toBe('/kept');
  expect(cacheFolder({ FAIRLEAD_CACHE: 'off' })).toBeNull();
  expect(cacheFolder({ XDG_CACHE_HOME: '/cache' })).toBe('/cache/fairlead/changelogs');
  expect(cacheFolder({ XDG_CACHE_HOME: 'relative' })).toMatch(/\.cache\/fairlead\/changelogs$/);
});
