/** One server of the store, as it describes itself. A setting is null where the server does not tell. */
export type StoreLook = {
  /** `Redis` or `Valkey`, and the version it goes by. */
  readonly product: string;
  readonly version: string;
  /** The version of the commands it understands: Redis's own, also for Valkey. */
  readonly commandsOf: string;
  readonly maxmemoryPolicy: string | null;
  readonly appendonly: string | null;
  readonly appendfsync: string | null;
  /** `cluster_state`; null outside a cluster. */
  readonly cluster: string | null;
};

/** Looks at every server that takes writes. Throws REDIS_UNAVAILABLE with the reason, and never with an address or a password. */
export type InspectStore = () => Promise<readonly StoreLook[]>;
