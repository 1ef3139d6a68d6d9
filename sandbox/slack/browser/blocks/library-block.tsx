import { type Block as KnownBlock, Message } from 'slack-blocks-to-jsx';
import { usePage } from '../page-context.ts';
import { DateText } from '../text/date-text.tsx';
import { emojiCharacter } from '../text/emoji.ts';
import { Broadcast, ChannelMention, GroupMention, UserMention } from '../text/mentions.tsx';
import { SafeLink } from '../text/safe-link.tsx';
import { DrawingBoundary } from './drawing-boundary.tsx';

const HOOKS = {
  user: ({ id }: { readonly id: string }) => <UserMention id={id} />,
  channel: ({ id }: { readonly id: string }) => <ChannelMention id={id} />,
  usergroup: ({ id }: { readonly id: string }) => <GroupMention id={id} />,
  atHere: () => <Broadcast range="here" />,
  atChannel: () => <Broadcast range="channel" />,
  atEveryone: () => <Broadcast range="everyone" />,
  link: ({ href, children }: { readonly href: string; readonly children: React.ReactNode }) => (
    <SafeLink href={href}>{children}</SafeLink>
  ),
  emoji: ({ name }: { readonly name: string }) => (
    <span role="img" aria-label={name.replaceAll('_', ' ')} className="emoji">
      {emojiCharacter(name) ?? `:${name}:`}
    </span>
  ),
  date: ({ timestamp, format, link }: { timestamp: string; format: string; link: string | null }) => (
    <DateText seconds={Number(timestamp)} format={format} link={link} />
  ),
};

/** A display block drawn by slack-blocks-to-jsx, with this page's mentions, links, dates and emoji. */
export function LibraryBlock({ block }: { readonly block: Readonly<Record<string, unknown>> }) {
  const { theme } = usePage();
  return (
    <DrawingBoundary what={String(block.type)}>
      <Message
        blocks={[block as unknown as KnownBlock]}
        hooks={HOOKS}
        theme={theme}
        withoutWrapper
        unstyled
        name=""
        logo=""
      />
    </DrawingBoundary>
  );
}
