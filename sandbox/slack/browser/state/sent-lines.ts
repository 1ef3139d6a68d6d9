const KEPT = 50;
const lines: string[] = [];

/** Keeps a sent line for `recall`; the same line twice in a row is kept once. */
export function remember(line: string): void {
  if (lines[0] === line) return;
  lines.unshift(line);
  lines.length = Math.min(lines.length, KEPT);
}

/** The line sent `steps` sends ago: 1 is the last, 0 the empty box. Nothing if there is none. */
export function recall(steps: number): string | null {
  return steps === 0 ? '' : (lines[steps - 1] ?? null);
}
