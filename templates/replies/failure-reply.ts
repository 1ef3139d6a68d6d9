import type { Words } from '#domain/drawing.ts';
import { say } from '../text/say.ts';
import { words } from './words.ts';

/** What went wrong with something a person asked for. `known` is null for a mistake of Fairlead's own, whose text nobody is shown. */
export type AskedFailure = {
  readonly known: { readonly message: string; readonly next: string } | null;
  readonly willRetry: boolean;
};

/** Tells what failed, why, and what happens next. A mistake of Fairlead's own is an apology without its text. */
export function failureReply({ known, willRetry }: AskedFailure): Words {
  if (known === null) {
    return words([
      say`Something went wrong on my side, and what you asked for was not done.`,
      say`Try again; if it stays, whoever runs Fairlead finds the details in its log.`,
    ]);
  }
  const next = willRetry ? 'I keep trying for an hour and answer when it is done. You need not ask again.' : known.next;
  return words([say`${known.message}`, say`${next}`]);
}
