/**
 * Resolves when the process is told to end: SIGINT, SIGTERM, or its parent gone where it was started with a channel, also when that was gone
 * before this was called.
 */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    process.once('disconnect', () => resolve());
    // Undefined without a channel; false once the parent has let go of it, which is told only once.
    if (process.connected === false) resolve();
  });
}
