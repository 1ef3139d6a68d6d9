import { z } from 'zod';

/** What a release can be made of, in the order in which it is done: everything that can fail before anything public. */
export const releaseParts = ['bump', 'changelog', 'build', 'test', 'deploy', 'tag', 'notify'] as const;

/**
 * One part of a release: `bump` writes the version files, `changelog` the changelog, `build` and `test` run the project's commands, `deploy`
 * goes through the environments, `tag` publishes tag, branch and the forge's release, `notify` tells the notes.
 */
export const ReleasePart = z.enum(releaseParts);
export type ReleasePart = z.infer<typeof ReleasePart>;

/** Those among these, each once and in the order in which they are done. */
export function inOrder(parts: readonly ReleasePart[]): ReleasePart[] {
  return releaseParts.filter((part) => parts.includes(part));
}
