import { z } from 'zod';
import { Duration } from '../duration.ts';
import { CommandLine } from './deployer-config.ts';

/** Commands beside the deployments: to warm a version up before it takes requests, and to clear caches once all services have moved. */
export const Hooks = z.strictObject({
  beforeSwitch: CommandLine.optional().describe(
    'Runs for each service of a blue-green pair when its idle side is verified, before all of the traffic goes there.',
  ),
  afterDeploy: CommandLine.optional().describe(
    'Runs in each environment once its services are verified, and again when they are back.',
  ),
  timeout: Duration.default(600_000).describe('Longest time one of these commands may take.'),
});
export type Hooks = z.infer<typeof Hooks>;
