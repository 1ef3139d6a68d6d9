import type { WriteNotes } from '#domain/notes/written-notes.ts';
import { createPlanNotes } from '#operations/notes/plan-notes.ts';
import { createWhoIs, type WhoIs } from '#operations/people.ts';
import type { Queue } from '#ports/queue.ts';
import { crashBoundary } from './crash-boundary.ts';
import type { Foundation } from './foundation.ts';
import { composeWriteNotes } from './notes.ts';
import { composeOutside, type Outside } from './outside.ts';

/** What the operations of a worker are made of: the foundation, the outside world, and what several of them share. */
export type Workbench = Foundation &
  Outside & {
    readonly queue: Queue;
    readonly whoIs: WhoIs;
    readonly write: WriteNotes;
    readonly planNotes: ReturnType<typeof createPlanNotes>;
    readonly boundary: ReturnType<typeof crashBoundary>;
    /** Tells the people who run Fairlead of an error that no person waits for. */
    readonly report: (error: unknown, what: string) => void;
  };

/** Lays everything out once for a worker. */
export function layWorkbench(base: Foundation, queue: Queue): Workbench {
  const { configuration, directory, log } = base;
  const outside = composeOutside({ ...base, variables: process.env });
  const { forges, git } = outside;
  const write = composeWriteNotes();
  return {
    ...base,
    ...outside,
    queue,
    whoIs: createWhoIs({ configuration, directory }),
    write,
    planNotes: createPlanNotes({ git, forges, write }),
    boundary: crashBoundary(process.env),
    report: (error, what) => log.error({ err: error, what }, 'an operation failed'),
  };
}
