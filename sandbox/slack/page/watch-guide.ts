import type { ActAnswer } from '../acts/act-room.ts';
import type { ActInput, Guide } from '../slack-options.ts';
import type { Changes } from '../workspace/changes.ts';

/** Tells the guide of every change, and the pages whenever that moved a step. Returns how to tell it of an act. */
export function watchGuide(guide: Guide | undefined, changes: Changes): (act: ActInput, answer: ActAnswer) => void {
  if (guide === undefined) return () => {};
  let shown = JSON.stringify(guide.steps());
  const tellIfMoved = () => {
    const steps = guide.steps();
    const now = JSON.stringify(steps);
    if (now === shown) return;
    shown = now;
    changes.publish({ type: 'guide', guide: steps });
  };
  changes.watch((change) => {
    if (change.type === 'guide') return;
    guide.observe({ type: 'change', change });
    tellIfMoved();
  });
  return (act, answer) => {
    guide.observe({ type: 'act', act, answer });
    tellIfMoved();
  };
}
