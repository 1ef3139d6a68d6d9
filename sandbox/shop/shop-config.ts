import { stringify } from 'yaml';
import { analysis, monitor } from './shop-monitor.ts';

export type ShopConfigOptions = {
  /** The shop's remote, as git takes it. */
  readonly remote: string;
  /** The platform's address, without a slash at its end. */
  readonly platformUrl: string;
  /** Address of a Prometheus that scrapes the shop; the shop's own figures are judged when absent. */
  readonly prometheusUrl?: string;
  /** Slack channel id; the sandbox's #releases when absent. */
  readonly channel?: string;
  /** Time between two health checks, such as `1s`. */
  readonly healthInterval?: string;
  /** Time between two services in production. */
  readonly waitBetween?: string;
  /** Time the old side of a blue-green pair is kept; fifteen seconds when absent. */
  readonly keep?: string;
  /** Time a person has to stop an automatic rollback. */
  readonly countdown?: string;
  /** Failed services of a release, and rollbacks of a service within an hour, from which on the circuit breaker opens; see `breaker`. */
  readonly breaker?: number;
};

/** The text of the `fairlead.yml` that releases the shop, with the people of the sandbox in its roles. */
export function shopConfig(options: ShopConfigOptions): string {
  const { remote, platformUrl, channel = 'C0RELEASES', countdown = '10s' } = options;
  const platform = ['--platform', platformUrl];
  return stringify(
    {
      version: 1,
      roles: {
        'release-manager': { users: ['U0MIRA'], groups: [] },
        'tech-lead': { groups: ['S0LEADS'] },
        'incident-commander': { users: ['U0PRIYA'] },
        product: { users: ['U0SAM'] },
        'database-owner': { users: ['U0PRIYA', 'U0JONAS'] },
      },
      projects: {
        shop: {
          repository: { url: remote, branch: 'main' },
          channel,
          tag: 'v{version}',
          changelog: 'CHANGELOG.md',
          notes: { product: 'The Shop', audiences: ['engineers', 'customers'] },
          versionFiles: ['package.json', 'VERSION', 'charts/shop/Chart.yaml'],
          migrations: ['migrations/**'],
          database: database(platform),
          build: [['node', 'scripts/build.mjs', '{version}', ...platform]],
          test: [['node', 'scripts/test.mjs']],
          checks: [
            { name: 'smoke-tests', command: ['node', 'scripts/try.mjs', 'health'] },
            { name: 'regression-suite', command: ['node', 'scripts/try.mjs', 'traffic'] },
            { name: 'unit-tests', command: ['node', 'scripts/test.mjs'], blocker: false },
          ],
          monitors: { customers: monitor(options) },
          services: {
            api: service('api', [], options),
            worker: service('worker', ['api'], options),
            frontend: service('frontend', ['api'], options),
          },
          environments: environments(options),
          managers: ['release-manager', 'incident-commander', 'tech-lead'],
          overrides: { breakingChange: ['tech-lead'] },
          rollback: {
            countdown,
            healthFailures: 3,
            roles: ['incident-commander', 'release-manager'],
            breaker: breaker(options),
          },
        },
      },
    },
    { lineWidth: 0 },
  );
}

/** The shop's own script. What the names of the migrations do not tell apart can be lived with by the version before. */
function database(platform: readonly string[]) {
  const script = ['node', 'scripts/db.mjs'];
  return {
    backup: [...script, 'backup', '{environment}', '--key', '{key}', ...platform],
    migrate: [...script, 'migrate', '{environment}', '--phase', '{phase}', '--version', '{version}', ...platform],
    migrateBack: [...script, 'migrate-back', '{environment}', '--to', '{previous}', ...platform],
    test: [...script, 'try', 'staging', ...platform],
    timeout: '1m',
    nature: 'forward-only',
    paths: { reversible: ['migrations/*_expand.sql'], destructive: ['migrations/*_contract.sql'] },
    approvers: ['database-owner'],
  };
}

/** Two services that fail at once are never by chance. A shop that is there to be broken is not refused its next release, unless asked for. */
function breaker({ breaker: limit }: ShopConfigOptions) {
  return limit === undefined ? { failures: 2 } : { failures: limit, rollbacks: limit, within: '1h' };
}

function service(name: string, needs: readonly string[], options: ShopConfigOptions) {
  const { platformUrl, healthInterval = '1s' } = options;
  return {
    path: `services/${name}`,
    ...(needs.length > 0 ? { needs } : {}),
    deployer: { kind: 'http', url: platformUrl },
    health: {
      url: `${platformUrl}/{environment}/${name}/healthz`,
      nextUrl: `${platformUrl}/{environment}/${name}~next/healthz`,
      count: 3,
      interval: healthInterval,
    },
    analysis: analysis(options),
  };
}

function environments({ platformUrl, waitBetween = '2s', keep = '15s' }: ShopConfigOptions) {
  // A newcomer wants to see a rollout in stages whole: `/release 1.5.0 --strategy canary`.
  const short = { blueGreen: { keep } };
  const smoke = ['node', 'scripts/smoke.mjs', 'staging', '--platform', platformUrl];
  return [
    { name: 'staging', strategy: 'sequential', canary: { steps: [50, 100], bake: '12s' }, ...short },
    {
      name: 'production',
      strategy: 'sequential',
      canary: { steps: [20, 50, 100], bake: '12s' },
      ...short,
      waitBetween: waitBetween,
      checks: [{ name: 'smoke', command: smoke }],
      approvals: [{ roles: ['release-manager', 'tech-lead'], count: 1 }],
    },
  ];
}
