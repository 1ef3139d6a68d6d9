import { fillPlaceholders } from '#domain/placeholders.ts';
import type { HaproxyConfig } from '#domain/project/deployer-config.ts';
import { ReleaseError } from '#errors.ts';

/** The two sides of a backend, of which either may have the traffic. */
export const sides = ['blue', 'green'] as const;
export type Side = (typeof sides)[number];

/** The servers of one service in one environment, by their names. */
export type Place = {
  readonly addresses: readonly string[];
  readonly backend: string;
  readonly servers: Readonly<Record<Side, readonly string[]>>;
};

/** Fills in the names of a configuration. Throws DEPLOYER_FAILED where a name is none HAProxy allows: it would be read as a command. */
export function placeOf(config: HaproxyConfig, target: { service: string; environment: string }): Place {
  const values = { service: target.service, environment: target.environment };
  const name = (template: string): string => checked(filled(template, values));
  return {
    addresses: config.addresses.map((template) => filled(template, values)),
    backend: name(config.backend),
    servers: { blue: config.blue.servers.map(name), green: config.green.servers.map(name) },
  };
}

/** The other side. */
export function otherThan(side: Side): Side {
  return side === 'blue' ? 'green' : 'blue';
}

/** HAProxy Configuration Manual, section 2.2: names hold letters, digits, `-`, `_`, `.` and `:`. */
function checked(name: string): string {
  if (/^[A-Za-z0-9_.:-]{1,200}$/.test(name)) return name;
  const why = `"${name}" is no name of a backend or server of HAProxy. Correct the names in the deployer's configuration.`;
  throw new ReleaseError('DEPLOYER_FAILED', 'user', why);
}

function filled(template: string, values: Readonly<Record<string, string>>): string {
  const filling = fillPlaceholders(template, values);
  if (filling.kind === 'filled') return filling.text;
  throw new ReleaseError('DEPLOYER_FAILED', 'user', filling.why);
}
