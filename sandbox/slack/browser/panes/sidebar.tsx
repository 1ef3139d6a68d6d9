import type { Channel } from '../../client-api.ts';
import { usePage } from '../page-context.ts';
import {
  appConversation,
  channelTitle,
  directConversations,
  joinedChannels,
  unreadCount,
} from '../state/conversation.ts';
import { HOME } from '../state/place.ts';
import { PeopleSwitcher } from './people-switcher.tsx';

/** How far each conversation was read, by person and channel. */
export type Seen = (person: string, channel: string) => string;

/** Workspace, who acts, channels, and the app. */
export function Sidebar({ seen }: { readonly seen: Seen }) {
  const { picture, place } = usePage();
  const direct = directConversations(picture, place.person);
  return (
    <nav className="sidebar" aria-label="Workspace" data-region>
      <div className="workspace">
        <span className="workspace-mark" aria-hidden="true">
          {picture.team.name.slice(0, 1)}
        </span>
        <div>
          <strong>{picture.team.name}</strong>
          <span>On this machine only</span>
        </div>
      </div>
      <PeopleSwitcher />
      <h2>Channels</h2>
      <ul>
        {joinedChannels(picture, place.person).map((channel) => (
          <ChannelLink key={channel.id} channel={channel} seen={seen} />
        ))}
      </ul>
      {direct.length > 0 && (
        <>
          <h2>Direct messages</h2>
          <ul>
            {direct.map((channel) => (
              <ChannelLink key={channel.id} channel={channel} seen={seen} />
            ))}
          </ul>
        </>
      )}
      <h2>Apps</h2>
      <ul>
        <AppLink seen={seen} />
      </ul>
    </nav>
  );
}

function ChannelLink({ channel, seen }: { readonly channel: Channel; readonly seen: Seen }) {
  const { picture, place, go } = usePage();
  const isHere = place.channel === channel.id;
  const unread = isHere ? 0 : unreadCount(picture, channel.id, place.person, seen(place.person, channel.id));
  const title = channelTitle(picture, channel, place.person);
  return (
    <li>
      <button
        type="button"
        className={unread > 0 ? 'side-link unread' : 'side-link'}
        aria-current={isHere ? 'page' : undefined}
        onClick={() => go({ channel: channel.id })}
      >
        <span className="side-sign" aria-hidden="true">
          {channel.kind === 'channel' ? '#' : '@'}
        </span>
        <span className="side-name">{title}</span>
        <Unread count={unread} />
      </button>
    </li>
  );
}

function AppLink({ seen }: { readonly seen: Seen }) {
  const { picture, place, go } = usePage();
  const talk = appConversation(picture, place.person);
  const isHere = place.channel === HOME || place.channel === talk?.id;
  const unread =
    talk === undefined || isHere ? 0 : unreadCount(picture, talk.id, place.person, seen(place.person, talk.id));
  return (
    <li>
      <button
        type="button"
        className={unread > 0 ? 'side-link unread' : 'side-link'}
        aria-current={isHere ? 'page' : undefined}
        onClick={() => go({ channel: unread > 0 && talk !== undefined ? talk.id : HOME })}
      >
        <span className={picture.appConnected ? 'dot on' : 'dot'} aria-hidden="true" />
        <span className="side-name">{picture.appName}</span>
        {!picture.appConnected && <span className="side-note">not connected</span>}
        <Unread count={unread} />
      </button>
    </li>
  );
}

function Unread({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <span className="count">
      {count}
      <span className="visually-hidden"> unread</span>
    </span>
  );
}
