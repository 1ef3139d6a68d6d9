/** A goal and what was measured: said to be met or missed, whatever comes. */
export function goalLine(what: string, measured: number, atMost: number, unit: string): string {
  const verdict = Number.isNaN(measured) ? 'not measured' : measured <= atMost ? 'met' : 'MISSED';
  return `goal ${verdict}: ${what}: ${measured.toFixed(2)} ${unit}, at most ${atMost} ${unit}`;
}
