import { Pool } from 'undici';
import { signedCommand } from './signed-command.ts';

let sent = 0;

/**
 * Sends `count` commands to an app, `concurrency` at a time over as many kept connections, and gives the milliseconds from each request to
 * the end of its acknowledgement. Throws on any answer but 200.
 */
export async function driveCommands(url: string, concurrency: number, count: number): Promise<readonly number[]> {
  const pool = new Pool(url, { connections: concurrency, pipelining: 1 });
  const commands = Array.from({ length: count }, () => {
    sent += 1;
    return signedCommand(sent);
  });
  const millis: number[] = [];
  const work = async () => {
    for (let command = commands.pop(); command !== undefined; command = commands.pop()) {
      const started = performance.now();
      const response = await pool.request({ path: '/slack/events', method: 'POST', ...command });
      await response.body.dump();
      if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}.`);
      millis.push(performance.now() - started);
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, work));
  } finally {
    await pool.destroy();
  }
  return millis;
}
