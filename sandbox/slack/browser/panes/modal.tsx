import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ModalView } from '../../client-api.ts';
import { readView, words } from '../block-types.ts';
import { BlocksView } from '../blocks/blocks-view.tsx';
import { SurfaceProvider, type TypedState, useTyped } from '../blocks/surface.tsx';
import { inputProblems, stateValues } from '../elements/element-state.ts';
import { usePage } from '../page-context.ts';
import type { Answer } from '../state/connection.ts';
import { problemText } from '../state/problem-text.ts';
import { PlainText } from '../text/plain-text.tsx';
import { Dialog } from './dialog.tsx';

type Problems = Readonly<Record<string, string>>;

/** One modal of the acting person. What was typed survives an update of the view, and each field shows its own problem. */
export function Modal({ modal }: { readonly modal: ModalView }) {
  const view = useMemo(() => readView(modal.view), [modal.view]);
  const blocks = useMemo(() => view.blocks ?? [], [view]);
  const canSubmit = words(view.submit) !== '';
  const { state, problems, failure, isBusy, submit, close } = useModal(modal, blocks, canSubmit);
  const container = useMemo(() => ({ type: 'view' as const, viewId: modal.id }), [modal.id]);
  const footer = (
    <>
      <button type="button" className="button default" onClick={close}>
        <PlainText text={words(view.close) || 'Cancel'} />
      </button>
      {canSubmit && (
        <button type="submit" form={`form-${modal.id}`} className="button primary" aria-busy={isBusy}>
          <PlainText text={words(view.submit)} />
        </button>
      )}
    </>
  );
  return (
    <Dialog
      title={<PlainText text={words(view.title)} />}
      testId="modal"
      onClose={close}
      footer={footer}
      revision={modal.hash}
    >
      <form id={`form-${modal.id}`} noValidate onSubmit={submit}>
        {failure !== null && <Failure text={failure} />}
        <SurfaceProvider container={container} blocks={blocks} state={state} problems={problems}>
          <BlocksView blocks={blocks} />
        </SurfaceProvider>
      </form>
    </Dialog>
  );
}

function Failure({ text }: { readonly text: string }) {
  return (
    <p className="dialog-problem" role="alert">
      {text}
    </p>
  );
}

function useModal(modal: ModalView, blocks: ReturnType<typeof readView>['blocks'] & object, canSubmit: boolean) {
  const { act } = usePage();
  const typedState = useTyped(blocks);
  const [problems, setProblems] = useState<Problems>(modal.errors ?? {});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => setProblems(modal.errors ?? {}), [modal.errors]);
  useFocusOnProblem(problems);
  const state: TypedState = useMemo(() => {
    const put: TypedState['put'] = (blockId, actionId, next) => {
      typedState.put(blockId, actionId, next);
      setProblems((before) => without(before, blockId));
    };
    return { typed: typedState.typed, put };
  }, [typedState]);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy || !canSubmit) return;
    const found = inputProblems(blocks, state.typed);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const deed = { type: 'view_submit' as const, viewId: modal.id, state: stateValues(blocks, state.typed) };
    const answer = await act(deed, 'quiet');
    setBusy(false);
    const refused = errorsOf(answer);
    if (refused !== null) setProblems(refused);
    setFailure(answer.ok || refused !== null ? null : problemText(deed, answer.error));
  };
  const close = (): void => void act({ type: 'view_close', viewId: modal.id });
  return { state, problems, failure, isBusy, submit, close };
}

/** After a refused submission the first field with a problem gets the focus, so a screen reader says what is wrong. */
function useFocusOnProblem(problems: Problems): void {
  const count = useRef(0);
  useEffect(() => {
    const now = Object.keys(problems).length;
    if (now > count.current) {
      const first = document.querySelector<HTMLElement>('[data-testid=modal] .has-problem');
      (first?.querySelector<HTMLElement>('input, select, textarea') ?? first)?.focus();
    }
    count.current = now;
  }, [problems]);
}

function errorsOf(answer: Answer): Problems | null {
  const { data } = answer;
  if (typeof data !== 'object' || data === null || !('errors' in data)) return null;
  const { errors } = data;
  return typeof errors === 'object' && errors !== null ? (errors as Problems) : null;
}

function without(problems: Problems, blockId: string): Problems {
  if (!(blockId in problems)) return problems;
  return Object.fromEntries(Object.entries(problems).filter(([key]) => key !== blockId));
}
