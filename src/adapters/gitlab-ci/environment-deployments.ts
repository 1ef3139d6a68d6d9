import { z } from 'zod';
import { digestOf } from '#domain/digest.ts';
import type { GitlabCiConfig } from '#domain/project/ci-deployer-config.ts';
import { ReleaseError } from '#errors.ts';
import type { Deployment } from '#ports/deployer.ts';
import type { Scratch } from '#ports/log-store.ts';
import type { CiClient } from '../ci/ci-client.ts';
import { fill } from '../ci/ci-values.ts';
import { versionTemplate } from '../version-template.ts';
import { stopEnvironment } from './gitlab-environment.ts';

/** How a pipeline ended, in the words of a deployment on GitLab. */
export type Ending = 'success' | 'failed' | 'canceled';

/** Deployments of GitLab environments, as far as this deployer writes them: of what brings all of a service to a version. */
export type EnvironmentDeployments = {
  /** Shows that a pipeline has begun. Never throws on a refusal: what counts is that the pipeline was started. */
  begun(deployment: Deployment): Promise<void>;
  /** Writes down how the pipeline ended, once however often it is called. A removal stops the environment instead. */
  ended(deployment: Deployment, how: Ending): Promise<void>;
};

type Context = { readonly client: CiClient; readonly config: GitlabCiConfig; readonly path: string };

const Written = z.object({ id: z.number(), ref: z.string(), status: z.string(), deployable: z.unknown() });
type Written = z.infer<typeof Written>;
const Tag = z.object({ commit: z.object({ id: z.string() }) });

/** Deployments of an environment that are looked through for the newest of no job. */
const looked = 20;
/** Long after any deployment under a key has ended. */
const kept = 30 * 24 * 3_600_000;

/**
 * Keeps one deployment on GitLab for each key. As GitLab has no field for a key, its number is noted in the scratch store. When that answer was
 * lost it is the newest of no job, if that is of the tag and still runs or ended the same way: GitLab, too, takes such a one for the same.
 */
export function environmentDeployments(context: Context, scratch: Scratch): EnvironmentDeployments {
  const { client, config, path } = context;
  const base = `${path}/deployments`;
  const nameOf = (key: string): string =>
    `gitlab-deployment-${digestOf({ url: config.url, project: config.project, key })}`;
  const note = (key: string, { id }: Written): Promise<void> => scratch.set(nameOf(key), String(id), kept);
  const create = async (deployment: Deployment, status: string): Promise<Written> => {
    const ref = tagOf(context, deployment);
    const tag = await client.find(`${path}/repository/tags/${encodeURIComponent(ref)}`, Tag);
    if (tag === null) throw noTag(ref, config.project);
    const body = { environment: environmentAt(config, deployment), ref, tag: true, sha: tag.commit.id, status };
    return client.post(base, body, Written);
  };
  /** The one of the key, where it is noted or may be told from those of others. */
  const find = async (deployment: Deployment, statuses: readonly string[]): Promise<Written | null> => {
    const id = await scratch.get(nameOf(deployment.key));
    if (id !== null) return client.find(`${base}/${id}`, Written);
    const environment = environmentAt(config, deployment);
    const query = new URLSearchParams({ environment, order_by: 'id', sort: 'desc', per_page: String(looked) });
    const newest = (await client.get(`${base}?${query}`, z.array(Written))).find((one) => one.deployable == null);
    const isOwn = newest?.ref === tagOf(context, deployment) && statuses.includes(newest.status);
    return isOwn ? newest : null;
  };

  return {
    async begun(deployment) {
      if (!isWritten(config, deployment) || deployment.version === null) return;
      try {
        const known = await find(deployment, ['running']);
        await note(deployment.key, known ?? (await create(deployment, 'running')));
      } catch (error) {
        if (!(error instanceof ReleaseError)) throw error;
      }
    },
    async ended(deployment, how) {
      if (!isWritten(config, deployment)) return;
      if (deployment.version === null) {
        if (how === 'success') await stopEnvironment(context, environmentAt(config, deployment));
        return;
      }
      const known = await find(deployment, ['running', how]);
      if (known === null) return note(deployment.key, await create(deployment, how));
      await note(deployment.key, known);
      if (known.status !== how) await client.put(`${base}/${known.id}`, { status: how }, Written);
    },
  };
}

/** GitLab knows one version of an environment, so a share, some of the instances and an idle side are not written. */
function isWritten({ deployments }: GitlabCiConfig, { stage }: Deployment): boolean {
  return deployments && (stage === undefined || stage.kind === 'whole' || stage.kind === 'switch');
}

function environmentAt({ environment = '' }: GitlabCiConfig, { service, ...place }: Deployment): string {
  return fill(environment, { service, environment: place.environment });
}

function tagOf({ config }: Context, deployment: Deployment): string {
  return versionTemplate(config.deploymentTag, deployment).of(deployment.version ?? '');
}

function noTag(tag: string, project: string): ReleaseError {
  const why = `There is no tag ${tag} in ${project}. Correct deploymentTag, or set deployments: false.`;
  return new ReleaseError('DEPLOYER_FAILED', 'user', why);
}
