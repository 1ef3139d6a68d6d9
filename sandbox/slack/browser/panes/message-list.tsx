import { Fragment, useLayoutEffect, useRef } from 'react';
import type { Message } from '../../client-api.ts';
import { usePage } from '../page-context.ts';
import { replyCount } from '../state/conversation.ts';
import { MessageItem } from './message-item.tsx';
import { dayName } from './message-time.ts';

type Props = {
  readonly messages: readonly Message[];
  readonly label: string;
  readonly inThread: boolean;
  readonly empty: string;
};

const FOLLOWS_WITHIN_S = 300;
const NEAR_END_PX = 120;

/** Messages as a live log. It stays at the newest while the reader is at the end, and where it is while they read above. */
export function MessageList({ messages, label, inThread, empty }: Props) {
  const { picture } = usePage();
  const list = useStickyEnd(messages);
  return (
    <div className="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the log is scrolled by keyboard */}
      <div className="log" role="log" aria-label={label} aria-live="polite" tabIndex={0} ref={list}>
        {messages.length === 0 && <p className="empty">{empty}</p>}
        {messages.map((message, index) => {
          const before = messages[index - 1];
          const isNewDay = before === undefined || dayName(before.ts) !== dayName(message.ts);
          return (
            <Fragment key={message.ts}>
              {isNewDay && !inThread && (
                <div className="day">
                  <span>{dayName(message.ts)}</span>
                </div>
              )}
              <MessageItem
                message={message}
                isFollowing={!isNewDay && follows(message, before)}
                replies={inThread ? 0 : replyCount(picture, message)}
                inThread={inThread}
              />
              {inThread && index === 0 && messages.length > 1 && (
                <div className="day replies">
                  <span>{messages.length === 2 ? '1 reply' : `${messages.length - 1} replies`}</span>
                </div>
              )}
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}

function follows(message: Message, before: Message): boolean {
  return (
    before.user === message.user &&
    before.ephemeralTo === message.ephemeralTo &&
    message.ephemeralTo === undefined &&
    message.edited !== true &&
    (before.replyCount ?? 0) === 0 &&
    before.blocks === undefined &&
    message.blocks === undefined &&
    Number(message.ts) - Number(before.ts) < FOLLOWS_WITHIN_S
  );
}

function useStickyEnd(messages: readonly Message[]) {
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    const node = list.current;
    if (node === null) return;
    const onScroll = (): void => {
      isAtEnd.current = node.scrollHeight - node.scrollTop - node.clientHeight < NEAR_END_PX;
    };
    const toEnd = (): void => {
      if (isAtEnd.current) node.scrollTop = node.scrollHeight;
    };
    const growth = new ResizeObserver(toEnd);
    growth.observe(node);
    node.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      growth.disconnect();
      node.removeEventListener('scroll', onScroll);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new or changed messages move the end
  useLayoutEffect(() => {
    const node = list.current;
    if (node !== null && isAtEnd.current) node.scrollTop = node.scrollHeight;
  }, [messages]);
  return list;
}
