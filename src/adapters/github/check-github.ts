import type { Octokit } from '@octokit/rest';
import type { Forge } from '#ports/forge.ts';
import { githubFailure } from './github-failure.ts';
import type { GithubRepository } from './github-repository.ts';

/**
 * Asks whether the token works and may publish releases, without an effect. A fine-grained token does not tell its rights, so what is
 * checked is the person's right to push; an app's installation token has no person and is taken at its repository's word.
 */
export async function checkGithub(
  octokit: Octokit,
  where: GithubRepository,
  now: () => number,
): ReturnType<Forge['check']> {
  const name = `${where.owner}/${where.repo}`;
  try {
    const { data, headers } = await octokit.rest.repos.get({ ...where });
    const scopes = headers['x-oauth-scopes'];
    const listed = typeof scopes === 'string' && scopes !== '' ? scopes.split(/,\s*/) : null;
    if (listed !== null && !listed.includes('repo') && !(listed.includes('public_repo') && data.private === false)) {
      return { ok: false, why: `The token lacks the scope "repo" for ${name}. Make one that has it.` };
    }
    if (data.archived === true) return { ok: false, why: `${name} is archived, so nothing can be published there.` };
    if (data.permissions !== undefined && data.permissions.push !== true) {
      return {
        ok: false,
        why: `The token may read ${name} but not publish there. Give it "Contents: read and write".`,
      };
    }
    return { ok: true, as: await loginOf(octokit) };
  } catch (error) {
    return { ok: false, why: githubFailure(`Asking GitHub about ${name}`, error, now()).message };
  }
}

/** GET /user has no answer for an installation token, which is no failure. */
async function loginOf(octokit: Octokit): Promise<string> {
  try {
    return (await octokit.rest.users.getAuthenticated()).data.login;
  } catch {
    return 'a GitHub App';
  }
}
