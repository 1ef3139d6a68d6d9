import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Picture } from '../client-api.ts';
import { type Page, PageContext } from './page-context.ts';
import { ConfirmDialog, useQuestion } from './panes/confirm-dialog.tsx';
import { Modal } from './panes/modal.tsx';
import { Toasts } from './panes/toasts.tsx';
import { usePageKeys } from './panes/use-page-keys.ts';
import { usePlace } from './panes/use-place.ts';
import { useSeen } from './panes/use-seen.ts';
import { useTheme } from './panes/use-theme.ts';
import { Workspace } from './panes/workspace.tsx';
import type { Deed } from './state/connection.ts';
import { joinedChannels } from './state/conversation.ts';
import { type Draft, draftOf } from './state/draft.ts';
import { HOME, type Place } from './state/place.ts';
import { problemText } from './state/problem-text.ts';
import type { Store } from './state/store.ts';

/** The whole page over one store. */
export function App({ store }: { readonly store: Store }) {
  const { picture, status, toasts } = useSyncExternalStore(store.subscribe, store.get);
  const { place, go } = usePlace(picture);
  const theme = useTheme();
  const seen = useSeen(picture, place);
  const { question, ask } = useQuestion();
  const act = useAct(store, place.person);
  const { filled, fill, onFilled } = useFill(picture, place, go);
  const page: Page | null = useMemo(
    () =>
      picture === null
        ? null
        : { picture, status, place, theme: theme.shown, go, act, ask, notify: store.notify, fill },
    [picture, status, place, theme.shown, go, act, ask, store, fill],
  );
  usePageKeys(page);
  useTitle(page);
  if (page === null) return <p className="loading">Opening the sandbox workspace.</p>;
  const modal = page.picture.modals.filter((one) => one.userId === place.person).at(-1);
  return (
    <PageContext value={page}>
      <Workspace theme={theme} seen={seen} filled={filled} onFilled={onFilled} />
      {modal !== undefined && <Modal key={modal.id} modal={modal} />}
      {question !== null && <ConfirmDialog question={question} />}
      <Toasts toasts={toasts} onDismiss={store.dismiss} />
    </PageContext>
  );
}

function useAct(store: Store, person: string): Page['act'] {
  return useCallback(
    async (deed: Deed, quiet?: 'quiet') => {
      const answer = await store.send(person, deed);
      if (!answer.ok && quiet === undefined) store.notify(problemText(deed, answer.error));
      return answer;
    },
    [store, person],
  );
}

function useFill(picture: Picture | null, place: Place, go: Page['go']) {
  const [filled, setFilled] = useState<Draft | null>(null);
  const fill = useCallback(
    (text: string) => {
      const first = picture === null ? undefined : joinedChannels(picture, place.person)[0];
      if (place.channel === HOME && first !== undefined) go({ channel: first.id });
      setFilled({ ...draftOf(text), isSettled: true });
    },
    [picture, place.person, place.channel, go],
  );
  const onFilled = useCallback(() => setFilled(null), []);
  return { filled, fill, onFilled };
}

function useTitle(page: Page | null): void {
  const person = page?.picture.people.find((one) => one.id === page.place.person);
  const team = page?.picture.team.name ?? 'Sandbox workspace';
  useEffect(() => {
    document.title = person === undefined ? team : `${person.realName || person.name} in ${team}`;
  }, [person, team]);
}
