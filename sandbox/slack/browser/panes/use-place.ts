import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Picture } from '../../client-api.ts';
import { formatPlace, HOME, type Place, parsePlace } from '../state/place.ts';

/** Where the page is, from the URL's hash, with what the hash lacks filled in from the workspace; and a way to go elsewhere. */
export function usePlace(picture: Picture | null): {
  readonly place: Place;
  readonly go: (next: Partial<Place>) => void;
} {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  const place = useMemo(() => placeIn(picture, parsePlace(hash)), [picture, hash]);
  const { person, channel } = place;
  const go = useCallback(
    (next: Partial<Place>) => {
      window.location.hash = formatPlace({ person, channel, ...next });
      tellAtOnce();
    },
    [person, channel],
  );
  return { place, go };
}

function placeIn(picture: Picture | null, asked: Partial<Place>): Place {
  const people = picture?.people.filter((person) => !person.isBot) ?? [];
  const person = people.find((one) => one.id === asked.person) ?? people[0];
  const known = picture?.channels.filter((one) => person !== undefined && one.members.includes(person.id)) ?? [];
  const channel = known.find((one) => one.id === asked.channel);
  const first = known.find((one) => one.kind === 'channel' && !one.isArchived);
  const fallback = asked.channel === HOME || first === undefined ? HOME : first.id;
  return {
    person: person?.id ?? '',
    channel: channel?.id ?? fallback,
    ...(channel === undefined || asked.thread === undefined ? {} : { thread: asked.thread }),
  };
}

/** The browser tells of a new hash a task later; till then React would take back the radio button that was just chosen. */
function tellAtOnce(): void {
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
