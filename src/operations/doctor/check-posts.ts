import { ok, warning } from '#domain/doctor/finding.ts';
import type { ReleaseId } from '#domain/ids.ts';
import type { ProjectRecord } from '#domain/project-log/project-record.ts';
import type { Release } from '#domain/release/release.ts';
import type { Clock } from '#ports/clock.ts';
import { ageInWords } from './age-in-words.ts';
import type { Check } from './check.ts';

/** A post is given this long, in milliseconds, before it counts as undelivered. */
const patience = 60_000;

export type PostsPorts = {
  readonly projects: { get(project: string): Promise<Pick<ProjectRecord, 'releases'>> };
  readonly releases: { find(id: ReleaseId): Promise<Pick<Release, 'slots'> | null> };
  readonly clock: Pick<Clock, 'now'>;
};

/** Every message of the project's open releases has reached Slack, as far as is known. */
export function checkPosts(ports: PostsPorts, project: string): Check {
  return {
    name: `posts ${project}`,
    async run() {
      const record = await ports.projects.get(project);
      const open = record.releases.filter(({ closed }) => closed === null);
      const now = ports.clock.now();
      const waiting: string[] = [];
      for (const { id, version } of open) {
        const release = await ports.releases.find(id);
        for (const [name, slot] of release?.slots ?? []) {
          if (slot.status === 'posting' && now - slot.at > patience)
            waiting.push(`${name} of ${version} for ${ageInWords(now - slot.at)}`);
        }
      }
      if (open.length === 0) return ok('No release is open.');
      const releases = `${open.length} open ${open.length === 1 ? 'release' : 'releases'}`;
      if (waiting.length === 0) return ok(`Nothing of ${releases} waits to be posted.`);
      return warning(
        `Not known to have reached Slack: ${waiting.join(', ')}.`,
        'Posting is tried again by itself while a worker runs; see the Slack checks above for what keeps it.',
      );
    },
  };
}
