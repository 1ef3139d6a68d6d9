import type { Release } from '#domain/release/release.ts';
import { hasChangedTarget } from '#domain/release/step-of.ts';

/** What a release leaves behind that ends without being taken back: nothing, or what cannot be. */
export function leftBehind(release: Release): string {
  return hasChangedTarget(release) ? 'What was deployed stays: it cannot be taken back.' : 'Nothing was deployed.';
}
