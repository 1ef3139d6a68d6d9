import { expect, it } from 'vitest';
import { hourOf, WorkingHours } from '#domain/risk/working-hours.ts';

const berlin = WorkingHours.parse({ timeZone: 'Europe/Berlin' });
const at = (iso: string): number => Date.parse(iso);

it.each([
  ['a Wednesday morning', '2026-11-18T09:00:00Z', 'working'],
  ['before nine in Berlin', '2026-11-18T07:59:00Z', 'outside'],
  ['nine in Berlin in winter', '2026-11-18T08:00:00Z', 'working'],
  ['nine in Berlin in summer', '2026-07-15T07:00:00Z', 'working'],
  ['five in the afternoon, when the day is over', '2026-11-18T16:00:00Z', 'outside'],
  ['a Friday', '2026-11-20T10:00:00Z', 'last-day'],
  ['a Saturday', '2026-11-21T10:00:00Z', 'outside'],
  ['midnight', '2026-11-18T23:00:00Z', 'outside'],
])('%s is %s', (_what, iso, hour) => {
  expect(hourOf(at(iso), berlin)).toBe(hour);
});

it('knows no day before a free one where people work every day', () => {
  const every = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  expect(hourOf(at('2026-11-22T10:00:00Z'), WorkingHours.parse({ days: every }))).toBe('working');
});

it('refuses a time zone nobody knows and a time that is none', () => {
  expect(WorkingHours.safeParse({ timeZone: 'Europe/Atlantis' }).success).toBe(false);
  expect(WorkingHours.safeParse({ from: '25:00' }).success).toBe(false);
});
