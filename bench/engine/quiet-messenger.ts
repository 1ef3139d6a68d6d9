import type { Messenger } from '#ports/messenger.ts';

export type QuietMessenger = Messenger & { readonly counts: { posts: number; updates: number } };

/** A Slack that takes everything at once and shows it to nobody: drawings are made and sent, and cost no network. */
export function createQuietMessenger(): QuietMessenger {
  const counts = { posts: 0, updates: 0 };
  return {
    counts,
    async post({ channel }) {
      counts.posts += 1;
      return { channel, ts: `${counts.posts}.000000` };
    },
    async update() {
      counts.updates += 1;
      return true;
    },
    whisper: async () => undefined,
    respond: async () => true,
    shareFile: async () => undefined,
    updateView: async () => true,
    publishHome: async () => undefined,
    permalink: async () => null,
  };
}
