import { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import { plainSentence } from '../plain-text.ts';
import { type RuntimeClient, refused } from './runtime-client.ts';

/** One server of a backend, as one HAProxy process sees it. */
export type ServerState = {
  readonly name: string;
  /** 0 to 256. */
  readonly weight: number;
  /** What it was told to be. Only a `ready` server is given new requests. */
  readonly admin: 'ready' | 'drain' | 'maint';
  /** Whether it may be sent requests by its health; one that is not checked always may. */
  readonly isUp: boolean;
  /** Whether a health check has passed since it left maintenance: HAProxy calls it up before it has looked. */
  readonly isConfirmed: boolean;
  /** Requests that are in it or wait for it. */
  readonly sessions: number;
  /** What the last health check said, such as `L4CON Connection refused`. */
  readonly said: string;
};

/** Bits of `srv_admin_state` by which a server is in maintenance or drained, whoever said so; the others tell where that comes from. */
const MAINTENANCE = 0x01 | 0x02 | 0x20 | 0x40;
const DRAIN = 0x08 | 0x10;
/** `srv_op_state` of a server that is stopped. */
const STOPPED = 0;

const Count = z.coerce.number().int().nonnegative();
const StateRow = z.object({ srv_name: z.string(), srv_op_state: Count, srv_admin_state: Count, srv_uweight: Count });
const StatRow = z.object({
  svname: z.string(),
  scur: Count,
  qcur: Count,
  check_status: z.string().default(''),
  last_chk: z.string().default(''),
  check_health: z.string().default(''),
  check_rise: Count.default(0),
  check_fall: Count.default(0),
});

/**
 * The servers of a backend by `show servers state` (format 1) and `show stat` (Management Guide 9.3 and 9.1). Throws DEPLOYER_FAILED where there
 * is no such backend.
 */
export async function readServers(
  client: RuntimeClient,
  address: string,
  backend: string,
): Promise<readonly ServerState[]> {
  const [states, stats] = [
    await client.ask(address, `show servers state ${backend}`),
    await client.ask(address, `show stat ${backend} 4 -1`),
  ];
  if (!states.startsWith('1\n#')) throw refused(address, plainSentence(states) || 'nothing was answered.');
  const counted = rowsOf(stats.replace(/^# /, ''), (line) => cellsOf(line), StatRow, address);
  return rowsOf(states.replace(/^1\n# /, ''), (line) => line.split(' '), StateRow, address).map((row) => {
    const { srv_admin_state: bits, srv_name: name } = row;
    const stat = counted.find(({ svname }) => svname === name);
    const best = (stat?.check_rise ?? 0) + (stat?.check_fall ?? 0) - 1;
    return {
      name,
      weight: row.srv_uweight,
      admin: (bits & MAINTENANCE) !== 0 ? 'maint' : (bits & DRAIN) !== 0 ? 'drain' : 'ready',
      isUp: row.srv_op_state !== STOPPED,
      isConfirmed: stat === undefined || stat.check_health === '' || Number(stat.check_health) >= best,
      sessions: (stat?.scur ?? 0) + (stat?.qcur ?? 0),
      said: plainSentence(`${stat?.check_status ?? ''} ${stat?.last_chk ?? ''}`),
    };
  });
}

function rowsOf<T>(
  text: string,
  split: (line: string) => readonly string[],
  shape: z.ZodType<T>,
  address: string,
): readonly T[] {
  const [header = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const names = split(header);
  return lines.map((line) => {
    const cells = split(line);
    const row = shape.safeParse(Object.fromEntries(names.map((name, index) => [name, cells[index]])));
    if (row.success) return row.data;
    const why = `The runtime API of HAProxy at ${address} answered in an unknown shape. Check that it is HAProxy 2.4 or newer.`;
    throw new ReleaseError('DEPLOYER_FAILED', 'fatal', why);
  });
}

/** Cells of a line of comma separated values; one in quotes may hold commas, and quotes twice (RFC 4180). */
function cellsOf(line: string): readonly string[] {
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}
