import { z } from 'zod';
import { Json } from '#domain/ids.ts';
import type { CheckResult } from '#domain/validation/check-result.ts';
import { CheckedMigration, MigrationFault } from '#domain/validation/migration-findings.ts';
import { HealthTarget } from '#operations/steps/health-target.ts';
import { defineStep, type StepContext, type StepOutcome, type StepPorts } from '#operations/steps/step-definition.ts';
import { analysedCanary } from '#operations/validation/analysed-canary.ts';
import { askHealth } from '#operations/validation/ask-health.ts';
import { judgedMigrations } from '#operations/validation/judged-migrations.ts';
import { runCommand } from './run-command.ts';

const Run = z.record(z.string(), Json);

const What = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), run: Run }),
  z.object({
    kind: z.literal('migration-test'),
    isRun: z.boolean(),
    migrations: z.array(CheckedMigration),
    faults: z.array(MigrationFault),
    run: Run.nullable(),
  }),
  z.object({
    kind: z.literal('canary-analysis'),
    project: z.string(),
    version: z.string(),
    unit: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('health'),
    tries: z.number().int().min(1),
    targets: z.array(z.object({ environment: z.string(), service: z.string(), health: HealthTarget })),
  }),
]);
type What = z.infer<typeof What>;

const Params = z.object({ check: z.string(), isBlocker: z.boolean(), what: What });
type Params = z.infer<typeof Params>;

/**
 * One check of a validation. That it does not pass is its result and no failure of the step, so that every other check runs as well. A
 * command is run as `run-command` runs it: its outcome outlives the worker, and it is never run twice while it can be asked after.
 */
export const validate = defineStep({
  kind: 'validate',
  params: Params,
  probe: async (ports, params, context) => {
    const run = runOf(params.what);
    if (run === null) return { kind: 'not-done' };
    const outcome = await runCommand.probe(ports, run, context);
    return outcome.kind === 'not-done' ? outcome : checked(params.what, outcome);
  },
  run: look,
  handle: Json,
  poll: async (ports, params, handle, context) => {
    const run = runOf(params.what);
    if (run !== null) return checked(params.what, await runCommand.poll(ports, run, handle, context));
    return params.what.kind === 'health' ? asked(ports, params.what, handle) : look(ports, params, context);
  },
});

async function look(ports: StepPorts, { what }: Params, context: StepContext): Promise<StepOutcome> {
  const run = runOf(what);
  if (run !== null) return checked(what, await runCommand.run(ports, run, context));
  switch (what.kind) {
    case 'migration-test':
      return done(judgedMigrations(what, null));
    case 'canary-analysis':
      return done(await analysedCanary(ports, what));
    case 'health':
      return asked(ports, what, 0);
    case 'command':
      throw new TypeError('A check by command runs one.');
  }
}

/** The command of a check; null where it has none, and where migrations are at fault before one could run. */
function runOf(what: What): z.infer<typeof Run> | null {
  if (what.kind === 'command') return what.run;
  return what.kind === 'migration-test' && what.faults.length === 0 ? what.run : null;
}

/** What a command came to as the result of a check. What people are asked about, and what is under way, stays as it is. */
function checked(what: What, outcome: StepOutcome): StepOutcome {
  const ran = ranOf(outcome);
  if (ran === null) return outcome;
  return done(what.kind === 'migration-test' ? judgedMigrations(what, ran) : ran);
}

const Ended = z.object({ output: z.string() });

function ranOf(outcome: StepOutcome): CheckResult | null {
  if (outcome.kind === 'succeeded') {
    const { output } = Ended.parse(outcome.result);
    return { outcome: 'passed', why: 'It ended with exit code 0.', lines: [], output };
  }
  if (outcome.kind !== 'failed') return null;
  const [why = '', ...output] = outcome.message.split('\n');
  return { outcome: 'failed', why: why.slice(0, 1_000), lines: [], output: output.join('\n').slice(-2_000) };
}

/** The number of rounds in which a service did not answer well is the handle. */
async function asked(ports: StepPorts, what: Extract<What, { kind: 'health' }>, seen: Json): Promise<StepOutcome> {
  const rounds = typeof seen === 'number' ? seen + 1 : 1;
  const result = await askHealth(ports.health, what.targets);
  if (result.outcome !== 'failed' || rounds >= what.tries) return done(result);
  const lookAgainIn = Math.max(...what.targets.map(({ health }) => health.interval));
  return {
    kind: 'pending',
    handle: rounds,
    lookAgainIn,
    note: `${result.why} Asked ${rounds} of ${what.tries} times.`,
  };
}

function done(result: CheckResult): StepOutcome {
  return { kind: 'succeeded', result };
}
