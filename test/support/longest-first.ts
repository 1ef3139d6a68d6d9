import { relative } from 'node:path';
import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Longest first, so that nothing long is left over for one worker at the end. A folder stands for all its files, larger ones first. */
const longest = [
  'test/e2e/guided-path.test.ts',
  'test/simulation',
  'test/e2e/rollouts.test.ts',
  'test/e2e',
  'test/crash',
  'test/adapters/haproxy',
];

/** The order of a test run: files known to be long first, and those that share a process last. Nothing is known of times in a fresh clone. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

function rank(file: TestSpecification): number {
  if (!file.project.config.isolate) return longest.length + 1;
  const path = relative(file.project.config.root, file.moduleId);
  const at = longest.findIndex((start) => path === start || path.startsWith(`${start}/`));
  return at === -1 ? longest.length : at;
}
