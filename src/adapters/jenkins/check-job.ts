import { z } from 'zod';
import type { Deployer } from '#ports/deployer.ts';
import { type JobContext, tree } from './start-build.ts';

const Job = z.object({
  buildable: z.boolean(),
  property: z.array(z.object({ parameterDefinitions: z.array(z.object({ name: z.string() })).optional() })),
});

/** Asks, without an effect, whether the job can be built and declares every parameter it is given: Jenkins drops those it does not. */
export async function checkJob({ client, config, path }: JobContext): ReturnType<Deployer['check']> {
  const wanted = tree('buildable,property[parameterDefinitions[name]]');
  const { buildable, property } = await client.get(`${path}/api/json?${wanted}`, Job);
  if (!buildable) return { ok: false, why: `The job ${config.job} is disabled. Enable it on Jenkins.` };
  const declared = property.flatMap(({ parameterDefinitions = [] }) => parameterDefinitions.map(({ name }) => name));
  const missing = Object.keys(config.parameters).filter((name) => !declared.includes(name));
  if (missing.length === 0) return { ok: true };
  const why = `The job ${config.job} does not declare ${missing.join(', ')}. Add it to the job, for Jenkins drops what is not declared.`;
  return { ok: false, why };
}
