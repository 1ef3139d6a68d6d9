import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';

const Payload = z.record(z.string(), z.unknown());
const Examples = z.array(z.object({ name: z.string(), examples: z.array(Payload) }));
const file = createRequire(import.meta.url).resolve('@octokit/webhooks-examples');
const examples = Examples.parse(JSON.parse(readFileSync(file, 'utf8')));

/**
 * A payload that GitHub sent, as its maintainers collect them: the first example of the event with this action, with other values in some
 * places. Throws for a place that GitHub's payload does not have, or another type of value than it has there.
 */
export function githubPayload(
  event: 'workflow_run' | 'deployment_status' | 'push' | 'ping',
  change: Record<string, unknown> = {},
): Record<string, unknown> {
  const known = examples.find(({ name }) => name === event)?.examples ?? [];
  const example = known.find(({ action }) => change.action === undefined || action === change.action);
  if (example === undefined) throw new Error(`There is no example of ${event} with the action ${change.action}.`);
  return changed(example, change);
}

function changed(one: Record<string, unknown>, change: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(change).map(([key, value]) => {
    if (typeof one[key] !== typeof value) throw new Error(`GitHub sends no such ${key}.`);
    const before = Payload.safeParse(one[key]);
    const after = Payload.safeParse(value);
    return [key, before.success && after.success ? changed(before.data, after.data) : value];
  });
  return { ...one, ...Object.fromEntries(entries) };
}
