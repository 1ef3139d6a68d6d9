import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

/** What happens to the next line that begins so: the connection breaks before HAProxy sees it, after it was carried out, or (null) not at all. */
export type RuntimeFault = { readonly of: 'set' | 'show'; readonly broken: 'before' | 'after' | null };

/** A TCP port before the socket of a HAProxy that counts what it is told, and loses connections on demand. */
export type RuntimeFront = {
  /** As `host:port`. */
  readonly address: string;
  /** Every command that changes something and reached HAProxy, in order. */
  readonly effects: readonly string[];
  meet(...faults: RuntimeFault[]): void;
  close(): Promise<void>;
};

/** Starts it on a free port of loopback. */
export async function startRuntimeFront(path: string): Promise<RuntimeFront> {
  const effects: string[] = [];
  const faults: RuntimeFault[] = [];
  const server = createServer((client) => {
    client.on('error', () => client.destroy());
    client.once('data', (line) => void pass(client, line.toString()));
  });
  const pass = async (client: Socket, line: string): Promise<void> => {
    const [next] = faults;
    const fault = next !== undefined && line.startsWith(next.of) ? faults.shift() : undefined;
    if (fault?.broken === 'before') return void client.destroy();
    const haproxy = connect({ path });
    haproxy.write(line);
    const answer = await text(haproxy).catch(() => null);
    if (answer !== null)
      effects.push(
        ...line
          .trim()
          .split(';')
          .filter((command) => command.startsWith('set ')),
      );
    if (answer === null || fault?.broken === 'after') return void client.destroy();
    client.end(answer);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    address: `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    effects,
    meet: (...next) => void faults.push(...next),
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}
