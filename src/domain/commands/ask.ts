import { z } from 'zod';
import { Name, ReleaseId } from '../ids.ts';
import { ProposeRequest, RollbackRequest } from '../job.ts';
import { MoveWish } from '../moves/move-wish.ts';
import { Version } from '../version/version.ts';

/** What a command line asks for, once understood. */
export const Ask = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('propose'), request: ProposeRequest }),
  /** The form with the suggested version. */
  z.strictObject({ kind: z.literal('release-form'), project: Name }),
  z.strictObject({ kind: z.literal('rollback'), request: RollbackRequest }),
  /** The form with what runs where, and what a rollback takes away. */
  z.strictObject({
    kind: z.literal('rollback-form'),
    project: Name,
    environment: Name.nullable(),
    services: z.array(Name).nullable(),
    version: Version.nullable(),
  }),
  z.strictObject({ kind: z.literal('status'), project: Name.nullable() }),
  z.strictObject({
    kind: z.literal('why'),
    project: Name.nullable(),
    release: ReleaseId.nullable(),
    version: Version.nullable(),
  }),
  z.strictObject({ kind: z.literal('move'), wish: MoveWish }),
  z.strictObject({ kind: z.literal('help'), project: Name.nullable() }),
]);
export type Ask = z.infer<typeof Ask>;
