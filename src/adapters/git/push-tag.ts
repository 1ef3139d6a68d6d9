import type { Git, TagSpec } from '#ports/git.ts';
import { tagRef } from './check-ref.ts';
import { makeTag } from './make-tag.ts';
import type { Mirror } from './mirror.ts';
import { push } from './push.ts';
import { remoteRefs } from './remote-refs.ts';

/** Publishes annotated or signed tags. The remote is asked first and never made to move one. */
export function pushTag(mirror: Mirror, dataDirectory: string): Pick<Git, 'pushTag'> {
  const { remoteTag } = remoteRefs(mirror);
  const standing = async (spec: TagSpec) => {
    const sha = await remoteTag(spec.name);
    if (sha === null) return null;
    if (sha === spec.sha) return { kind: 'already' } as const;
    return { kind: 'refused', reason: 'exists_elsewhere', sha } as const;
  };
  return {
    pushTag: async (spec) => {
      const ref = tagRef(spec.name);
      const before = await standing(spec);
      if (before !== null) return before;
      await mirror.ensureCommit(spec.sha);
      const object = await makeTag(mirror, dataDirectory, spec);
      const answer = await push(mirror, { object, ref }).catch((error: unknown) => ({ kind: 'lost', error }) as const);
      if (answer.kind === 'ok') return { kind: 'pushed' };
      // A refusal may be a race that somebody else won, and a lost connection may have come after the effect: the remote knows.
      const after = await standing(spec);
      if (after !== null) return after;
      if (answer.kind === 'lost') throw answer.error;
      return { kind: 'refused', reason: 'protected', sha: null, why: answer.kind === 'forbidden' ? answer.why : '' };
    },
  };
}
