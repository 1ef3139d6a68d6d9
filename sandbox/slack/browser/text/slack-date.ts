/**
 * Formats a Slack date (`<!date^1790000000^{date_short} at {time}|..>`) in the reader's own zone. Knows the tokens date_num,
 * date, date_short, date_long, their _pretty forms, time, time_secs and ago; an unknown token stays as it is. Seconds in.
 */
export function formatSlackDate(seconds: number, format: string, now: Date = new Date()): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return format;
  return format.replace(/\{(\w+)\}/g, (token, name: string) => tokenText(name, date, now) ?? token);
}

const FORMATS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
};

function tokenText(name: string, date: Date, now: Date): string | undefined {
  if (name === 'ago') return agoText(date, now);
  if (name === 'date_num') {
    const two = (value: number): string => String(value).padStart(2, '0');
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  }
  const isPretty = name.endsWith('_pretty');
  const near = isPretty ? nearDay(date, now) : undefined;
  if (near !== undefined) return near;
  const options = FORMATS[isPretty ? name.slice(0, -'_pretty'.length) : name];
  return options === undefined ? undefined : new Intl.DateTimeFormat('en', options).format(date);
}

function nearDay(date: Date, now: Date): string | undefined {
  const day = (value: Date): number => Date.UTC(value.getFullYear(), value.getMonth(), value.getDate()) / 86_400_000;
  const names: Readonly<Record<number, string>> = { 0: 'today', 1: 'tomorrow', [-1]: 'yesterday' };
  return names[day(date) - day(now)];
}

function agoText(date: Date, now: Date): string {
  const seconds = Math.round((date.getTime() - now.getTime()) / 1000);
  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size < 60) return relative.format(seconds, 'second');
  if (size < 3600) return relative.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return relative.format(Math.round(seconds / 3600), 'hour');
  return relative.format(Math.round(seconds / 86_400), 'day');
}
