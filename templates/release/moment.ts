import type { TimedEvent } from '#domain/picture.ts';
import type { Release } from '#domain/release/release.ts';
import type { RichPart } from '../blocks/rich-text.ts';
import type { Phrase } from '../text/phrase.ts';

/** What the thread says of one event: a sentence, what belongs below it, and whether the channel sees it too. */
export type EventLine = {
  readonly phrase: Phrase;
  readonly parts?: readonly RichPart[];
  readonly broadcast?: boolean;
};

/** An event with the release as it was before it and after it, and the whole log up to it. */
export type Moment = {
  readonly event: TimedEvent;
  readonly before: Release;
  readonly after: Release;
  readonly log: readonly TimedEvent[];
  /** Who may fill a seat of an open gate, for the one message that asks them. */
  readonly eligible: ReadonlyMap<string, readonly string[]>;
};
