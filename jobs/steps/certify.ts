import { z } from 'zod';
import { Name, StepId } from '#domain/ids.ts';
import { measureRehearsal } from '#domain/rehearsal/measure-rehearsal.ts';
import { defineStep } from '#operations/steps/step-definition.ts';

const Params = z.object({
  project: z.string(),
  environment: Name,
  strategies: z.record(Name, Name),
  /** The steps of the way back. */
  back: z.array(StepId),
});

/**
 * Writes the certificate of a rehearsal into the project's log, measured from the release's own. A second run writes nothing more. Where
 * somebody accepted a step that had not succeeded there is none, and the step says so.
 */
export const certify = defineStep({
  kind: 'certify',
  params: Params,
  probe: async () => ({ kind: 'not-done' }),
  run: async (ports, { project, ...params }, context) => {
    const release = await ports.releases.get(context.release);
    const measured = measureRehearsal(release, await ports.releases.events(context.release), params);
    if (measured.kind === 'unproven') return { kind: 'succeeded', result: { why: measured.why } };
    const { certificate } = measured;
    await ports.projects.change(project, ({ certificates }) =>
      certificates.some((one) => one.release === certificate.release)
        ? []
        : [{ v: 1, type: 'rehearsal.certified', certificate }],
    );
    const { took, tookBack } = certificate;
    return { kind: 'succeeded', result: { took, tookBack } };
  },
});
