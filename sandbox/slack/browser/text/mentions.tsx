import { usePage } from '../page-context.ts';

/** A person by name; the acting person stands out. An unknown id is shown as it is. */
export function UserMention({ id }: { readonly id: string }) {
  const { picture, place } = usePage();
  const person = picture.people.find((one) => one.id === id);
  const name = person?.name ?? (id === picture.appUserId ? picture.appName : id);
  return <span className={id === place.person ? 'mention mention-me' : 'mention'}>@{name}</span>;
}

/** A channel by name, as a link to it. */
export function ChannelMention({ id }: { readonly id: string }) {
  const { picture, go } = usePage();
  const channel = picture.channels.find((one) => one.id === id);
  if (channel === undefined) return <span className="mention">#{id}</span>;
  return (
    <button type="button" className="link mention" onClick={() => go({ channel: id })}>
      #{channel.name}
    </button>
  );
}

/** A user group by handle; it stands out for its members. */
export function GroupMention({ id }: { readonly id: string }) {
  const { picture, place } = usePage();
  const handle = picture.userGroups?.find((group) => group.id === id)?.handle ?? id;
  const me = picture.people.find((one) => one.id === place.person);
  const isMine = me?.groups.some((group) => group === id || group === handle) === true;
  return <span className={isMine ? 'mention mention-me' : 'mention'}>@{handle}</span>;
}

/** `@here`, `@channel` or `@everyone`, drawn loud because it calls many people. */
export function Broadcast({ range }: { readonly range: string }) {
  return <span className="mention mention-all">@{range}</span>;
}
