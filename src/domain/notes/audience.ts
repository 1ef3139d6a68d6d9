import { z } from 'zod';
import { audiences } from '../requests/notes-choices.ts';

/** One of the readers of release notes. Each has a template, a selection and a tone of its own. */
export const Audience = z.enum(audiences);
export type Audience = z.infer<typeof Audience>;
