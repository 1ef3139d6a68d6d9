/** `14:02` in the reader's zone, from a Slack ts. */
export function clockTime(ts: string): string {
  return momentOf(ts).toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** The full date and time of a Slack ts, for titles. */
export function fullTime(ts: string): string {
  return momentOf(ts).toLocaleString('en', { dateStyle: 'full', timeStyle: 'medium' });
}

/** `Today`, `Yesterday`, or the date, from a Slack ts. */
export function dayName(ts: string, now: Date = new Date()): string {
  const day = (value: Date): number => Date.UTC(value.getFullYear(), value.getMonth(), value.getDate()) / 86_400_000;
  const distance = day(now) - day(momentOf(ts));
  if (distance === 0) return 'Today';
  if (distance === 1) return 'Yesterday';
  return momentOf(ts).toLocaleDateString('en', { weekday: 'long', month: 'long', day: 'numeric' });
}

function momentOf(ts: string): Date {
  return new Date(Number(ts) * 1000);
}
