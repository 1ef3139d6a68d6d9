import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { type Completable, type Suggestion, suggest } from '../state/completion.ts';
import { type Draft, draftOf } from '../state/draft.ts';
import { recall, remember } from '../state/sent-lines.ts';

type Options = {
  readonly known: Completable;
  readonly filled: Draft | null;
  readonly onFilled: (() => void) | undefined;
  readonly onSend: (line: string) => Promise<boolean>;
};

/** What a message box holds, what it offers to complete, and what its keys do. */
export function useComposer({ known, filled, onFilled, onSend }: Options) {
  const box = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState<Draft>(draftOf(''));
  const [chosen, setChosen] = useState(0);
  const put = useCallback((next: Draft) => {
    setDraft(next);
    setChosen(0);
  }, []);
  const history = useSentLines(put);
  useFilled(filled, onFilled, put, box);
  const { text, caret, isSettled } = draft;
  const suggestions = isSettled ? [] : suggest(text.slice(0, caret), known);
  const at = Math.min(chosen, suggestions.length - 1);
  const active = suggestions[at];
  const settle = (): void => setDraft((now) => ({ ...now, isSettled: true }));
  const accept = (one: Suggestion): void => {
    put(draftOf(text.slice(0, one.from) + one.insert, text.slice(caret).trimStart()));
    box.current?.focus();
  };
  const send = async (): Promise<void> => {
    if (text.trim() === '') return;
    remember(text);
    history.reset();
    put(draftOf(''));
    if (!(await onSend(text))) setDraft((now) => (now.text === '' ? { ...draftOf(text), isSettled: true } : now));
  };
  const type = (typed: string, position: number): void => {
    history.reset();
    put({ text: typed, caret: position, isSettled: false });
  };
  const moveCaret = (position: number): void => {
    setDraft((now) => (now.caret === position ? now : { ...now, caret: position }));
  };
  const choose = (step: number): void => setChosen((at + step + suggestions.length) % suggestions.length);
  const keys = active ? listKeys(active, { text, send, accept, settle, choose }) : lineKeys(text, send, history);
  const onKeyDown = (event: KeyboardEvent): void => pressKey(event, keys);
  return { box, draft, suggestions, active, accept, send, onKeyDown, type, moveCaret, settle };
}

function useFilled(
  filled: Draft | null,
  onFilled: (() => void) | undefined,
  put: (draft: Draft) => void,
  box: RefObject<HTMLTextAreaElement | null>,
): void {
  useEffect(() => {
    if (filled === null) return;
    put(filled);
    box.current?.focus();
    onFilled?.();
  }, [filled, onFilled, put, box]);
}

type History = { readonly back: number; readonly walk: (step: number) => void; readonly reset: () => void };

function useSentLines(put: (draft: Draft) => void): History {
  const [back, setBack] = useState(0);
  const walk = (step: number): void => {
    const line = recall(back + step);
    if (line === null) return;
    setBack(back + step);
    put({ ...draftOf(line), isSettled: true });
  };
  return { back, walk, reset: () => setBack(0) };
}

type Keys = ReadonlyMap<string, () => void>;

type ListDeeds = {
  readonly text: string;
  readonly send: () => Promise<void>;
  readonly accept: (one: Suggestion) => void;
  readonly settle: () => void;
  readonly choose: (step: number) => void;
};

function listKeys(active: Suggestion, { text, send, accept, settle, choose }: ListDeeds): Keys {
  return new Map<string, () => void>([
    ['Enter', () => (text.trim() === active.label ? void send() : accept(active))],
    ['Tab', () => accept(active)],
    ['Escape', settle],
    ['ArrowDown', () => choose(1)],
    ['ArrowUp', () => choose(-1)],
  ]);
}

function lineKeys(text: string, send: () => Promise<void>, history: History): Keys {
  const keys = new Map<string, () => void>([['Enter', () => void send()]]);
  if (text === '' || history.back > 0) keys.set('ArrowUp', () => history.walk(1));
  if (history.back > 0) keys.set('ArrowDown', () => history.walk(-1));
  return keys;
}

function pressKey(event: KeyboardEvent, keys: Keys): void {
  const action = keys.get(event.key);
  const isModified = event.shiftKey || event.altKey || event.ctrlKey || event.metaKey;
  if (action === undefined || isModified || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}
