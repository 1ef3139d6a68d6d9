/** The digest that the name of an image ends with (`registry.example/api@sha256:...`); null where it ends with none. */
export function digestAtEnd(image: string): string | null {
  return /sha256:[0-9a-f]{64}$/.exec(image)?.[0] ?? null;
}

/** The one digest that all are known to have; null where there are none, one is not known, or they differ. */
export function commonDigest(digests: readonly (string | null)[]): string | null {
  const [first = null] = digests;
  return digests.every((one) => one === first) ? first : null;
}
