import { useState } from 'react';
import { words } from '../block-types.ts';
import { type Placed, useDispatch } from '../blocks/surface.tsx';
import { PlainText } from '../text/plain-text.tsx';

/** A button. It is busy until the app has answered, so a second press does nothing; one with a `url` also opens it. */
export function ButtonElement(placed: Placed) {
  const { element } = placed;
  const dispatch = useDispatch(placed);
  const [isBusy, setBusy] = useState(false);
  const press = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    try {
      await dispatch({ text: element.text, ...(element.value === undefined ? {} : { value: element.value }) });
    } finally {
      setBusy(false);
    }
  };
  const shared = {
    className: `button ${element.style ?? 'default'}`,
    'data-action-id': placed.actionId,
    'aria-label': element.accessibility_label,
    'aria-busy': isBusy,
    onClick: () => void press(),
  };
  if (element.url !== undefined && /^https?:/i.test(element.url)) {
    return (
      <a {...shared} href={element.url} target="_blank" rel="noopener noreferrer">
        <PlainText text={words(element.text)} />
      </a>
    );
  }
  return (
    <button type="button" {...shared}>
      <PlainText text={words(element.text)} />
    </button>
  );
}
