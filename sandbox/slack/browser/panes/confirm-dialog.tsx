import { useState } from 'react';
import { type Confirm, words } from '../block-types.ts';
import { PlainText } from '../text/plain-text.tsx';
import { TextView } from '../text/text-view.tsx';
import { Dialog } from './dialog.tsx';

/** A question waiting for its answer. */
export type Question = { readonly confirm: Confirm; readonly answer: (agreed: boolean) => void };

/** Holds at most one open question; a new one answers the old with no. */
export function useQuestion(): {
  readonly question: Question | null;
  readonly ask: (confirm: Confirm) => Promise<boolean>;
} {
  const [question, setQuestion] = useState<Question | null>(null);
  const [ask] = useState(() => (confirm: Confirm) => {
    return new Promise<boolean>((resolve) => {
      const answer = (agreed: boolean): void => {
        setQuestion(null);
        resolve(agreed);
      };
      setQuestion((before) => {
        before?.answer(false);
        return { confirm, answer };
      });
    });
  });
  return { question, ask };
}

/** Slack's confirm dialog: title, text, and two buttons that say what they do. */
export function ConfirmDialog({ question }: { readonly question: Question }) {
  const { confirm, answer } = question;
  const footer = (
    <>
      <button type="button" className="button default" onClick={() => answer(false)}>
        <PlainText text={words(confirm.deny) || 'Cancel'} />
      </button>
      <button
        type="button"
        className={`button ${confirm.style === 'danger' ? 'danger solid' : 'primary'}`}
        onClick={() => answer(true)}
      >
        <PlainText text={words(confirm.confirm) || 'Yes'} />
      </button>
    </>
  );
  return (
    <Dialog
      title={<PlainText text={confirm.title.text} />}
      testId="confirm"
      role="alertdialog"
      onClose={() => answer(false)}
      footer={footer}
    >
      <TextView text={confirm.text} />
    </Dialog>
  );
}
