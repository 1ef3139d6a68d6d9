import { Environment } from '#domain/project/environment.ts';
import { Project } from '#domain/project/project.ts';
import { createRandom, type Random } from './random.ts';

const someStrategies = [
  'sequential',
  'immediate',
  'sequential',
  'rolling',
  'canary',
  'blue-green',
  'blue-green-canary',
] as const;

const database = {
  backup: ['backup'],
  migrate: ['migrate', '{phase}'],
  migrateBack: ['migrate-back'],
  approvers: ['lead'],
};

const made = new Map<number, Project>();

/** One of two thousand projects of up to four services with random needs and one to three environments with random policies. */
export function randomProject(random: Random): Project {
  const number = random.int(1, 2_000);
  const project = made.get(number) ?? makeProject(createRandom(number));
  made.set(number, project);
  return project;
}

function makeProject(random: Random): Project {
  const names = ['api', 'billing', 'frontend', 'worker'].slice(0, random.pick([1, 2, 2, 3, 4]));
  const services = Object.fromEntries(
    names.map((name, index) => [
      name,
      {
        needs: names.slice(0, index).filter(() => random.chance(0.5)),
        deployer: { kind: 'http', url: 'http://deployer.example' },
        ...(random.chance(0.2) ? { strategy: random.pick(someStrategies) } : {}),
        ...(random.chance(0.7) ? { analysis: randomAnalysis(random) } : {}),
        ...(random.chance(0.8)
          ? { health: { url: 'http://health.example', count: 2, interval: '1s', timeout: '1s' } }
          : {}),
      },
    ]),
  );
  const environments = ['development', 'staging', 'production']
    .slice(random.pick([0, 1, 1, 2]))
    .map((name, index, all) => ({
      name,
      ...randomPolicy(random, index === all.length - 1 || random.chance(0.2)),
      checks: random.chance(0.2) ? [{ name: 'smoke', command: ['smoke'] }] : [],
      ...(index > 0 && index === all.length - 1 && random.chance(0.2) ? { rehearsal: { within: '10m' } } : {}),
    }));
  return Project.parse({
    repository: { url: 'file:///remote' },
    channel: 'C0SIM',
    build: [['build']],
    ...(random.chance(0.4) ? { migrations: ['db/**'], database } : {}),
    ...(random.chance(0.3) ? { hooks: { beforeSwitch: ['warm'], afterDeploy: ['clear'] } } : {}),
    monitors: { metrics: { kind: 'prometheus', url: 'http://prometheus.example' } },
    services,
    environments,
    rollback: randomRollback(random),
    managers: ['manager'],
  });
}

/** The same project after somebody edited how one of its environments is entered and rolled out. */
export function editedProject(project: Project, random: Random): Project {
  const edited = random.int(0, project.environments.length - 1);
  return {
    ...project,
    environments: project.environments.map((environment, index) =>
      index === edited
        ? Environment.parse({ name: environment.name, ...randomPolicy(random, environment.approvals.length > 0) })
        : environment,
    ),
  };
}

function randomPolicy(random: Random, isGated: boolean) {
  return {
    strategy: random.pick(someStrategies),
    wave: random.pick([1, 50, 100]),
    rolling: {
      batches: random.pick([
        [50, 100],
        [25, 75, 100],
      ]),
    },
    canary: {
      steps: random.pick([[10], [5, 50, 100]]),
      bake: random.pick(['0s', '20s']),
      promotion: random.pick(['automatic', 'automatic', 'button']),
      ...(random.chance(0.3) ? { baseline: true } : {}),
    },
    blueGreen: { keep: random.pick(['0s', '30s']) },
    waitBetween: random.pick(['0s', '5s', '60s']),
    approvals: isGated ? randomRules(random) : [],
    selfApproval: random.chance(0.1),
    authorApproval: random.chance(0.3),
    approvalExpires: random.pick(['1m', '10m', '24h']),
  };
}

function randomAnalysis(random: Random) {
  return {
    monitor: 'metrics',
    limits: ['error-rate > 5%'],
    noData: random.pick(['wait', 'ask', 'ask', 'fail']),
    mode: random.pick(['act', 'act', 'announce']),
    ...random.pick([{}, { watch: true }, { watch: false }]),
  };
}

function randomRollback(random: Random) {
  const mode = () => random.pick(['act', 'act', 'act', 'announce']);
  const breaker = {
    ...(random.chance(0.5) ? { failures: random.int(1, 2) } : {}),
    ...(random.chance(0.5) ? { rollbacks: random.int(1, 2), within: '30d' } : {}),
    mode: mode(),
  };
  const triggers = [
    { when: 'health', mode: mode() },
    { when: 'error-rate', limit: '> 10%', action: random.pick(['roll-back', 'hold']), mode: mode() },
  ];
  return {
    automatic: random.chance(0.9),
    mode: mode(),
    countdown: random.pick(['0s', '10s', '30s']),
    roles: ['commander'],
    triggers: triggers.filter(() => random.chance(0.4)),
    ...(random.chance(0.4) ? { breaker } : {}),
  };
}

function randomRules(random: Random): { roles: string[]; count: number }[] {
  const rules = [{ roles: ['lead'], count: random.int(1, 2) }];
  return random.chance(0.4) ? [...rules, { roles: ['quality', 'lead'], count: 1 }] : rules;
}
