/** Resolves when the process is told to end: SIGINT, SIGTERM, or its parent gone where it was started with a channel. */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    process.once('disconnect', () => resolve());
  });
}
