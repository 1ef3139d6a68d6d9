import { useEffect } from 'react';
import type { Page } from '../page-context.ts';

/** Keys of the whole page: F6 and Shift+F6 walk its regions, Alt and a digit changes who acts, Escape closes a thread. */
export function usePageKeys(page: Page | null): void {
  useEffect(() => {
    if (page === null) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (document.querySelector('dialog[open]') !== null) return;
      const digit = event.altKey ? /^Digit(\d)$/.exec(event.code)?.[1] : undefined;
      const person = page.picture.people.filter((one) => !one.isBot)[Number(digit) - 1];
      const { thread } = page.place;
      if (event.key === 'F6') focusRegion(event.shiftKey ? -1 : 1);
      else if (person !== undefined) page.go({ person: person.id, ...(thread === undefined ? {} : { thread }) });
      else if (event.key === 'Escape' && !event.defaultPrevented && isInThread(event)) closeThread(page);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [page]);
}

function isInThread(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest('.thread') !== null;
}

function closeThread(page: Page): void {
  page.go({});
  document.querySelector<HTMLElement>('[data-testid=composer]')?.focus();
}

function focusRegion(step: number): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(at + step + regions.length) % regions.length];
  const target =
    next?.querySelector<HTMLElement>('textarea') ??
    // A button in something that is closed cannot be reached.
    [...(next?.querySelectorAll<HTMLElement>('input:checked, button, a, summary, [tabindex="0"]') ?? [])].find((one) =>
      one.checkVisibility(),
    );
  target?.focus();
}
