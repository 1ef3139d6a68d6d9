/** The branch of a ref `refs/heads/...`; null for a tag, and for a name longer than git hosts take. */
export function branchOf(ref: string): string | null {
  return /^refs\/heads\/(.{1,250})$/.exec(ref)?.[1] ?? null;
}
