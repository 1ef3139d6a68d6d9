import { type Block, words } from '../block-types.ts';
import { PlainText } from '../text/plain-text.tsx';
import { TaskCard } from './task-card.tsx';

/** A titled list of tasks. */
export function PlanBlock({ block }: { readonly block: Block }) {
  return (
    <section className="card">
      <div className="card-title">
        <PlainText text={words(block.title)} />
      </div>
      {(block.tasks ?? []).map((task, index) => (
        <TaskCard key={task.task_id ?? index} task={task} />
      ))}
    </section>
  );
}
