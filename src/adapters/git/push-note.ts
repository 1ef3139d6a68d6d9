import { randomBytes } from 'node:crypto';
import { Sha } from '#domain/ids.ts';
import { ReleaseError } from '#errors.ts';
import type { Git, NoteOutcome, NoteSpec } from '#ports/git.ts';
import { identityEnvironment } from './identity-environment.ts';
import type { Mirror } from './mirror.ts';
import { push } from './push.ts';
import { readNotes } from './read-notes.ts';
import { textOf } from './run-git.ts';
import { writeNote } from './write-note.ts';

/** Others may push notes at the same moment; each try begins at what they left. */
const tries = 5;

/** Puts notes on commits and pushes them. What others have noted stays; a push that loses the race is made again on top of theirs. */
export function pushNote(mirror: Mirror): Pick<Git, 'pushNote'> {
  return {
    pushNote: async (spec) => {
      for (let left = tries; left > 0; left -= 1) {
        const outcome = await tryNote(mirror, spec);
        if (outcome !== 'raced') return outcome;
      }
      const message = `The notes of ${mirror.address.shown} are being changed by others. It is tried again by itself.`;
      throw new ReleaseError('GIT_UNREACHABLE', 'transient', message);
    },
  };
}

async function tryNote(mirror: Mirror, spec: NoteSpec): Promise<NoteOutcome | 'raced'> {
  const { ref, sha, text } = spec;
  await mirror.fetch();
  await mirror.ensureCommit(sha);
  const standing = (await readNotes(mirror, ref)).get(sha)?.trim() ?? null;
  if (standing === (text === null ? null : text.trim())) return { kind: 'already' };
  // Outside of what a fetch prunes.
  const scratch = `refs/notes/edit-${randomBytes(8).toString('hex')}`;
  try {
    const tip = await tipOf(mirror, ref);
    if (tip !== null) await mirror.git({ what: 'Reading the notes', args: ['update-ref', scratch, tip] });
    await writeNote(mirror.git, scratch, { sha, text }, identityEnvironment(spec));
    const object = await tipOf(mirror, scratch);
    if (object === null) return { kind: 'already' };
    const answer = await push(mirror, { object, ref });
    if (answer.kind === 'rejected') return 'raced';
    if (answer.kind === 'forbidden') return { kind: 'refused', why: answer.why };
  } finally {
    await mirror.git({ what: 'Clearing away', args: ['update-ref', '-d', scratch] });
  }
  await mirror.fetch();
  return { kind: 'pushed' };
}

async function tipOf(mirror: Mirror, ref: string): Promise<Sha | null> {
  const args = ['rev-parse', '--verify', '--quiet', ref];
  const answer = await mirror.git({ what: 'Reading the notes', args, answers: [1, 128] });
  return answer.code === 0 ? Sha.parse(textOf(answer)) : null;
}
