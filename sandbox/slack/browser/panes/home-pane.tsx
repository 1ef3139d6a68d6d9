import { useEffect, useMemo } from 'react';
import { readView } from '../block-types.ts';
import { BlocksView } from '../blocks/blocks-view.tsx';
import { SurfaceProvider, useTyped } from '../blocks/surface.tsx';
import { usePage } from '../page-context.ts';

const CONTAINER = { type: 'home' as const };

/** The app's Home tab for the acting person. Showing it tells the app that it was opened. */
export function HomePane() {
  const { picture, place, status, act } = usePage();
  const view = picture.homes[place.person];
  const blocks = useMemo(() => readView(view).blocks ?? [], [view]);
  const state = useTyped(blocks);
  // biome-ignore lint/correctness/useExhaustiveDependencies: opened once per person and connection, whatever `act` is
  useEffect(() => {
    if (status === 'open') void act({ type: 'open_home' }, 'quiet');
  }, [place.person, status]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: Home is scrolled by keyboard
    <section className="home" aria-label={`Home of ${picture.appName}`} data-testid="home" tabIndex={0}>
      {blocks.length === 0 ? (
        <p className="empty">{picture.appName} has not published a Home for this person yet.</p>
      ) : (
        <SurfaceProvider container={CONTAINER} blocks={blocks} state={state}>
          <BlocksView blocks={blocks} />
        </SurfaceProvider>
      )}
    </section>
  );
}
