import type { Project } from '#domain/project/project.ts';
import type { TagRequest } from '#domain/requests/tag-request.ts';
import type { TagOutcome, TagRefusal } from '#domain/tagging/tag-outcome.ts';
import { projectOfUnit } from '#domain/version/release-unit.ts';
import { tagOf } from '#domain/version/tag.ts';
import type { Clock } from '#ports/clock.ts';
import type { WorkingCopy } from '#ports/working-copy.ts';
import { otherVersions } from './other-versions.ts';
import { placeTagHere } from './place-tag-here.ts';
import type { PublishPage } from './publish-page.ts';
import type { AboutToTag } from './tag-release.ts';
import { tagText } from './tag-text.ts';
import { taggedUnit } from './tagged-unit.ts';

export type TagHerePorts = {
  readonly copy: WorkingCopy;
  readonly folder: string;
  readonly clock: Clock;
  readonly publishPage: PublishPage;
  /** Told before anything is made. */
  readonly announce: (ahead: AboutToTag) => Promise<void>;
};

/**
 * Tags a version in a working copy: what was named, else what is checked out. It is pushed when asked to, and for a release page, which needs
 * it on the remote. A second call finds the first one's tag.
 */
export async function tagHere(
  ports: TagHerePorts,
  { project: configured, request }: { readonly request: TagRequest; readonly project: Project },
): Promise<TagOutcome> {
  const { clock, copy } = ports;
  const { artifacts, project: name, version } = request;
  const found = taggedUnit(configured, request.service);
  if (found.kind === 'refused') return found;
  const project = projectOfUnit(configured, found.unit);
  const wantsPage = request.release || artifacts.length > 0;
  if (wantsPage && project.repository.forge === undefined) return refused({ code: 'no_forge' });
  const push = request.push || wantsPage;
  if (push && (await copy.remoteAddress()) === null) return refused({ code: 'no_remote' });
  const sha = request.commit === null ? (await copy.head()).sha : await copy.resolve(request.commit);
  if (sha === null)
    return refused(
      request.commit === null ? { code: 'no_commit_yet' } : { code: 'commit_unknown', name: request.commit },
    );
  const chosenBy = request.commit === null ? 'branch' : 'name';
  const tag = tagOf(project.tag, version);
  await ports.announce({ tag, commit: await copy.summaryOf(sha), chosenBy });
  const placing = await placeTagHere(copy, project, {
    tag,
    sha,
    message: tagText(tag, request.message),
    sign: request.sign,
    at: clock.now(),
    push,
  });
  if (placing.kind === 'refused') return placing;
  const others = await otherVersions(copy, { sha, version, unit: found.unit, services: project.services });
  const files = artifacts.length === 0 ? null : { folder: ports.folder, patterns: artifacts };
  const wish = { name, project, unit: found.unit, version, tag, sha, body: request.message, files };
  const page = wantsPage ? await ports.publishPage(wish) : null;
  return { ...placing, project: name, version, chosenBy, isSigningAsked: request.sign === true, others, page };
}

function refused(refusal: TagRefusal): Extract<TagOutcome, { kind: 'refused' }> {
  return { kind: 'refused', refusal };
}
