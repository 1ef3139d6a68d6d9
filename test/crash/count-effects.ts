import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { StepId } from '#domain/ids.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { readPosts } from './read-posts.ts';
import { waitUntil } from './wait-until.ts';
import type { World } from './world.ts';

const run = promisify(execFile);
const Effects = z.array(
  z.object({ key: z.string(), service: z.string(), environment: z.string(), version: z.string().optional() }),
);
const Pending = z.object({ type: z.literal('step.pending'), step: z.string(), handle: z.object({ run: z.string() }) });
const Database = z.object({ applied: z.array(z.object({ file: z.string() })) });
const Observed = z.object({ version: z.string().nullable() });

/**
 * Counts a release that has ended at the receiving side: git remote, deploy target, forge, Slack, and its own log. Gives a sentence for
 * everything that is not there exactly once.
 */
export async function countEffects(world: World, release: Release): Promise<readonly string[]> {
  const isOut = isReleased(release);
  const found = await Promise.all([
    countInGit(world, release, isOut),
    countDeployments(world, release, isOut),
    countOnForge(world, release, isOut),
    countMigrations(world, release, isOut),
    countInSlack(world, release),
    checkLogs(world, release),
    countCertificates(world, release),
    countRuns(world, release),
  ]);
  return found.flat();
}

async function countInGit({ sandbox }: World, { plan, ...release }: Release, isReleased: boolean): Promise<string[]> {
  const git = async (...args: string[]) =>
    (await run('git', ['-C', sandbox.remote, ...args]).catch(() => ({ stdout: '' }))).stdout.trim();
  const tags = (await git('tag', '--list', plan.tag)).split('\n').filter((line) => line !== '').length;
  const wanted = isReleased ? 1 : 0;
  const subjects = (await git('log', 'main', '--format=%H %s')).split('\n');
  const commits = subjects.filter((line) => line.endsWith(` chore(release): ${plan.version}`));
  const state = release.steps.get(StepId.parse('prepare/commit-release'));
  const approved = state?.status === 'succeeded' ? z.object({ sha: z.string() }).parse(state.result).sha : '';
  const tagged = await git('rev-parse', '--verify', '--quiet', `${plan.tag}^{commit}`);
  const parent = isReleased ? await git('rev-parse', `${approved}^`) : plan.source;
  return [
    ...(tags === wanted ? [] : [`${tags} tags ${plan.tag} in the remote`]),
    ...(commits.length === wanted ? [] : [`${commits.length} release commits of ${plan.version} on main`]),
    ...(!isReleased || tagged === approved ? [] : [`${plan.tag} is on ${tagged}, not on ${approved}`]),
    ...(!isReleased || commits[0]?.startsWith(approved) === true ? [] : ['main has another release commit']),
    ...(parent === plan.source ? [] : [`the release commit stands on ${parent}, not on ${plan.source}`]),
  ];
}

async function countDeployments({ sandbox }: World, release: Release, isReleased: boolean): Promise<string[]> {
  const effects = Effects.parse(await (await fetch(`${sandbox.shopUrl}/control/effects`)).json());
  const own = effects.filter(({ key }) => key.startsWith(`${release.id}/`));
  const counts = new Map<string, number>();
  for (const { key } of own) counts.set(key, (counts.get(key) ?? 0) + 1);
  const twice = [...counts].filter(([, count]) => count > 1);
  const steps = [...release.plan.steps, ...release.plan.rollbackSteps].filter((step) => step.kind === 'deploy');
  const missing = steps.filter(
    (step) => stateOf(release, step.id).status === 'succeeded' && !counts.has(`${release.id}/${step.id}/1`),
  );
  const planned = new Set(steps.map((step) => `${release.id}/${step.id}/1`));
  const strange = [...counts.keys()].filter((key) => !planned.has(key));
  const wrong = await Promise.all(
    release.plan.baseline.map(async ({ environment, service, version }) => {
      const wanted = isReleased ? release.plan.version : version;
      const url = `${sandbox.shopUrl}/services/${service}/environments/${environment}`;
      const { version: runs } = Observed.parse(await (await fetch(url)).json());
      return runs === wanted ? [] : [`${service} in ${environment} runs ${runs}, not ${wanted}`];
    }),
  );
  return [
    ...twice.map(([key, count]) => `deployment ${key} was carried out ${count} times`),
    ...missing.map((step) => `${step.id} is recorded as done and was not carried out`),
    ...strange.map((key) => `deployment ${key} was never planned`),
    ...wrong.flat(),
  ];
}

async function countOnForge({ github }: World, { plan }: Release, isReleased: boolean): Promise<string[]> {
  const wanted = isReleased ? 1 : 0;
  const count = (tags: readonly string[]): number => tags.filter((tag) => tag === plan.tag).length;
  const files = github.uploaded.filter((file) => file.startsWith(`${plan.tag}/`));
  const expected = isReleased ? ['Chart.yaml', 'SHA256SUMS', 'VERSION'].map((name) => `${plan.tag}/${name}`) : [];
  return [
    ...(count(github.created) === wanted ? [] : [`${count(github.created)} releases ${plan.tag} made on the forge`]),
    ...(count(github.published) === wanted ? [] : [`${count(github.published)} releases ${plan.tag} public`]),
    ...(files.sort().join() === expected.join() ? [] : [`the files ${files.join(', ')} on the forge`]),
  ];
}

/** The migrations of a release that is out have run once in every environment; those of one that was taken back are undone, where they can be. */
async function countMigrations({ sandbox }: World, { plan }: Release, isOut: boolean): Promise<string[]> {
  if (plan.intent !== 'release') return [];
  const isUndone = !isOut && plan.rollbackSteps.some((step) => step.kind === 'migrate-back');
  const wanted = isUndone ? 0 : 1;
  const files = (plan.migrations ?? []).map(({ path }) => basename(path));
  const found = plan.environments.map(async (environment) => {
    const response = await fetch(`${sandbox.shopUrl}/databases/${environment}`);
    const { applied } = Database.parse(await response.json());
    return files.flatMap((file) => {
      const count = applied.filter((one) => one.file === file).length;
      return count === wanted ? [] : [`${file} was applied ${count} times in ${environment}, not ${wanted}`];
    });
  });
  return (await Promise.all(found)).flat();
}

/** Drawing follows the end of a release by a little, so it gets some time; what is there twice stays there twice. */
async function countInSlack(world: World, { id, channel }: Release): Promise<string[]> {
  let faults: string[] = [];
  await waitUntil(async () => {
    const posts = await readPosts(world.sandbox.environment, channel);
    const release = await world.releases.get(id);
    const own = posts.filter((post) => post.op?.startsWith(`${id}/`));
    const slots = [...release.slots];
    const ops = slots.map(([slot, { op }]) => ({ slot, count: own.filter((post) => post.op === op).length }));
    const known = new Set(slots.map(([, { op }]) => op));
    const card = own.find((post) => post.op === release.slots.get('card')?.op);
    faults = [
      ...ops.filter(({ count }) => count !== 1).map(({ slot, count }) => `${slot} is in Slack ${count} times`),
      ...slots.filter(([, slot]) => slot.status !== 'posted').map(([slot]) => `${slot} is not recorded as posted`),
      ...own.filter(({ op }) => op !== null && !known.has(op)).map(({ op }) => `${op} is in Slack and not in the log`),
      ...posts.filter(({ op }) => op === null).map(({ text }) => `a post without a name: "${text.slice(0, 60)}"`),
      ...(card === undefined ? ['there is no card'] : []),
      ...(card?.buttons.some((action) => !action.startsWith('open_')) ? ['the card still has buttons'] : []),
      ...(isReleased(release) && !slots.some(([slot]) => slot.startsWith('notes/'))
        ? ['the notes were not posted']
        : []),
    ];
    return faults.length === 0;
  }, 30_000);
  return faults;
}

/** A rehearsal that went there and back leaves one certificate, everything else none. */
async function countCertificates({ projects }: World, { id, plan, ending }: Release): Promise<string[]> {
  const wanted = plan.intent === 'rehearsal' && ending?.kind === 'released' ? 1 : 0;
  const own = (await projects.get('shop')).certificates.filter(({ release }) => release === id);
  return own.length === wanted ? [] : [`${own.length} certificates, not ${wanted}`];
}

/** The program of each check of a validation was started once; a second start has another number. */
async function countRuns({ store }: World, { id, plan }: Release): Promise<string[]> {
  if (plan.intent !== 'validation') return [];
  const again = (await store.read(`release/${id}`)).flatMap(({ body }) => {
    const pending = Pending.safeParse(body);
    return pending.success && !pending.data.handle.run.endsWith('#1') ? [pending.data.step] : [];
  });
  return [...new Set(again)].map((step) => `${step} was run again`);
}

function isReleased({ ending, plan }: Release): boolean {
  return ending?.kind === 'released' && plan.intent === 'release';
}

/** Reading from the start checks the whole chain of hashes. */
async function checkLogs({ store, projects }: World, release: Release): Promise<string[]> {
  const faults: string[] = [];
  for (const log of [`release/${release.id}`, 'project/shop']) {
    await store.read(log).catch((error: unknown) => faults.push(`the chain of ${log} is broken: ${error}`));
  }
  const closed = await waitUntil(async () => {
    const record = await projects.get('shop');
    const isListed = record.releases.some((one) => one.id === release.id && one.closed !== null);
    return isListed && ![...record.claims.values()].includes(release.id);
  }, 15_000);
  if (closed === null) faults.push('it still holds its services');
  const unknown = (await store.read(`release/${release.id}`)).filter(
    ({ body }) => z.object({ type: z.literal('step.unknown') }).safeParse(body).success,
  );
  if (unknown.length > 0) faults.push(`${unknown.length} outcomes were unknown, though everything can be asked`);
  return faults;
}
