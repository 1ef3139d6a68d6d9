/** A length of time as one rounded-down number: `45 seconds`, `3 minutes`, `2 hours`, `5 days`. */
export function ageInWords(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1_000));
  if (seconds < 60) return counted(seconds, 'second');
  if (seconds < 3_600) return counted(Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return counted(Math.floor(seconds / 3_600), 'hour');
  return counted(Math.floor(seconds / 86_400), 'day');
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
