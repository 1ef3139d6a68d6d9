import type { Project } from '#domain/project/project.ts';
import { refNameFault } from '#domain/ref-name.ts';
import type { Placing, TagRefusal } from '#domain/tagging/tag-outcome.ts';
import { ReleaseError } from '#errors.ts';
import type { SigningKey } from '#ports/git.ts';
import type { WorkingCopy } from '#ports/working-copy.ts';
import { type TagWish, tagRefusalOf } from './place-tag.ts';

type Tagging = Pick<WorkingCopy, 'tagged' | 'makeTag' | 'ownKey' | 'verifyTag' | 'pushTag' | 'summaryOf'>;

/**
 * Makes an annotated tag in somebody's working copy, signed with the project's key or their own, and pushes it when asked to. The tag on the
 * same commit counts as made; one on another commit, here or on the remote, is never moved.
 */
export async function placeTagHere(
  copy: Tagging,
  { signing }: Pick<Project, 'signing'>,
  wish: TagWish & { readonly push: boolean },
): Promise<Placing> {
  const { sha, tag } = wish;
  const fault = refNameFault(tag);
  if (fault !== null) return refused({ code: 'bad_name', tag, fault });
  const key = signing === undefined ? await copy.ownKey() : { format: signing.format, key: signing.key };
  const there = await copy.tagged(tag);
  if (there !== null && there !== sha)
    return refused({
      code: 'exists_elsewhere',
      tag,
      there: await copy.summaryOf(there),
      wanted: await copy.summaryOf(sha),
    });
  if (there === null) {
    const isSigned = wish.sign ?? signing !== undefined;
    if (isSigned && key === null) return refused({ code: 'no_key' });
    const why = await make(copy, wish, isSigned ? key : null);
    if (why !== null) return refused({ code: 'signing_failed', why });
  }
  const pushed = wish.push ? await copy.pushTag(tag, sha) : null;
  if (wish.push && pushed === null) return refused({ code: 'no_remote' });
  if (pushed?.kind === 'refused') return refused(await tagRefusalOf(copy, wish, pushed));
  const own = key ?? undefined;
  const signature = await copy.verifyTag(tag, { own, allowedSigners: signing?.allowedSigners });
  const how = there === null || pushed?.kind === 'pushed' ? 'made' : 'found';
  const isPushed = pushed !== null;
  return { kind: 'placed', placed: { how, tag, commit: await copy.summaryOf(sha), signature, isPushed } };
}

async function make(copy: Tagging, wish: TagWish, sign: SigningKey | null): Promise<string | null> {
  const { at, message, sha, tag } = wish;
  try {
    await copy.makeTag({ name: tag, sha, message, at, sign });
    return null;
  } catch (error) {
    if (error instanceof ReleaseError && error.code === 'SIGNING_FAILED') return error.message;
    throw error;
  }
}

function refused(refusal: TagRefusal): Placing {
  return { kind: 'refused', refusal };
}
