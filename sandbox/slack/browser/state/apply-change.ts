import type { Change, Message, Picture } from '../../client-api.ts';

type Applicable = Exclude<Change, { readonly type: 'answer' }>;

/** Applies one change of the server to the picture. The same change applied twice gives the same picture. */
export function applyChange(picture: Picture | null, change: Applicable): Picture | null {
  if (change.type === 'hello') return { ...change.picture, messages: sortMessages(change.picture.messages) };
  if (picture === null) return null;
  switch (change.type) {
    case 'message':
      return { ...picture, messages: putMessage(picture.messages, change.message) };
    case 'message_deleted': {
      const { channel, ts } = change;
      return { ...picture, messages: picture.messages.filter((kept) => kept.channel !== channel || kept.ts !== ts) };
    }
    case 'channel':
      return { ...picture, channels: putBy(picture.channels, change.channel, 'id') };
    case 'modal_opened':
    case 'modal_updated':
      return { ...picture, modals: putBy(picture.modals, change.modal, 'id') };
    case 'modal_closed':
      return { ...picture, modals: picture.modals.filter((modal) => modal.id !== change.id) };
    case 'home':
      return { ...picture, homes: { ...picture.homes, [change.userId]: change.view } };
    case 'guide':
      return { ...picture, guide: change.guide };
    case 'shop':
      return { ...picture, shop: change.shop };
    case 'connection':
      return { ...picture, appConnected: change.appConnected };
  }
}

function putMessage(messages: readonly Message[], message: Message): readonly Message[] {
  const rest = messages.filter((kept) => kept.channel !== message.channel || kept.ts !== message.ts);
  const last = rest.at(-1);
  return last === undefined || Number(last.ts) <= Number(message.ts)
    ? [...rest, message]
    : sortMessages([...rest, message]);
}

function sortMessages(messages: readonly Message[]): readonly Message[] {
  return [...messages].sort((a, b) => Number(a.ts) - Number(b.ts));
}

function putBy<T, K extends keyof T>(list: readonly T[], item: T, key: K): readonly T[] {
  const isKnown = list.some((kept) => kept[key] === item[key]);
  return isKnown ? list.map((kept) => (kept[key] === item[key] ? item : kept)) : [...list, item];
}
