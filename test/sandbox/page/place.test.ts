import { describe, expect, it } from 'vitest';
import { formatPlace, parsePermalink, parsePlace } from '#sandbox/slack/browser/state/place.ts';

describe('a place in the hash', () => {
  it('comes back as it was written', () => {
    const place = { person: 'U1', channel: 'C1', thread: '1790000000.000100' };
    expect(parsePlace(formatPlace(place))).toEqual(place);
    expect(parsePlace(formatPlace({ person: 'U1', channel: 'home' }))).toEqual({ person: 'U1', channel: 'home' });
  });

  it.each(['', '#', '#%E0%A4%A/C1/x', '#///'])('leaves out what is damaged in %j', (hash) => {
    expect(parsePlace(hash)).not.toHaveProperty('person');
    expect(parsePlace(hash)).not.toHaveProperty('thread');
  });
});

describe('parsePermalink', () => {
  it('reads the message and its thread', () => {
    expect(
      parsePermalink('https://x.example/archives/C1/p1790000000000100?thread_ts=1780000000.000100&cid=C1'),
    ).toEqual({
      channel: 'C1',
      ts: '1790000000.000100',
      thread: '1780000000.000100',
    });
  });

  it('is nothing for other addresses', () => {
    expect(parsePermalink('https://x.example/pull/12')).toBeNull();
  });
});
