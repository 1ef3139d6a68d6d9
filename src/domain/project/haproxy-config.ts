import { z } from 'zod';

/** Names of HAProxy hold letters, digits, `-`, `_`, `.` and `:` (Configuration Manual, section 2.2); nothing else may come near its commands. */
const name = z
  .string()
  .regex(
    /^(?:[A-Za-z0-9_.:-]|\{service\}|\{environment\})+$/,
    'expected letters, digits, "-", "_", ".", ":", {service} and {environment}',
  );

const address = z
  .string()
  .regex(
    /^(?:\/[^\s\0]+|(?:[A-Za-z0-9.-]|\{service\}|\{environment\})+:\d{1,5}|\[[0-9a-fA-F:]+\]:\d{1,5})$/,
    'expected a path such as /run/haproxy/admin.sock, or host:port',
  );

/**
 * The schema of the deployer that moves traffic by the runtime API of HAProxy between two sides of a backend. `side` is the schema of the
 * deployers that bring versions to the sides: HAProxy itself starts nothing.
 */
export function haproxyConfig<Side extends z.ZodType, Time extends z.ZodType, Drain extends z.ZodType>(schemas: {
  readonly side: Side;
  readonly timeout: Time;
  readonly drain: Drain;
}) {
  const sideOf = (what: string) =>
    z
      .strictObject({
        servers: z.array(name).min(1).describe('Servers of the backend that are this side.'),
        deployer: schemas.side.describe('Brings a version to these servers, tells which one runs and takes it away.'),
      })
      .describe(what);
  return z.strictObject({
    kind: z.literal('haproxy').describe('Which deployer it is.'),
    addresses: z
      .array(address)
      .min(1)
      .describe('Runtime API of each HAProxy process: the path of a socket, or host:port.'),
    backend: name.default('{service}').describe('Backend whose servers are given shares.'),
    blue: sideOf('One side.'),
    green: sideOf('The other side.'),
    drain: schemas.drain.describe(
      'How long sessions of a side may go on after it lost its traffic, before it is taken away.',
    ),
    timeout: schemas.timeout.describe('Longest time one deployment may take.'),
  });
}
