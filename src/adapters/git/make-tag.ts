import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TagSpec } from '#ports/git.ts';
import { checkSha, tagRef } from './check-ref.ts';
import type { GitSetting } from './git-environment.ts';
import { gitFailure } from './git-failure.ts';
import type { Mirror } from './mirror.ts';
import { runGit, textOf } from './run-git.ts';
import { oneLine } from './write-commit.ts';

/**
 * Makes the tag object of a spec in the mirror and gives its object name; the same spec gives the same object again, its signature included.
 * The mirror's own refs/tags/ stays untouched, it shows what the remote has: the tag is made in a scratch repository that writes its
 * objects into the mirror, and kept under refs/fairlead/tags/.
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

async function makeInScratch(mirror: Mirror, dataDirectory: string, spec: TagSpec): Promise<string> {
  const parent = join(dataDirectory, 'tmp');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'tag-'));
  const what = `Making the tag ${spec.name}`;
  try {
    await runGit({ folder, what, args: ['init', '--bare', '--quiet', '.'] });
    const env = {
      GIT_OBJECT_DIRECTORY: join(mirror.folder, 'objects'),
      GIT_COMMITTER_NAME: oneLine(spec.taggerName, 'Fairlead'),
      GIT_COMMITTER_EMAIL: oneLine(spec.taggerEmail, 'fairlead@localhost'),
      GIT_COMMITTER_DATE: `@${Math.floor(spec.at / 1_000)} +0000`,
    };
    const kind = spec.sign === undefined ? ['--annotate', '--no-sign'] : ['--sign'];
    const args = ['tag', ...kind, '--cleanup=verbatim', '-F', '-', '--', spec.name, checkSha(spec.sha)];
    const input = `${spec.message.replaceAll('\0', ' ').trimEnd() || spec.name}\n`;
    const made = await runGit({ folder, what, args, input, env, settings: signing(spec) });
    const object = textOf(await runGit({ folder, what, args: ['rev-parse', '--verify', tagRef(spec.name)], env }));
    // With an ssh key that cannot be read, git 2.39 says so, makes the tag unsigned and ends with success.
    const text = textOf(await runGit({ folder, what, args: ['cat-file', 'tag', object], env }));
    if (spec.sign !== undefined && !/^-----BEGIN (?:SSH|PGP) SIGNATURE-----$/m.test(text))
      throw gitFailure(what, made.err);
    return object;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function signing({ sign }: TagSpec): readonly GitSetting[] {
  if (sign === undefined) return [];
  return [
    ['gpg.format', sign.format],
    ['user.signingKey', sign.key],
  ];
}
