import type { Clock } from '#ports/clock.ts';
import type { GitReader } from '#ports/git.ts';
import type { PlanNotes } from '../notes/plan-notes.ts';
import { readUnitHistory } from '../propose/history.ts';
import type { WriteBody } from './publish-page.ts';

type Reading = Pick<GitReader, 'branchHead' | 'tags' | 'tagsBehind' | 'isAncestor' | 'commits' | 'notes'>;

/** Writes a page from the commits between the release before and the tag, as a release writes its own. The repository has been fetched. */
export function createWritePageBody(ports: {
  readonly git: { of(repository: { readonly url: string }): Reading };
  readonly planNotes: PlanNotes;
  readonly clock: Clock;
}): WriteBody {
  return async ({ name, project, sha, tag, unit, version }) => {
    const git = ports.git.of(project.repository);
    // The tag stands by now, and would be taken for the release before.
    const before = { ...git, tags: async () => (await git.tags()).filter((one) => one.name !== tag) };
    const history = await readUnitHistory(before, project, unit, sha);
    if (history === null) return tag;
    const wish = { projectName: name, project, version, requestedAt: ports.clock.now(), history };
    return (await ports.planNotes(wish)).notes;
  };
}
