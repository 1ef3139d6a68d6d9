import type { Channel } from '../../client-api.ts';
import { usePage } from '../page-context.ts';
import { appConversation, channelTitle } from '../state/conversation.ts';
import { HOME } from '../state/place.ts';
import { ThemeButton } from './theme-button.tsx';
import type { ThemeChoice } from './use-theme.ts';

type Props = {
  readonly channel: Channel | undefined;
  readonly theme: ThemeChoice;
  readonly isPanelOpen: boolean;
  readonly onPanel: () => void;
};

/** The head of the middle column: where one is, the app's tabs, and the page's own switches. */
export function MainHead({ channel, theme, isPanelOpen, onPanel }: Props) {
  const { picture, place } = usePage();
  const isChannel = channel?.kind === 'channel';
  return (
    <header className="pane-head main-head">
      <div className="main-title">
        <h1>
          {isChannel && <span aria-hidden="true"># </span>}
          {channel === undefined ? picture.appName : channelTitle(picture, channel, place.person)}
        </h1>
        {isChannel && <p className="topic">{channel.topic}</p>}
        {!isChannel && <AppTabs channel={channel} />}
      </div>
      <ThemeButton theme={theme} />
      <button type="button" className="button default small" aria-expanded={isPanelOpen} onClick={onPanel}>
        Guide and shop
      </button>
    </header>
  );
}

function AppTabs({ channel }: { readonly channel: Channel | undefined }) {
  const { picture, place, go } = usePage();
  const talk = appConversation(picture, place.person);
  if (channel !== undefined && channel.id !== talk?.id) return null;
  return (
    <div className="tabs">
      <button
        type="button"
        aria-current={channel === undefined ? 'page' : undefined}
        onClick={() => go({ channel: HOME })}
      >
        Home
      </button>
      {talk !== undefined && (
        <button
          type="button"
          aria-current={channel === undefined ? undefined : 'page'}
          onClick={() => go({ channel: talk.id })}
        >
          Messages
        </button>
      )}
    </div>
  );
}
