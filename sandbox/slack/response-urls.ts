import { randomBytes } from 'node:crypto';
import type { Timings } from './timings.ts';

/** Where the messages sent to a response_url go, and the message it was given for. */
export type ResponseTarget = {
  readonly channel: string;
  readonly userId: string;
  readonly message?: string;
  readonly thread_ts?: string;
  /** The command line to publish with a first in_channel answer. */
  readonly command?: { readonly line: string; isPublished: boolean };
};

/** The response_urls of the workspace: each may be used five times in thirty minutes. */
export type ResponseUrls = {
  /** The path of a new response_url. */
  readonly create: (target: ResponseTarget) => string;
  /** Uses one of the five; says why it cannot be used. */
  readonly use: (path: string) => ResponseTarget | 'used_url' | 'expired_url' | 'unknown_url';
  /** Gives a use back: Slack does not count a message it refused. */
  readonly giveBack: (path: string) => void;
};

const usesAllowed = 5;

/** Starts with no response_urls. */
export function createResponseUrls(timings: Timings): ResponseUrls {
  const known = new Map<string, { readonly target: ResponseTarget; readonly until: number; uses: number }>();
  return {
    create(target) {
      const path = `/response/T0SANDBOX0/${known.size + 1}/${randomBytes(12).toString('hex')}`;
      known.set(path, { target, until: timings.now() + timings.responseUrlMs, uses: 0 });
      return path;
    },
    use(path) {
      const entry = known.get(path);
      if (entry === undefined) return 'unknown_url';
      if (timings.now() > entry.until) return 'expired_url';
      if (entry.uses >= usesAllowed) return 'used_url';
      entry.uses += 1;
      return entry.target;
    },
    giveBack(path) {
      const entry = known.get(path);
      if (entry !== undefined) entry.uses -= 1;
    },
  };
}
