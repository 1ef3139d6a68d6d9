import { z } from 'zod';
import type { Millis } from '../ids.ts';
import type { RiskLine } from './risk.ts';

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const Day = z.enum(days);
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as 09:00');

/** When people are there to see to a release. */
export const WorkingHours = z.strictObject({
  timeZone: z
    .string()
    .refine(isTimeZone, 'expected a time zone of the IANA database, such as Europe/Berlin')
    .default('UTC')
    .describe('Time zone the hours are meant in, by its IANA name.'),
  days: z
    .array(Day)
    .min(1)
    .default(['monday', 'tuesday', 'wednesday', 'thursday', 'friday'])
    .describe('Days on which people work.'),
  from: Time.default('09:00').describe('When a working day begins.'),
  to: Time.default('17:00').describe('When it ends.'),
});
export type WorkingHours = z.infer<typeof WorkingHours>;

/** Where in the week a moment is: in working hours, on a working day before a free one, or outside working hours. */
export function hourOf(at: Millis, { timeZone, days: working, from, to }: WorkingHours): NonNullable<RiskLine['hour']> {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  const weekday = part('weekday').toLowerCase();
  const today = days.findIndex((day) => weekday.startsWith(day));
  const time = `${part('hour')}:${part('minute')}`;
  const isWorking = (index: number): boolean => working.some((day) => day === days[index % days.length]);
  if (!isWorking(today) || time < from || time >= to) return 'outside';
  return isWorking(today + 1) ? 'working' : 'last-day';
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
