import { type Block, words } from '../block-types.ts';
import { PlainText } from '../text/plain-text.tsx';
import { SafeLink } from '../text/safe-link.tsx';
import { LibraryBlock } from './library-block.tsx';

const STATUS: Readonly<Record<string, { readonly sign: string; readonly word: string }>> = {
  pending: { sign: '\u25cb', word: 'Waiting' },
  in_progress: { sign: '\u25d4', word: 'Running' },
  complete: { sign: '\u2713', word: 'Done' },
  error: { sign: '\u2715', word: 'Failed' },
};

/** One task with its status in a word: slack-blocks-to-jsx tells it by colour only. */
export function TaskCard({ task }: { readonly task: Block }) {
  const status = STATUS[task.status ?? ''] ?? { sign: '\u25cb', word: task.status ?? '' };
  return (
    <div className={`task task-${task.status ?? 'pending'}`}>
      <span className="task-sign" aria-hidden="true">
        {status.sign}
      </span>
      <div className="task-words">
        <p>
          <span className="task-title">
            <PlainText text={words(task.title)} />
          </span>{' '}
          <span className="quiet">{status.word}</span>
        </p>
        {task.details !== undefined && <LibraryBlock block={task.details} />}
        {task.output !== undefined && <LibraryBlock block={task.output} />}
        {(task.sources ?? []).map((source) => (
          <SafeLink key={source.url} href={source.url}>
            {source.text ?? source.url}
          </SafeLink>
        ))}
      </div>
    </div>
  );
}
