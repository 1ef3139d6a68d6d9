import type { ThemeChoice } from './use-theme.ts';

const NAMES = { system: 'Theme: system', light: 'Theme: light', dark: 'Theme: dark' } as const;

/** Goes from the system's theme to light, to dark, and back. */
export function ThemeButton({ theme }: { readonly theme: ThemeChoice }) {
  return (
    <button type="button" className="button default small" onClick={theme.next}>
      {NAMES[theme.choice]}
    </button>
  );
}
