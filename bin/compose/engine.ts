import type { Release } from '#domain/release/release.ts';
import type { JobPorts } from '#jobs/job-ports.ts';
import { steps } from '#jobs/steps/index.ts';
import { createAdvance } from '#operations/advance.ts';
import { createEligibleFor } from '#operations/eligible.ts';
import { createRender } from '#operations/render.ts';
import { createRunStep } from '#operations/steps/run-step.ts';
import { createSweep } from '#operations/sweep.ts';
import { createLastValidation } from '#operations/validation/last-validation.ts';
import { createHeedHint } from '#operations/webhooks/heed-hint.ts';
import { drawRelease } from '#templates/release/draw-release.ts';
import type { Workbench } from './workbench.ts';

/** Milliseconds after which a silent worker is taken for dead. Shorter than the queue's own lock, so that its next start finds the lease free. */
const stepLeaseTtl = 3_000;

/** The same for a worker that draws. */
const renderLeaseTtl = 10_000;

type Engine = Pick<JobPorts, 'advance' | 'runStep' | 'render' | 'sweep' | 'heedHint' | 'eligibleFor'>;

/** What carries releases out, draws them, and looks after those that nobody looks after. */
export function composeEngine(bench: Workbench): Engine {
  const { projects, releases, report, runner } = bench;
  const advance = createAdvance({ ...bench, tidy: tidyWith(bench) });
  const eligibleFor = createEligibleFor(bench);
  return {
    advance,
    runStep: createRunStep({
      ...bench,
      world: bench,
      advance,
      steps,
      worker: `${runner.machine}/${process.pid}`,
      leaseTtl: stepLeaseTtl,
      reportBug: report,
    }),
    render: createRender({
      ...bench,
      leaseTtl: renderLeaseTtl,
      eligibleFor,
      lastValidation: createLastValidation({ projects, releases }),
      draw: drawRelease,
    }),
    sweep: createSweep({ ...bench, advance }),
    heedHint: createHeedHint({ ...bench, advance }),
    eligibleFor,
  };
}

/** Removes the checkout of a release that has ended. */
function tidyWith({ configuration, git, report }: Workbench): (release: Release) => Promise<void> {
  return async ({ id, plan }) => {
    const repository = configuration.projects()[plan.project]?.repository;
    if (repository === undefined) return;
    try {
      await git.of(repository).removeCheckout(id);
    } catch (error) {
      // A folder that cannot be removed is a matter of disk space, not of the release.
      report(error, `the checkout of ${id}`);
    }
  };
}
