import type { Act } from '../client-api.ts';
import type { SlackCore } from '../core.ts';
import type { PostOffice } from '../delivery/post-office.ts';

/** What an act needs: the workspace and the way to the app. */
export type ActRoom = {
  readonly core: SlackCore;
  readonly office: PostOffice;
  /** Pushes a prepared change to the shop; undefined where there is no shop. */
  readonly pushChange: ((change: string) => Promise<void>) | undefined;
};

/** How an act ended. `error` is a word of Slack's or a short sentence for the person. */
export type ActAnswer = { readonly ok: true; readonly data?: unknown } | { readonly ok: false; readonly error: string };

/** One kind of act. */
export type ActOf<Type extends Act['type']> = Extract<Act, { type: Type }>;

/** An act that could not be done, with the reason the person is shown. */
export function refused(error: string): ActAnswer {
  return { ok: false, error };
}
