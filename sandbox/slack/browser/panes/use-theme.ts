import { useEffect, useState, useSyncExternalStore } from 'react';

/** What the person chose, what is shown, and how to go to the next choice. */
export type ThemeChoice = {
  readonly choice: 'system' | 'light' | 'dark';
  readonly shown: 'light' | 'dark';
  readonly next: () => void;
};

const ORDER = { system: 'light', light: 'dark', dark: 'system' } as const;
const KEY = 'theme';
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

/** The theme: the system's until the person chooses, and kept for the next visit. */
export function useTheme(): ThemeChoice {
  const [choice, setChoice] = useState(readChoice);
  const isSystemDark = useSyncExternalStore(subscribe, () => systemDark.matches);
  const shown = choice === 'system' ? (isSystemDark ? 'dark' : 'light') : choice;
  useEffect(() => {
    document.documentElement.dataset.theme = shown;
    localStorage.setItem(KEY, choice);
  }, [choice, shown]);
  return { choice, shown, next: () => setChoice(ORDER[choice]) };
}

function readChoice(): ThemeChoice['choice'] {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

function subscribe(listener: () => void): () => void {
  systemDark.addEventListener('change', listener);
  return () => systemDark.removeEventListener('change', listener);
}
