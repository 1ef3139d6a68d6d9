import { connect, type Socket } from 'node:net';
import { ReleaseError } from '#errors.ts';
import { plainSentence } from '../plain-text.ts';

/** Bytes of an answer that are read at most: some thousands of servers. */
const READ_LIMIT = 8_388_608;
/** Commands in one line; HAProxy takes lines of up to `tune.bufsize`, which is 16 kB. */
const IN_ONE_LINE = 50;

/** Speaks with the runtime API of HAProxy processes (Management Guide, section 9.3 "Unix Socket commands"). */
export type RuntimeClient = {
  /** What is answered to one command that changes nothing. Throws DEPLOYER_UNAVAILABLE where no whole answer came. */
  ask(address: string, command: string): Promise<string>;
  /**
   * Has commands carried out in this order. Throws DEPLOYER_FAILED with what HAProxy says where it refuses one, and DEPLOYER_UNAVAILABLE where
   * no whole answer came: then any of them may have been carried out.
   */
  tell(address: string, commands: readonly string[]): Promise<void>;
};

/** Makes a client. An address is the path of a socket, or host:port; each line is a connection of its own. `timeout` is in milliseconds. */
export function createRuntimeClient({ timeout }: { readonly timeout: number }): RuntimeClient {
  return {
    ask: (address, command) => exchange(address, command, timeout),
    async tell(address, commands) {
      for (let from = 0; from < commands.length; from += IN_ONE_LINE) {
        const answer = await exchange(address, commands.slice(from, from + IN_ONE_LINE).join(';'), timeout);
        const said = plainSentence(answer);
        if (said !== '') throw refused(address, said);
      }
    },
  };
}

/** A refusal by HAProxy, and what to do about it. */
export function refused(address: string, said: string): ReleaseError {
  const advice = /permission denied/i.test(said)
    ? 'Give its stats socket `level admin`.'
    : 'Correct the names in the configuration of the deployer, or the configuration of HAProxy.';
  return new ReleaseError('DEPLOYER_FAILED', 'user', `HAProxy at ${address} refused: ${said} ${advice}`);
}

function exchange(address: string, line: string, timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = opened(address);
    const parts: Buffer[] = [];
    let size = 0;
    const fail = (why: string): void => {
      socket.destroy();
      const message = `The runtime API of HAProxy at ${address} ${why}.`;
      reject(new ReleaseError('DEPLOYER_UNAVAILABLE', 'transient', message));
    };
    const timer = setTimeout(() => fail(`did not answer within ${timeout / 1_000} s`), timeout);
    socket.on('close', () => clearTimeout(timer));
    socket.on('error', (error: NodeJS.ErrnoException) => fail(`cannot be spoken with (${error.code ?? 'no reason'})`));
    socket.on('connect', () => socket.write(`${line}\n`));
    socket.on('data', (part) => {
      parts.push(part);
      size += part.length;
      if (size > READ_LIMIT) fail('answered more than is read');
    });
    // HAProxy ends every answer with an empty line and closes; an end without one is an answer that was cut off.
    socket.on('end', () => {
      const answer = Buffer.concat(parts).toString();
      if (answer.endsWith('\n')) resolve(answer.replace(/\n+$/, ''));
      else fail('closed the connection before it had answered');
    });
  });
}

function opened(address: string): Socket {
  if (address.startsWith('/')) return connect({ path: address });
  const colon = address.lastIndexOf(':');
  return connect({ host: address.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(address.slice(colon + 1)) });
}
