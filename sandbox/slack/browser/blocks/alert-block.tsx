import type { Block } from '../block-types.ts';
import { TextView } from '../text/text-view.tsx';

const NAMES: Readonly<Record<string, string>> = {
  info: 'Note',
  warning: 'Warning',
  error: 'Error',
  success: 'Done',
};

/** A callout; its level is said in a word, not by colour alone. */
export function AlertBlock({ block }: { readonly block: Block }) {
  const level = typeof block.level === 'string' ? block.level : 'default';
  const name = NAMES[level];
  return (
    <div className={`alert alert-${level}`} role="note">
      {name !== undefined && <strong>{name}. </strong>}
      {typeof block.text === 'object' && <TextView text={block.text} />}
    </div>
  );
}
