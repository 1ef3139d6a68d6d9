import { useMemo } from 'react';
import type { Channel } from '../../client-api.ts';
import { usePage } from '../page-context.ts';
import { channelTitle, threadMessages } from '../state/conversation.ts';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';

/** A thread beside its channel. Commands of apps do not run in threads, here as in Slack. */
export function ThreadPane({ channel, thread }: { readonly channel: Channel; readonly thread: string }) {
  const { picture, place, act, go, notify } = usePage();
  const messages = useMemo(
    () => threadMessages(picture, channel.id, thread, place.person),
    [picture, channel.id, thread, place.person],
  );
  const title = channelTitle(picture, channel, place.person);
  const name = channel.kind === 'channel' ? `#${title}` : title;
  const send = async (line: string): Promise<boolean> => {
    if (/^\/\w/.test(line)) {
      notify(`Slack does not run commands in threads. Type it in ${name}.`);
      return false;
    }
    return (await act({ type: 'say', channel: channel.id, text: line.trim(), thread_ts: thread })).ok;
  };
  return (
    <aside className="thread" aria-label="Thread" data-region data-testid="thread">
      <header className="pane-head">
        <h2>
          Thread <span className="quiet">{name}</span>
        </h2>
        <button type="button" className="icon" aria-label="Close the thread" onClick={() => go({})}>
          <span aria-hidden="true">&#10005;</span>
        </button>
      </header>
      <MessageList
        key={`${thread}-${place.person}`}
        messages={messages}
        label="Messages in the thread"
        inThread
        empty="This message is not here any more."
      />
      <Composer label="Reply in the thread" testId="thread-composer" withCommands={false} onSend={send} />
    </aside>
  );
}
