import type { Button } from '@slack/types';
import type { Block } from './block.ts';

/** A row of buttons; no block at all without one. */
export function actions(buttons: readonly Button[]): readonly Block[] {
  return buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons.slice(0, 25) }];
}
