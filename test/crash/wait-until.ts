import { setTimeout as sleep } from 'node:timers/promises';

/** Looks every 100 ms until `look` gives something; null when it gave nothing within `millis`. */
export async function waitUntil<Seen>(
  look: () => Promise<Seen | null | false> | Seen | null | false,
  millis: number,
): Promise<Seen | null> {
  const deadline = Date.now() + millis;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== false) return seen;
    if (Date.now() > deadline) return null;
    await sleep(100);
  }
}
