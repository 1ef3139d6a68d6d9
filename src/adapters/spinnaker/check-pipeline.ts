import { z } from 'zod';
import type { Deployer } from '#ports/deployer.ts';
import { bodyOf } from '../ci/ci-client.ts';
import type { SpinnakerContext } from './start-execution.ts';

const Pipeline = z.object({
  id: z.string(),
  disabled: z.boolean().nullish(),
  parameterConfig: z
    .array(z.object({ name: z.string(), required: z.boolean().nullish(), default: z.unknown().optional() }))
    .nullish(),
});
type Pipeline = z.infer<typeof Pipeline>;

/** The pipeline's definition, null where there is none: Gate then answers 200 without a body. */
export async function findPipeline({ client, config, vendor }: SpinnakerContext): Promise<Pipeline | null> {
  const { application, pipeline } = config;
  const answer = await client.answer(`/applications/${application}/pipelineConfigs/${encodeURIComponent(pipeline)}`);
  if (answer === null || answer.text.trim() === '') return null;
  return bodyOf(vendor, answer, Pipeline.nullable());
}

/** Asks, without an effect, whether the pipeline is there and switched on, and wants no parameter that it is not given. */
export async function checkPipeline(context: SpinnakerContext): ReturnType<Deployer['check']> {
  const { application, parameters, pipeline: name } = context.config;
  const pipeline = await findPipeline(context);
  if (pipeline === null)
    return { ok: false, why: `The application ${application} has no pipeline "${name}". Check the names.` };
  if (pipeline.disabled === true)
    return { ok: false, why: `The pipeline "${name}" is disabled. Enable it on Spinnaker.` };
  const wanted = (pipeline.parameterConfig ?? []).filter(
    (parameter) => parameter.required === true && parameter.default == null && !(parameter.name in parameters),
  );
  if (wanted.length === 0) return { ok: true };
  const names = wanted.map((parameter) => parameter.name).join(', ');
  return { ok: false, why: `The pipeline "${name}" wants ${names}, which it is not given. Add it to \`parameters\`.` };
}
