import { FairleadFile } from '#config/fairlead-file.ts';
import { readYaml } from '#config/yaml-source.ts';
import { parseCommit } from '#domain/commits/parse-commit.ts';
import { digestOf } from '#domain/digest.ts';
import { type Digest, type ReleaseId, Sha } from '#domain/ids.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import type { Plan } from '#domain/plan/plan.ts';
import type { Project } from '#domain/project/project.ts';
import { Version } from '#domain/version/version.ts';
import { releaseFacts } from '#operations/propose/assemble-facts.ts';
import { people } from '../../sandbox/people.ts';
import { shopConfig } from '../../sandbox/shop/shop-config.ts';

export const commitCount = 30;

/** The plan of a release of the sandbox's shop with 30 commits, made by the product itself from made-up commits. */
export function shopPlan(release: ReleaseId, requestedAt: number): { readonly plan: Plan; readonly digest: Digest } {
  const project = shopProject();
  const services = Object.keys(project.services);
  const environments = project.environments.map((environment) => environment.name);
  const wish = {
    release,
    projectName: 'shop',
    project,
    configDigest: digestOf(project),
    revision: 1,
    version: Version.parse('1.5.0'),
    unit: null,
    isHotfix: false,
    requestedAt,
    services,
    environments,
    strategy: null,
    overrides: [],
    leftOut: null,
    certificates: [],
  };
  const previous = { version: Version.parse('1.4.2'), sha: shaOf(999), tag: 'v1.4.2' };
  const commits = Array.from({ length: commitCount }, (_, index) => shopCommit(index, requestedAt));
  const baseline = environments.flatMap((environment) =>
    services.map((service) => ({ environment, service, version: '1.4.2' })),
  );
  const capabilities = new Map(services.map((service) => [service, { observe: true, remove: true }]));
  const history = { head: shaOf(0), previous, existing: [previous.version], commits, ...nothingElse };
  const outcome = compilePlan(releaseFacts(wish, history, { baseline, capabilities }));
  if (outcome.kind === 'refused') throw new Error(`The shop's plan was refused: ${outcome.refusal.code}.`);
  return outcome;
}

function shopProject(): Project {
  const source = readYaml(
    'fairlead.yml',
    shopConfig({ remote: '/var/lib/shop.git', platformUrl: 'http://127.0.0.1:4391' }),
  );
  const project = source.kind === 'broken' ? undefined : FairleadFile.parse(source.data).projects.shop;
  if (project === undefined) throw new Error('The sandbox has no project shop.');
  return project;
}

/** What a history says that is not about services. */
const nothingElse = { elsewhere: 0, reverted: 0, pullRequestOf: () => null, servicesOf: () => [] };

/** Neither approves: authors of a release may not. */
const authors = people.filter(({ id }) => id === 'U0AIKO' || id === 'U0SAM');
const scopes = ['api', 'frontend', 'worker', 'checkout', 'deps'];
const types = ['feat', 'fix', 'perf', 'docs', 'chore', 'refactor'];

function shopCommit(index: number, before: number) {
  const author = authors[index % authors.length] ?? { realName: 'Aiko', email: 'aiko@shop.example' };
  const title = `${types[index % types.length]}(${scopes[index % scopes.length]}): keep the basket of a customer who comes back (#${100 + index})`;
  return parseCommit({
    sha: shaOf(index),
    parents: [shaOf(index + 1)],
    authorName: author.realName,
    authorEmail: author.email,
    committedAt: before - index * 3_600_000,
    message: `${title}\n\nWhat was in the basket was lost when the session ended.\n\nRefs: SHOP-${index}`,
  });
}

function shaOf(number: number): Sha {
  return Sha.parse(digestOf({ number }).slice(0, 40));
}
