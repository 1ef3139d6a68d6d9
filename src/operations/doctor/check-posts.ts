import { ok, warning } from '#domain/doctor/finding.ts';
import type { Clock } from '#ports/clock.ts';
import type { ProjectLog } from '../project-log.ts';
import type { ReleaseLog } from '../release-log.ts';
import { ageInWords } from './age-in-words.ts';
import type { Check } from './check.ts';

/** A post is given this long, in milliseconds, before it counts as undelivered. */
const patience = 60_000;

/** Every message of the project's open releases has reached Slack, as far as is known. */
export function checkPosts(
  ports: { readonly projects: ProjectLog; readonly releases: ReleaseLog; readonly clock: Clock },
  project: string,
): Check {
  return {
    name: `posts ${project}`,
    async run() {
      const record = await ports.projects.get(project);
      const open = record.releases.filter(({ closed }) => closed === null);
      const now = ports.clock.now();
      const waiting: string[] = [];
      for (const { id, version } of open) {
        const slots = (await ports.releases.find(id))?.slots ?? new Map();
        for (const [name, slot] of slots) {
          if (slot.status === 'posting' && now - slot.at > patience)
            waiting.push(`${name} of ${version} for ${ageInWords(now - slot.at)}`);
        }
      }
      const releases = `${open.length} open ${open.length === 1 ? 'release' : 'releases'}`;
      if (waiting.length === 0) return ok(`Nothing of ${releases} waits to be posted.`);
      return warning(
        `Not known to have reached Slack: ${waiting.join(', ')}.`,
        'Posting is tried again by itself while a worker runs; see the Slack checks above for what keeps it.',
      );
    },
  };
}
