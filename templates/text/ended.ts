/** A foreign sentence with a full stop where it has no end of its own, so that the next one can follow. */
export function ended(text: string): string {
  return text === '' || /[.!?:\u2026]$/.test(text) ? text : `${text}.`;
}
