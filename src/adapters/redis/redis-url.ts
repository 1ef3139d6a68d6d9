import { ReleaseError } from '#errors.ts';

type Node = { readonly host: string; readonly port: number };

export type RedisAddress = {
  /** The nodes of a cluster to start from; null for a single server. */
  readonly nodes: readonly Node[] | null;
  readonly node: Node & { readonly db: number };
  readonly credentials: {
    readonly username?: string;
    readonly password?: string;
    readonly tls?: Record<string, never>;
  };
};

/** Reads an address of Redis. Refuses a wrong one with ENVIRONMENT_INVALID, without repeating it: it may hold a password. */
export function parseRedisUrl(url: string): RedisAddress {
  const parts = /^(rediss?)(-cluster)?:\/\/(?:([^@/]*)@)?([^/?#]+)(?:\/(\d{1,3}))?\/?$/.exec(url);
  if (parts === null) throw invalid('It is not of the form redis://host:6379.');
  const [, scheme, cluster, userinfo, hosts = '', db] = parts;
  const nodes = hosts.split(',').map(parseNode);
  const [node] = nodes;
  if (node === undefined) throw invalid('It names no host.');
  if (cluster === undefined && nodes.length > 1) throw invalid('Several hosts need redis-cluster://.');
  if (cluster !== undefined && db !== undefined) throw invalid('A cluster has no database numbers.');
  return {
    nodes: cluster === undefined ? null : nodes,
    node: { ...node, db: Number(db ?? 0) },
    credentials: { ...parseUserinfo(userinfo), ...(scheme === 'rediss' ? { tls: {} } : {}) },
  };
}

function parseNode(text: string): Node {
  const parts = /^(?:\[([0-9a-f:.]+)\]|([^:\s]+))(?::(\d{1,5}))?$/i.exec(text);
  const host = parts?.[1] ?? parts?.[2];
  const port = Number(parts?.[3] ?? 6379);
  if (host === undefined || port < 1 || port > 65_535) throw invalid('A host or port in it is malformed.');
  return { host, port };
}

function parseUserinfo(text: string | undefined): { username?: string; password?: string } {
  if (text === undefined || text === '') return {};
  const colon = text.indexOf(':');
  const username = decode(colon === -1 ? text : text.slice(0, colon));
  const password = colon === -1 ? '' : decode(text.slice(colon + 1));
  return { ...(username === '' ? {} : { username }), ...(password === '' ? {} : { password }) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('The user name or password in it is not percent-encoded.');
  }
}

function invalid(why: string): ReleaseError {
  return new ReleaseError(
    'ENVIRONMENT_INVALID',
    'user',
    `REDIS_URL cannot be used. ${why} Correct it and start again.`,
  );
}
