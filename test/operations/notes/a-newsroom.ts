import { type ReleaseId, StepId } from '#domain/ids.ts';
import type { Audience } from '#domain/notes/audience.ts';
import type { NotesRequest } from '#domain/requests/notes-request.ts';
import { createEditNotes } from '#operations/notes/edit-notes.ts';
import { createMakeReleaseNotes } from '#operations/notes/make-release-notes.ts';
import { createNotesModalData } from '#operations/notes/notes-modal-data.ts';
import { createPlanNotes } from '#operations/notes/plan-notes.ts';
import { createUpdateNotesPage } from '#operations/notes/update-notes-page.ts';
import { createPropose } from '#operations/propose/propose.ts';
import type { Forge, PullRequest } from '#ports/forge.ts';
import { createWriteNotes } from '#templates/notes/write-notes.ts';
import { planned } from '../../support/planned.ts';
import { builtInTemplates } from '../../support/some-notes.ts';
import { aWish, aWorkshop } from '../a-workshop.ts';

/** A merged pull request as a forge tells it. */
export function aMerged(number: number, body: string, more: Partial<PullRequest> = {}): PullRequest {
  const url = `https://github.com/octo/shop/pull/${number}`;
  const usual = {
    title: `Change ${number}`,
    isBodyCut: false,
    labels: [],
    author: 'mira',
    mergedAt: 1,
    mergeCommit: null,
  };
  return { number, body, url, ...usual, ...more };
}

/** The workshop with a forge, whose pages and pull requests a test may change, and everything that writes notes. */
export function aNewsroom(notes: Record<string, unknown> = { audiences: ['engineers', 'customers'] }) {
  const shop = aWorkshop({ notes });
  const { project } = shop.settings;
  const place = { kind: 'github', repository: 'octo/shop', assets: [], latest: 'auto', generatedNotes: false } as const;
  shop.settings.project = { ...project, repository: { ...project.repository, forge: { ...place, assets: [] } } };
  const world = {
    pullRequests: new Map<number, PullRequest>(),
    pages: new Map<string, string>(),
    fault: null as Error | null,
  };
  const answer = <T>(value: T): T => {
    if (world.fault !== null) throw world.fault;
    return value;
  };
  const forge: Partial<Forge> = {
    pullRequests: async (numbers) => answer(numbers.flatMap((number) => world.pullRequests.get(number) ?? [])),
    pullRequestsOfCommits: async (shas) => answer(new Map(shas.map((sha) => [sha, []]))),
    findRelease: async (tag) =>
      answer(world.pages.has(tag) ? { id: tag, tag, url: `https://forge.example/${tag}` } : null),
    updateRelease: async (id, { tag, body }) => {
      world.pages.set(id, body);
      return answer({ id, tag, url: `https://forge.example/${tag}` });
    },
  };
  const forges = { of: () => planned<Forge>('forge', forge) };
  const write = createWriteNotes(builtInTemplates());
  const planNotes = createPlanNotes({ git: shop.git, forges, write });
  const editNotes = createEditNotes({ ...shop.ports, updateNotesPage: createUpdateNotesPage({ forges }) });
  return {
    ...shop,
    world,
    forges,
    planNotes,
    editNotes,
    modalData: createNotesModalData(shop.ports),
    makeNotes: createMakeReleaseNotes({ ...shop.ports, forges, write, editNotes }),
    propose: createPropose({ ...shop.ports, planNotes }),
  };
}
export type Newsroom = ReturnType<typeof aNewsroom>;

/** Proposes the shop's next version, asked for by Mira. */
export async function aProposal(room: Newsroom): Promise<ReleaseId> {
  const outcome = await room.propose(aWish(1));
  if (outcome.kind !== 'proposed') throw new Error(JSON.stringify(outcome));
  return outcome.release;
}

/** Carries a release to its end: tagged, its page published, its notes released. */
export async function publish(room: Newsroom, id: ReleaseId): Promise<void> {
  const release = await room.releases.get(id);
  const { plan } = release;
  const step = StepId.parse('publish/post-notes');
  room.remote.git('tag', plan.tag, plan.source);
  room.world.pages.set(plan.tag, plan.notes);
  await room.releases.record(id, release, [
    { v: 1, type: 'step.started', step, attempt: 1, worker: 'a/1' },
    { v: 1, type: 'step.succeeded', step, attempt: 1, result: null },
    { v: 1, type: 'release.completed' },
  ]);
  await room.projects.change('shop', () => [{ v: 1, type: 'release.closed', release: id, ending: 'released' }]);
}

/** `/release-notes` as it is read. */
export function aNotesRequest(audience: Audience, version: string | null = null): NotesRequest {
  return { project: 'shop', version, audience, format: 'slack', includeScreenshots: false, output: null };
}
