import { describe, expect, it } from 'vitest';
import { formatSlackDate } from '#sandbox/slack/browser/text/slack-date.ts';

const noon = new Date(2026, 10, 21, 12, 0, 0);
const seconds = (date: Date): number => date.getTime() / 1000;

describe('formatSlackDate', () => {
  it('fills every token in the zone of the reader', () => {
    const text = formatSlackDate(seconds(noon), '{date_num} | {date_short} | {date_long} | {time_secs}', noon);
    expect(text).toBe('2026-11-21 | Nov 21, 2026 | Saturday, November 21, 2026 | 12:00:00');
  });

  it('says today, tomorrow and yesterday for pretty tokens', () => {
    const day = (offset: number): string =>
      formatSlackDate(seconds(new Date(2026, 10, 21 + offset, 23)), '{date_short_pretty}', noon);
    expect([day(0), day(1), day(-1), day(3)]).toEqual(['today', 'tomorrow', 'yesterday', 'Nov 24, 2026']);
  });

  it('says how long ago', () => {
    expect(formatSlackDate(seconds(noon) - 120, '{ago}', noon)).toBe('2 minutes ago');
    expect(formatSlackDate(seconds(noon) + 7200, '{ago}', noon)).toBe('in 2 hours');
  });

  it('leaves unknown tokens and impossible times as they are', () => {
    expect(formatSlackDate(seconds(noon), '{era}', noon)).toBe('{era}');
    expect(formatSlackDate(Number.NaN, '{date}', noon)).toBe('{date}');
  });
});
