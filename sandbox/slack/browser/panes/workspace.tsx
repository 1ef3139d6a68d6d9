import { useState } from 'react';
import { usePage } from '../page-context.ts';
import type { Draft } from '../state/draft.ts';
import { Banners } from './banners.tsx';
import { ChannelPane } from './channel-pane.tsx';
import { GuideCard } from './guide-card.tsx';
import { HomePane } from './home-pane.tsx';
import { MainHead } from './main-head.tsx';
import { NextStepBar } from './next-step-bar.tsx';
import { ShopCard } from './shop-card.tsx';
import { type Seen, Sidebar } from './sidebar.tsx';
import { ThreadPane } from './thread-pane.tsx';
import type { ThemeChoice } from './use-theme.ts';
import { useWide } from './use-wide.ts';

type Props = {
  readonly theme: ThemeChoice;
  readonly seen: Seen;
  readonly filled: Draft | null;
  readonly onFilled: () => void;
};

const ROOM_FOR_PANEL_PX = 1000;

/** Sidebar, channel or Home, thread, and the panel with guide and shop. Without room for both the thread hides the panel. */
export function Workspace({ theme, seen, filled, onFilled }: Props) {
  const { picture, place, go } = usePage();
  const isWide = useWide();
  const [isPanelWanted, setPanelWanted] = useState(window.innerWidth > ROOM_FOR_PANEL_PX);
  const channel = picture.channels.find((one) => one.id === place.channel);
  const thread = channel === undefined ? undefined : place.thread;
  const isPanelOpen = isPanelWanted && (thread === undefined || isWide);
  const showPanel = (): void => {
    setPanelWanted(true);
    if (!isWide && thread !== undefined) go({});
  };
  const layout = ['page', isPanelOpen && 'with-panel', thread !== undefined && 'with-thread'].filter(Boolean).join(' ');
  return (
    <div className={layout}>
      <button type="button" className="skip" onClick={focusComposer}>
        Skip to the message box
      </button>
      <Sidebar seen={seen} />
      <main className="main" data-region>
        <MainHead
          channel={channel}
          theme={theme}
          isPanelOpen={isPanelOpen}
          onPanel={() => (isPanelOpen ? setPanelWanted(false) : showPanel())}
        />
        <Banners />
        {!isPanelOpen && <NextStepBar onOpen={showPanel} />}
        {channel === undefined ? <HomePane /> : <ChannelPane channel={channel} filled={filled} onFilled={onFilled} />}
      </main>
      {channel !== undefined && thread !== undefined && <ThreadPane channel={channel} thread={thread} />}
      {isPanelOpen && (
        <aside className="panel" aria-label="Guide and shop" data-region>
          <GuideCard />
          {picture.shop !== null && <ShopCard shop={picture.shop} />}
        </aside>
      )}
    </div>
  );
}

function focusComposer(): void {
  document.querySelector<HTMLElement>('[data-testid=composer]')?.focus();
}
