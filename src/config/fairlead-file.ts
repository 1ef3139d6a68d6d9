import { z } from 'zod';
import { Name } from '#domain/ids.ts';
import { CliPolicy } from '#domain/project/cli-policy.ts';
import { Project } from '#domain/project/project.ts';
import { Roles } from '#domain/project/roles.ts';

/** The whole of `fairlead.yml`, version 1. */
export const FairleadFile = z.strictObject({
  version: z.literal(1).describe('Version of this file’s format.'),
  roles: Roles.default({}).describe('Who holds which role, by role name.'),
  projects: z.record(Name, Project).describe('The projects, by name.'),
  defaults: z
    .strictObject({ project: Name.optional().describe('Project meant when none is named and the channel has none.') })
    .prefault({})
    .describe('What is meant when a command leaves it out.'),
  cli: CliPolicy.prefault({}).describe('Who may use the command line, and for what.'),
});
export type FairleadFile = z.infer<typeof FairleadFile>;
