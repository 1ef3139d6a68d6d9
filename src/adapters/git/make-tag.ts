import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha } from '#domain/ids.ts';
import { ReleaseError } from '#errors.ts';
import type { Git, SigningKey, TagSpec } from '#ports/git.ts';
import { checkSha, tagRef } from './check-ref.ts';
import type { GitSetting } from './git-environment.ts';
import { oneLine } from './identity-environment.ts';
import type { Mirror } from './mirror.ts';
import { type GitCall, runGit, textOf } from './run-git.ts';
import { signingFailure } from './signing-failure.ts';

/**
 * Makes the tag object of a spec in the mirror and gives its object name; the same spec gives the same object again, its signature included.
 * The mirror's own refs/tags/ stays untouched, it shows what the remote has: the tag is made in a scratch repository that writes its
 * objects into the mirror, and kept under refs/fairlead/tags/. Throws SIGNING_FAILED where the key will not do, and then there is no tag.
 */
export async function makeTag(mirror: Mirror, dataDirectory: string, spec: TagSpec): Promise<string> {
  const kept = `refs/fairlead/tags/${createHash('sha256').update(JSON.stringify(spec)).digest('hex')}`;
  const args = ['rev-parse', '--verify', '--quiet', kept];
  const found = await mirror.git({ what: 'Looking for the tag', args, answers: [1, 128] });
  if (found.code === 0) return textOf(found);
  const object = await makeInScratch(mirror, dataDirectory, spec);
  await mirror.git({ what: 'Keeping the tag', args: ['update-ref', kept, object] });
  return object;
}

/** Signs a tag that nothing refers to afterwards, so that a missing key is found before a release needs it. */
export function trySigning(mirror: Mirror, dataDirectory: string): Pick<Git, 'trySigning'> {
  return {
    trySigning: async (sign: SigningKey, sha: Sha) => {
      const spec = { name: 'trial', sha, message: 'trial', at: 0, taggerName: 'Fairlead', taggerEmail: '', sign };
      try {
        await mirror.ensureCommit(sha);
        await makeInScratch(mirror, dataDirectory, spec);
        return { ok: true };
      } catch (error) {
        if (error instanceof ReleaseError && error.code === 'SIGNING_FAILED') return { ok: false, why: error.message };
        throw error;
      }
    },
  };
}

async function makeInScratch(mirror: Mirror, dataDirectory: string, spec: TagSpec): Promise<string> {
  const parent = join(dataDirectory, 'tmp');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'tag-'));
  const what = `Making the tag ${spec.name}`;
  const env = { GIT_OBJECT_DIRECTORY: join(mirror.folder, 'objects') };
  try {
    await runGit({ folder, what, args: ['init', '--bare', '--quiet', '.'] });
    return await writeTag((call) => runGit({ ...call, folder, env: { ...env, ...call.env } }), spec);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Writes the annotated or signed tag of a spec into the repository `run` works on, refs/tags/ included, and gives its object name. A tag of
 * that name makes it fail.
 */
export async function writeTag(
  run: (call: Omit<GitCall, 'folder'>) => ReturnType<typeof runGit>,
  spec: TagSpec,
): Promise<string> {
  const what = `Making the tag ${spec.name}`;
  const { sign } = spec;
  const env = {
    GIT_COMMITTER_NAME: oneLine(spec.taggerName, 'Fairlead'),
    GIT_COMMITTER_EMAIL: oneLine(spec.taggerEmail, 'fairlead@localhost'),
    GIT_COMMITTER_DATE: `@${Math.floor(spec.at / 1_000)} +0000`,
  };
  const kind = sign === undefined ? ['--annotate', '--no-sign'] : ['--sign'];
  const args = ['tag', ...kind, '--cleanup=verbatim', '-F', '-', '--', spec.name, checkSha(spec.sha)];
  const input = `${tagMessage(spec.message) || spec.name}\n`;
  const answers = sign === undefined ? [] : [1, 128];
  const made = await run({ what, args, input, env, answers, settings: signing(sign) });
  if (sign !== undefined && made.code !== 0) throw signingFailure(sign, made.err);
  const object = textOf(await run({ what, args: ['rev-parse', '--verify', tagRef(spec.name)] }));
  // With an ssh key that will not do, git 2.39 says so, makes the tag unsigned and ends with success.
  const text = textOf(await run({ what, args: ['cat-file', 'tag', object] }));
  if (sign !== undefined && !/^-----BEGIN (?:SSH|PGP) SIGNATURE-----$/m.test(text))
    throw signingFailure(sign, made.err);
  return object;
}

/** Git takes everything below a line that opens a signature for the signature; one in the words themselves is set in by a space. */
export function tagMessage(text: string): string {
  return text
    .replaceAll('\0', ' ')
    .replace(/^(?=-----BEGIN )/gm, ' ')
    .trimEnd();
}

function signing(sign: SigningKey | undefined): readonly GitSetting[] {
  if (sign === undefined) return [];
  return [
    ['gpg.format', sign.format],
    ['user.signingKey', sign.key],
  ];
}
