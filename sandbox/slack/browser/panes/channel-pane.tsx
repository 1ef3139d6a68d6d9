import { useMemo } from 'react';
import type { Channel } from '../../client-api.ts';
import { usePage } from '../page-context.ts';
import { parseCommand } from '../state/completion.ts';
import { channelMessages, channelTitle } from '../state/conversation.ts';
import type { Draft } from '../state/draft.ts';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';

type Props = {
  readonly channel: Channel;
  readonly filled: Draft | null;
  readonly onFilled: () => void;
};

/** The messages of one channel and its message box. */
export function ChannelPane({ channel, filled, onFilled }: Props) {
  const { picture, place, act } = usePage();
  const messages = useMemo(
    () => channelMessages(picture, channel.id, place.person),
    [picture, channel.id, place.person],
  );
  const title = channelTitle(picture, channel, place.person);
  const name = channel.kind === 'channel' ? `#${title}` : title;
  const send = async (line: string): Promise<boolean> => {
    const command = line.startsWith('/') ? parseCommand(line) : null;
    const deed =
      command === null
        ? { type: 'say' as const, channel: channel.id, text: line.trim() }
        : { type: 'command' as const, channel: channel.id, ...command };
    return (await act(deed)).ok;
  };
  return (
    <>
      <MessageList
        key={`${channel.id}-${place.person}`}
        messages={messages}
        label={`Messages in ${name}`}
        inThread={false}
        empty={`Nothing has been said in ${name} yet. Type / to see what ${picture.appName} can do.`}
      />
      <Composer
        key={channel.id}
        label={`Message ${name}`}
        testId="composer"
        note={channel.isArchived ? 'This channel is archived.' : undefined}
        filled={filled}
        onFilled={onFilled}
        withCommands
        onSend={send}
      />
    </>
  );
}
