import { memo, useMemo } from 'react';
import type { Message, Person } from '../../client-api.ts';
import { readBlocks } from '../block-types.ts';
import { BlocksView } from '../blocks/blocks-view.tsx';
import { SurfaceProvider, useTyped } from '../blocks/surface.tsx';
import { usePage } from '../page-context.ts';
import { Mrkdwn } from '../text/text-view.tsx';
import { Avatar } from './avatar.tsx';
import { FileList } from './file-list.tsx';
import { clockTime, fullTime } from './message-time.ts';

type Props = {
  readonly message: Message;
  /** True if it follows a message of the same person closely, so the name is not said again. */
  readonly isFollowing: boolean;
  /** How many replies to link to; 0 hides the link. */
  readonly replies: number;
  readonly inThread: boolean;
};

/** One message: who, when, what, and the way into its thread. */
export const MessageItem = memo(function MessageItem({ message, isFollowing, replies, inThread }: Props) {
  const { picture, place } = usePage();
  const person = picture.people.find((one) => one.id === message.user);
  const name =
    person?.realName || person?.name || (message.user === picture.appUserId ? picture.appName : message.user);
  const isPrivate = message.ephemeralTo !== undefined;
  const kinds = ['message', isFollowing && 'following', isPrivate && 'private', place.thread === message.ts && 'open'];
  return (
    <article
      className={kinds.filter(Boolean).join(' ')}
      aria-label={`${name}, ${clockTime(message.ts)}${isPrivate ? ', only visible to you' : ''}`}
      data-testid="message"
      data-ts={message.ts}
      data-user={message.user}
      data-ephemeral={isPrivate ? 'true' : undefined}
    >
      <div className="gutter">{isFollowing ? <Clock ts={message.ts} /> : <Avatar person={person} />}</div>
      <div className="message-body">
        {isPrivate && <p className="private-note">Only visible to you</p>}
        {!isFollowing && <MessageHead message={message} person={person} name={name} />}
        <MessageContent message={message} />
        <MessageLinks message={message} replies={replies} inThread={inThread} />
      </div>
    </article>
  );
});

type HeadProps = { readonly message: Message; readonly person: Person | undefined; readonly name: string };

function MessageHead({ message, person, name }: HeadProps) {
  const { picture } = usePage();
  const isBot = person?.isBot === true || message.user === picture.appUserId;
  return (
    <div className="message-head">
      <span className="author">{name}</span>
      {isBot && <span className="badge">APP</span>}
      <Clock ts={message.ts} />
      {message.edited === true && <span className="edited">(edited)</span>}
    </div>
  );
}

function Clock({ ts }: { readonly ts: string }) {
  return (
    <time className="clock" title={fullTime(ts)}>
      {clockTime(ts)}
    </time>
  );
}

function MessageContent({ message }: { readonly message: Message }) {
  const blocks = useMemo(() => readBlocks(message.blocks), [message.blocks]);
  const state = useTyped(blocks);
  const container = useMemo(
    () => ({ type: 'message' as const, channel: message.channel, ts: message.ts }),
    [message.channel, message.ts],
  );
  return (
    <div className="content">
      {blocks.length === 0 ? (
        <Mrkdwn text={message.text} />
      ) : (
        <SurfaceProvider container={container} blocks={blocks} state={state}>
          <BlocksView blocks={blocks} />
        </SurfaceProvider>
      )}
      {message.files !== undefined && message.files.length > 0 && <FileList files={message.files} />}
    </div>
  );
}

type LinksProps = { readonly message: Message; readonly replies: number; readonly inThread: boolean };

function MessageLinks({ message, replies, inThread }: LinksProps) {
  const { go } = usePage();
  if (inThread) return null;
  const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
  const open = (): void => go({ thread: message.thread_ts ?? message.ts });
  if (isReply) {
    return (
      <button type="button" className="thread-link" onClick={open}>
        Sent from a thread. Open the thread
      </button>
    );
  }
  if (replies > 0) {
    return (
      <button type="button" className="thread-link" onClick={open}>
        {replies === 1 ? '1 reply' : `${replies} replies`}
        <span className="thread-link-more">Open the thread</span>
      </button>
    );
  }
  if (message.ephemeralTo !== undefined) return null;
  return (
    <button type="button" className="reply-tool" onClick={open}>
      Reply in thread
    </button>
  );
}
