import { z } from 'zod';
import { Name } from '../ids.ts';
import { RelativePath } from '../project/relative-path.ts';
import { Audience } from './audience.ts';
import { NotesSelection } from './notes-selection.ts';

/** How a project tells of its releases: `notes:` in `fairlead.yml`. */
export const NotesConfig = z.strictObject({
  product: z.string().min(1).max(80).optional().describe('Name of the product as its customers know it.'),
  audiences: z
    .array(Audience)
    .min(1)
    .max(6)
    .default(['engineers'])
    .describe('Whose notes are posted to the thread after a release.'),
  forge: Audience.optional().describe(
    'Whose notes become the text of the forge release: customers if their notes are posted, else the first audience.',
  ),
  templates: RelativePath.optional().describe(
    'Folder in the repository with templates of its own, such as customers.liquid.',
  ),
  editors: z
    .array(Name)
    .default(['product'])
    .describe('Roles that may edit the notes, beside the requester and the managers.'),
  selections: z
    .partialRecord(Audience, NotesSelection)
    .default({})
    .describe('What an audience is told of, where it differs from the usual.'),
});
export type NotesConfig = z.infer<typeof NotesConfig>;

/** Whose notes are the text of the forge release. */
export function forgeAudience(config: NotesConfig): Audience {
  return config.forge ?? (config.audiences.includes('customers') ? 'customers' : (config.audiences[0] ?? 'engineers'));
}
