import { useEffect, useRef, useState } from 'react';
import type { Picture } from '../../client-api.ts';
import { newestTs } from '../state/conversation.ts';
import type { Place } from '../state/place.ts';
import type { Seen } from './sidebar.tsx';

/** How far each conversation was read. What was there when the page opened counts as read; the open one is read as it grows. */
export function useSeen(picture: Picture | null, place: Place): Seen {
  const [read, setRead] = useState<ReadonlyMap<string, string>>(new Map());
  const start = useRef<string | null>(null);
  if (start.current === null && picture !== null) start.current = picture.messages.at(-1)?.ts ?? '0';
  const newest = picture === null ? '0' : newestTs(picture, place.channel, place.person);
  useEffect(() => {
    setRead((before) => new Map(before).set(`${place.person} ${place.channel}`, newest));
  }, [place.person, place.channel, newest]);
  return (person, channel) => read.get(`${person} ${channel}`) ?? start.current ?? '0';
}
