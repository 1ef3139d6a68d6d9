import { z } from 'zod';

/** What `start-run.ts` is told to start, and where. */
export const CommandRunRequest = z.object({
  dataDirectory: z.string(),
  key: z.string(),
  argv: z.array(z.string()).readonly(),
  folder: z.string(),
  timeout: z.number(),
});
export type CommandRunRequest = z.infer<typeof CommandRunRequest>;
