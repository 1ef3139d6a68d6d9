import { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import { plainSentence } from '../plain-text.ts';
import { repositoryPath } from './repository-path.ts';
import type { WorkflowContext } from './start-run.ts';

const Step = z.object({ name: z.string(), conclusion: z.string().nullable() });
const Jobs = z.object({
  jobs: z.array(
    z.object({ id: z.number(), name: z.string(), conclusion: z.string().nullable(), steps: z.array(Step).optional() }),
  ),
});
const Annotations = z.array(z.object({ annotation_level: z.string().nullable(), message: z.string().nullable() }));

/** What the runner says of every step that failed, which tells nobody why. */
const saysNothing = /^Process completed with exit code \d+\.?$/;

/**
 * The job and step that failed and the first error they wrote (`::error::`), as the end of a sentence. A job is a check run of the same id, so
 * its errors are annotations. Empty where GitHub does not tell; a failure stays a failure without its reason.
 */
export async function whyItFailed(context: WorkflowContext, run: number): Promise<string> {
  const { client, config, vendor } = context;
  const path = repositoryPath(config);
  try {
    const { jobs } = await client.get(`${path}/actions/runs/${run}/jobs?filter=latest&per_page=100`, Jobs);
    const job = jobs.find(({ conclusion }) => conclusion === 'failure');
    if (job === undefined) return '';
    const step = job.steps?.find(({ conclusion }) => conclusion === 'failure');
    const where = `in ${job.name}${step === undefined ? '' : `, "${step.name}"`}`;
    const said = await firstError(() => client.get(`${path}/check-runs/${job.id}/annotations`, Annotations));
    return ` ${plainSentence(vendor.redact(`${where}${said}`)).replace(/\.$/, '')}`;
  } catch (error) {
    if (error instanceof ReleaseError) return '';
    throw error;
  }
}

async function firstError(ask: () => Promise<z.infer<typeof Annotations>>): Promise<string> {
  try {
    const annotations = await ask();
    const errors = annotations.filter(({ annotation_level: level }) => level === 'failure');
    const told = errors.map(({ message }) => message ?? '').find((message) => !saysNothing.test(message.trim()));
    return told === undefined || told === '' ? '' : `: ${told}`;
  } catch (error) {
    if (error instanceof ReleaseError) return '';
    throw error;
  }
}
