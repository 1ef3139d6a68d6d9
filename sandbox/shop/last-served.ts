import type { ProxiedRequest } from './proxy-metrics.ts';

/** When a version answered a customer last, in ISO 8601. */
export type Served = Pick<ProxiedRequest, 'environment' | 'service' | 'version'> & { readonly at: string };

export type LastServed = {
  readonly observe: (request: ProxiedRequest) => void;
  /** Every version that ever answered, in the order of its first answer. */
  readonly read: () => readonly Served[];
};

/** Remembers the last answer of each version at each place. */
export function createLastServed(): LastServed {
  const served = new Map<string, Served>();
  return {
    observe: ({ environment, service, version }) => {
      const at = new Date().toISOString();
      served.set(`${environment}/${service}/${version}`, { environment, service, version, at });
    },
    read: () => [...served.values()],
  };
}
