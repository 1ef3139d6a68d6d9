import { placeholdersIn } from '#domain/placeholders.ts';
import type { HaproxyConfig } from '#domain/project/deployer-config.ts';
import type { Deployer } from '#ports/deployer.ts';
import { placeOf, type Side, sides } from './place.ts';
import type { RuntimeClient } from './runtime-client.ts';
import { readProcesses } from './traffic.ts';

type Answer = Awaited<ReturnType<Deployer['check']>>;

/**
 * Asks, without an effect, whether each process can be spoken with at the level `admin` (`show cli level`), whether it has the servers, and whether
 * the deployers of the sides can do their part. What depends on the service or the environment by its name is left out.
 */
export async function checkHaproxy(
  client: RuntimeClient,
  config: HaproxyConfig,
  deployers: Readonly<Record<Side, Deployer>>,
): Promise<Answer> {
  for (const address of config.addresses.filter(isFixed)) {
    const level = (await client.ask(address, 'show cli level')).trim();
    if (level !== 'admin') {
      const why = `The runtime API of HAProxy at ${address} gives the level "${level}", and "admin" is needed. Add \`level admin\` to its stats socket.`;
      return { ok: false, why };
    }
  }
  const names = [...config.addresses, config.backend, ...sides.flatMap((side) => config[side].servers)];
  if (names.every(isFixed)) await readProcesses(client, placeOf(config, { service: '', environment: '' }));
  for (const side of sides) {
    const answer = await deployers[side].check();
    if (!answer.ok) return { ok: false, why: `The deployer of the ${side} side: ${answer.why}` };
  }
  return { ok: true };
}

function isFixed(template: string): boolean {
  return placeholdersIn(template).length === 0;
}
