import type { GitReader } from '#ports/git.ts';

/** So many answers are remembered at once; then all are forgotten. */
const most = 2_000;

/**
 * A reader that asks git once for what cannot change until the next fetch: refs, notes and ancestry. `stamp` is another one after every
 * fetch by whatever process, and null where nobody can tell; then nothing is remembered. Commits and files are read each time.
 */
export function rememberAnswers(reader: GitReader, stamp: () => Promise<string | null>): GitReader {
  const answers = new Map<string, Promise<unknown>>();
  let fetched: string | null = null;
  const once = async <T>(question: string, ask: () => Promise<T>): Promise<T> => {
    const now = await stamp();
    if (now === null) return ask();
    if (now !== fetched || answers.size >= most) answers.clear();
    fetched = now;
    const known = answers.get(question);
    // Each question is put under a name of its own, so its answer is of its own type.
    if (known !== undefined) return known as Promise<T>;
    const answer = ask();
    answers.set(question, answer);
    answer.catch(() => answers.delete(question));
    return answer;
  };
  return {
    ...reader,
    branchHead: (branch) => once(`branch ${branch}`, () => reader.branchHead(branch)),
    resolve: (name) => once(`name ${name}`, () => reader.resolve(name)),
    tags: () => once('tags', reader.tags),
    notes: (ref) => once(`notes ${ref}`, () => reader.notes(ref)),
    isShallow: () => once('shallow', reader.isShallow),
    isAncestor: (ancestor, descendant) =>
      once(`ancestor ${ancestor} ${descendant}`, () => reader.isAncestor(ancestor, descendant)),
  };
}
