import { z } from 'zod';
import type { Forge } from '#ports/forge.ts';
import { gitlabFailure, isNotFound } from './gitlab-failure.ts';
import type { GitlabResources } from './gitlab-resources.ts';

/** Developer: the lowest role that may make releases and publish packages. */
const developer = 30;

const Access = z.object({ access_level: z.number() }).nullish();
const Project = z.looseObject({
  archived: z.boolean().optional(),
  permissions: z.object({ project_access: Access, group_access: Access }).optional(),
});
const Token = z.object({ scopes: z.array(z.string()) });
const User = z.object({ username: z.string() });

/** Asks whether the token works and may publish releases, without an effect: its scope, the project, and the role of its user there. */
export async function checkGitlab(
  { projects, tokens, users }: GitlabResources,
  project: string,
  now: () => number,
): ReturnType<Forge['check']> {
  try {
    const { username } = User.parse(await users.showCurrentUser());
    const scopes = await scopesOf(tokens);
    if (scopes !== null && !scopes.includes('api')) {
      return { ok: false, why: `The token lacks the scope "api" for ${project}. Make one that has it.` };
    }
    const { archived, permissions } = Project.parse(await projects.show(project));
    if (archived === true) return { ok: false, why: `${project} is archived, so nothing can be published there.` };
    const levels = [permissions?.project_access?.access_level, permissions?.group_access?.access_level];
    if (permissions !== undefined && Math.max(0, ...levels.map((level) => level ?? 0)) < developer) {
      const why = `The token may read ${project} but not publish there. Give its user the role Developer or higher.`;
      return { ok: false, why };
    }
    return { ok: true, as: username };
  } catch (error) {
    return { ok: false, why: gitlabFailure(`Asking GitLab about ${project}`, error, now()).message };
  }
}

/** GET /personal_access_tokens/self answers for personal, project and group tokens; null where a token cannot be asked about itself. */
async function scopesOf(tokens: GitlabResources['tokens']): Promise<readonly string[] | null> {
  try {
    return Token.parse(await tokens.show()).scopes;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
