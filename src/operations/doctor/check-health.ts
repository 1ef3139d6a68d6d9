import { failed, ok, type Verdict, warning } from '#domain/doctor/finding.ts';
import { fillPlaceholders } from '#domain/placeholders.ts';
import type { HealthCheck } from '#domain/project/health-check.ts';
import type { Deployer } from '#ports/deployer.ts';
import type { Health } from '#ports/health.ts';
import type { Check } from './check.ts';

/** Less than the time of a check, so that a slow address is named as slow, and the deployer can still be asked. */
const longest = 6_000;

export type HealthCheckPorts = { readonly health: Health; readonly deployer: () => Deployer };

/** The health address of a service in one environment answers well. One that does not is no failure where nothing runs yet. */
export function checkHealth(
  ports: HealthCheckPorts,
  at: { readonly project: string; readonly environment: string; readonly service: string },
  config: HealthCheck,
): Check {
  return {
    name: `health ${at.project}/${at.environment}/${at.service}`,
    async run() {
      const filled = fillPlaceholders(config.url, { environment: at.environment, service: at.service });
      if (filled.kind === 'refused') return failed(filled.why, 'Correct health.url in fairlead.yml.');
      const timeout = Math.min(config.timeout, longest);
      const answer = await ports.health.check({ url: filled.text, status: config.status, timeout });
      if (answer.ok) return ok(`${filled.text} answered ${config.status}.`);
      return notWell(`${filled.text}: ${answer.why}`, await runs(ports, at));
    },
  };
}

function notWell(says: string, running: string | null | undefined): Verdict {
  if (running === null) return warning(`${says} The deployer says that nothing runs there yet.`);
  const version = running === undefined ? 'the service' : `version ${running}, which runs there`;
  return failed(says, `Look at ${version}, or correct health.url in fairlead.yml.`);
}

/** The version that runs, null for none, undefined where it cannot be told. */
async function runs(
  ports: HealthCheckPorts,
  at: { readonly environment: string; readonly service: string },
): Promise<string | null | undefined> {
  try {
    const seen = await ports.deployer().observe({ service: at.service, environment: at.environment });
    return seen.kind === 'running' ? seen.version : undefined;
  } catch {
    return undefined;
  }
}
