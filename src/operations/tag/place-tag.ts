import type { Millis, Sha } from '#domain/ids.ts';
import type { Project } from '#domain/project/project.ts';
import { refNameFault } from '#domain/ref-name.ts';
import type { Placing, TagRefusal } from '#domain/tagging/tag-outcome.ts';
import { ReleaseError } from '#errors.ts';
import type { Git, PushOutcome, SigningKey, TagSpec } from '#ports/git.ts';

/** Who tags and signs for Fairlead, as with release commits. */
const tagger = { taggerName: 'Fairlead', taggerEmail: 'fairlead@localhost' } as const;

export type TagWish = {
  readonly tag: string;
  readonly sha: Sha;
  readonly message: string;
  /** Null signs when the project has a key. */
  readonly sign: boolean | null;
  readonly at: Millis;
};

type Tagging = Pick<Git, 'fetch' | 'pushTag' | 'summaryOf' | 'verifyTag'>;

/**
 * Makes an annotated tag on the remote, signed when asked for or when a key is configured, and looks at what is there then. The tag on the
 * same commit counts as made; one on another commit is never moved. A second call finds the first one's tag.
 */
export async function placeTag(git: Tagging, { signing }: Pick<Project, 'signing'>, wish: TagWish): Promise<Placing> {
  const { sha, tag } = wish;
  const fault = refNameFault(tag);
  if (fault !== null) return refused({ code: 'bad_name', tag, fault });
  if (wish.sign === true && signing === undefined) return refused({ code: 'no_key' });
  const key = wish.sign === false || signing === undefined ? null : keyOf(signing);
  const spec = { name: tag, sha, message: wish.message, at: wish.at, ...tagger };
  const outcome = await push(git, key === null ? spec : { ...spec, sign: key });
  if (outcome.kind === 'unsigned') return refused({ code: 'signing_failed', why: outcome.why });
  await git.fetch();
  if (outcome.kind === 'refused') return refused(await tagRefusalOf(git, wish, outcome));
  const own = signing === undefined ? undefined : keyOf(signing);
  const signature = await git.verifyTag(tag, { own, allowedSigners: signing?.allowedSigners });
  const how = outcome.kind === 'pushed' ? 'made' : 'found';
  return { kind: 'placed', placed: { how, tag, commit: await git.summaryOf(sha), signature, isPushed: true } };
}

/** A key that is not on this machine is the answer to the person who asked, not a failure of the work. */
async function push(
  git: Tagging,
  spec: TagSpec,
): Promise<PushOutcome | { readonly kind: 'unsigned'; readonly why: string }> {
  return git.pushTag(spec).catch((error: unknown) => {
    if (error instanceof ReleaseError && error.code === 'SIGNING_FAILED')
      return { kind: 'unsigned', why: error.message } as const;
    throw error;
  });
}

/** Why a remote would not take a tag. One that stands on another commit is told with both commits; the repository has fetched it. */
export async function tagRefusalOf(
  git: Pick<Git, 'summaryOf'>,
  { sha, tag }: Pick<TagWish, 'sha' | 'tag'>,
  outcome: Extract<PushOutcome, { kind: 'refused' }>,
): Promise<TagRefusal> {
  if (outcome.reason === 'exists_elsewhere' && outcome.sha !== null) {
    return {
      code: 'exists_elsewhere',
      tag,
      there: await git.summaryOf(outcome.sha),
      wanted: await git.summaryOf(sha),
    };
  }
  const why = outcome.why ?? '';
  return { code: /\bimmutable\b/i.test(why) ? 'burnt' : 'protected', tag, why };
}

function keyOf({ format, key }: SigningKey): SigningKey {
  return { format, key };
}

function refused(refusal: TagRefusal): Placing {
  return { kind: 'refused', refusal };
}
