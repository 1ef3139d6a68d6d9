import { digestOf } from '#domain/digest.ts';
import type { HaproxyConfig } from '#domain/project/deployer-config.ts';
import type { ConfigPath } from './config-problem.ts';
import type { Finding } from './describe-issue.ts';

/** The two sides of a HAProxy deployer must be told apart: servers of their own, a deployer of their own, each able to tell what runs and to end it. */
export function checkHaproxySides(at: ConfigPath, { blue, green }: HaproxyConfig): readonly Finding[] {
  const shared = green.servers.flatMap((name, index): Finding[] =>
    blue.servers.includes(name)
      ? [{ path: [...at, 'green', 'servers', index], at: 'value', message: `"${name}" is a server of blue, too` }]
      : [],
  );
  const isOne = digestOf(blue.deployer) === digestOf(green.deployer);
  const message = 'expected another deployer than that of blue: each side has a version of its own';
  const same: readonly Finding[] = isOne ? [{ path: [...at, 'green', 'deployer'], at: 'value', message }] : [];
  return [...shared, ...same, ...lacks([...at, 'blue'], blue), ...lacks([...at, 'green'], green)];
}

function lacks(at: ConfigPath, { deployer }: HaproxyConfig['blue']): readonly Finding[] {
  if (deployer.kind !== 'command') return [];
  const needed = [
    ['status', 'by which is told what runs on this side'],
    ['remove', 'by which this side is taken away'],
  ] as const;
  return needed.flatMap(([key, why]): Finding[] =>
    deployer[key] === undefined
      ? [{ path: [...at, 'deployer'], at: 'value', message: `expected the key ${key} as well, ${why}` }]
      : [],
  );
}
