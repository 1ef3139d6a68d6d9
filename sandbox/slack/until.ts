import type { Changes } from './workspace/changes.ts';

/** Waits until `look` gives something other than nothing; looks after each change and every 20 ms. */
export function until<Seen>(
  changes: Changes,
  look: () => Seen | undefined | null | false,
  withinMs: number,
): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const end = () => {
      unwatch();
      clearInterval(again);
      clearTimeout(late);
    };
    const check = () => {
      try {
        const seen = look();
        if (seen === undefined || seen === null || seen === false) return;
        end();
        resolve(seen);
      } catch (error) {
        end();
        reject(error);
      }
    };
    const unwatch = changes.watch(check);
    const again = setInterval(check, 20);
    const late = setTimeout(() => {
      end();
      reject(new Error(`Nothing of the kind happened in the sandbox's Slack within ${withinMs} ms: ${look}`));
    }, withinMs);
    check();
  });
}
