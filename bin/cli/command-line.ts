import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { createBullmqQueue } from '#adapters/bullmq/bullmq-queue.ts';
import { connectRedis } from '#adapters/redis/connect-redis.ts';
import { createConfiguration } from '#config/configuration.ts';
import { readEnvironment } from '#config/environment-variables.ts';
import { knownNames } from '#config/known-names.ts';
import { errorCatalogue, ReleaseError } from '#errors.ts';
import { runningRedis } from '../redis/provide-redis.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { runCli } from './run-cli.ts';

const patience = 120_000;

/**
 * Runs one command of the command line against the queue that the workers listen to: the Redis of REDIS_URL, or the one that a Fairlead on
 * this data directory has started. Starts nothing of its own.
 */
export async function commandLine(argv: readonly string[], say: (line: string) => void): Promise<ExitCode> {
  const environment = readEnvironment(process.env);
  const configuration = createConfiguration(environment.configFile, knownNames);
  const url = environment.redisUrl ?? (await runningRedis(environment.dataDirectory));
  if (url === null) {
    say(`${errorCatalogue.REDIS_UNAVAILABLE} Set REDIS_URL, or start Fairlead on this machine first.`);
    return exitCodes.noAnswer;
  }
  const redis = connectRedis(url, 'app');
  const queue = createBullmqQueue(redis);
  try {
    await redis.whenReady(5_000);
    return await runCli(argv, {
      configuration,
      policy: configuration.current().cli,
      queue,
      osUser: userInfo().username,
      token: environment.cliToken,
      newRequestId: () => randomBytes(6).toString('hex'),
      patience,
      say,
    });
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.code !== 'REDIS_UNAVAILABLE') throw error;
    say(errorCatalogue.REDIS_UNAVAILABLE);
    return exitCodes.noAnswer;
  } finally {
    await queue.close();
    await redis.close();
  }
}
