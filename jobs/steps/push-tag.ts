import { z } from 'zod';
import { withoutLinks } from '#domain/changelog/without-links.ts';
import { CommitParams, releaseAuthor, releaseCommit } from '#operations/steps/release-commit.ts';
import { defineStep } from '#operations/steps/step-definition.ts';

const Params = CommitParams.extend({
  tag: z.string(),
  sign: z.strictObject({ format: z.enum(['openpgp', 'ssh']), key: z.string() }).nullable(),
});

/** Tags the release commit and pushes the tag. A version is tagged once: a tag on another commit is a refusal that shows both. */
export const pushTag = defineStep({
  kind: 'push-tag',
  params: Params,
  probe: async ({ git }, params) => {
    const repository = git.of(params);
    const remote = await repository.remoteTag(params.tag);
    if (remote === null) return { kind: 'not-done' };
    const { sha } = await releaseCommit(repository, params);
    return remote === sha
      ? { kind: 'succeeded', result: { tag: params.tag, sha } }
      : elsewhere(params.tag, remote, sha);
  },
  run: async ({ git }, params) => {
    const repository = git.of(params);
    const { sha } = await releaseCommit(repository, params);
    const outcome = await repository.pushTag({
      name: params.tag,
      sha,
      message: `${params.tag}\n\n${withoutLinks(params.changelog)}`,
      at: params.at,
      taggerName: releaseAuthor.authorName,
      taggerEmail: releaseAuthor.authorEmail,
      ...(params.sign === null ? {} : { sign: params.sign }),
    });
    if (outcome.kind !== 'refused') return { kind: 'succeeded', result: { tag: params.tag, sha } };
    if (outcome.reason === 'exists_elsewhere') return elsewhere(params.tag, outcome.sha, sha);
    return {
      kind: 'failed',
      code: 'TAG_REFUSED',
      message: refusal(params.tag, outcome.why ?? ''),
    };
  },
});

/** In the remote's own words. A name that an immutable release has used stays taken, whatever is deleted. */
function refusal(tag: string, why: string): string {
  const said = why === '' ? '' : ` It says: ${/[.!?]$/.test(why) ? why : `${why}.`}`;
  return /\bimmutable\b/i.test(why)
    ? `The name ${tag} is burnt: it belonged to an immutable release and is never given free again.${said} Release the next version.`
    : `The remote refused the tag ${tag}.${said} Check the tag protection rules and the rights of the bot.`;
}

function elsewhere(tag: string, remote: string | null, ours: string) {
  const message = `The tag ${tag} exists already on ${remote?.slice(0, 12) ?? 'another commit'}; this release is ${ours.slice(0, 12)}. A tag is never moved: release another version.`;
  return { kind: 'failed', code: 'TAG_EXISTS', message } as const;
}
