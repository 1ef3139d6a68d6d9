import { z } from 'zod';
import { Name, ReleaseId } from '../ids.ts';
import { ProposeRequest, RollbackRequest } from '../job.ts';
import { MoveWish } from '../moves/move-wish.ts';
import { ChangelogEditRequest } from '../requests/changelog-edit-request.ts';
import { ChangelogRequest } from '../requests/changelog-request.ts';
import { NotesRequest } from '../requests/notes-request.ts';
import { ReleasePlanRequest } from '../requests/release-plan-request.ts';
import { RollbackPlanRequest } from '../requests/rollback-plan-request.ts';
import { TagRequest } from '../requests/tag-request.ts';
import { ValidationRequest } from '../requests/validation-request.ts';
import { VersionBumpRequest } from '../requests/version-bump-request.ts';
import { VersionRequest } from '../requests/version-request.ts';
import { Version } from '../version/version.ts';

/** What a command line asks for, once understood. */
export const Ask = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('propose'), request: ProposeRequest }),
  /** The form with the suggested version. */
  z.strictObject({ kind: z.literal('release-form'), project: Name, services: z.array(Name).nullable() }),
  z.strictObject({ kind: z.literal('rollback'), request: RollbackRequest }),
  /** The form with what runs where, and what a rollback takes away. */
  z.strictObject({
    kind: z.literal('rollback-form'),
    project: Name,
    environment: Name.nullable(),
    services: z.array(Name).nullable(),
    version: Version.nullable(),
  }),
  /** The form of any other command, made from its declared arguments, with what was given filled in. */
  z.strictObject({
    kind: z.literal('command-form'),
    command: z.string(),
    word: z.string().nullable(),
    project: Name,
    given: z.record(z.string(), z.string()),
  }),
  z.strictObject({ kind: z.literal('status'), project: Name.nullable() }),
  z.strictObject({ kind: z.literal('tally'), project: Name.nullable() }),
  z.strictObject({
    kind: z.literal('why'),
    project: Name.nullable(),
    release: ReleaseId.nullable(),
    version: Version.nullable(),
  }),
  z.strictObject({ kind: z.literal('move'), wish: MoveWish }),
  z.strictObject({ kind: z.literal('help'), project: Name.nullable() }),
  z.strictObject({ kind: z.literal('semantic-version'), request: VersionRequest }),
  z.strictObject({ kind: z.literal('changelog-generate'), request: ChangelogRequest }),
  z.strictObject({ kind: z.literal('changelog-edit'), request: ChangelogEditRequest }),
  z.strictObject({ kind: z.literal('version-bump'), request: VersionBumpRequest }),
  z.strictObject({ kind: z.literal('release-notes'), request: NotesRequest }),
  z.strictObject({ kind: z.literal('tag-release'), request: TagRequest }),
  z.strictObject({ kind: z.literal('release-plan'), request: ReleasePlanRequest }),
  z.strictObject({ kind: z.literal('rollback-plan'), request: RollbackPlanRequest }),
  z.strictObject({ kind: z.literal('release-validation'), request: ValidationRequest }),
]);
export type Ask = z.infer<typeof Ask>;
