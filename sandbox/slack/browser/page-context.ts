import { createContext, use } from 'react';
import type { Picture } from '../client-api.ts';
import type { Confirm } from './block-types.ts';
import type { Answer, Deed, Status } from './state/connection.ts';
import type { Place } from './state/place.ts';

/** What every part of the page may read and do. */
export type Page = {
  readonly picture: Picture;
  readonly status: Status;
  readonly place: Place;
  readonly theme: 'light' | 'dark';
  /** Goes to another place; what is left out of `next` stays, but a thread closes unless it is named. */
  readonly go: (next: Partial<Place>) => void;
  /** Does something as the acting person. A failure is shown as a toast unless `quiet`. */
  readonly act: (deed: Deed, quiet?: 'quiet') => Promise<Answer>;
  /** Shows a Slack confirm dialog; true if the person agreed. */
  readonly ask: (confirm: Confirm) => Promise<boolean>;
  readonly notify: (text: string) => void;
  /** Puts text into the message box of the open channel, or of the first channel when Home is open. Sends nothing. */
  readonly fill: (text: string) => void;
};

/** The page, for `usePage`. */
export const PageContext = createContext<Page | null>(null);

/** The page; throws outside of it. */
export function usePage(): Page {
  const page = use(PageContext);
  if (page === null) throw new Error('usePage was called outside of the page.');
  return page;
}
