import type { Sha } from '#domain/ids.ts';
import type { Project } from '#domain/project/project.ts';
import type { PublishedFile, ReleasePage } from '#domain/tagging/tag-outcome.ts';
import { isPreRelease } from '#domain/version/parts.ts';
import type { ReleaseUnit } from '#domain/version/release-unit.ts';
import type { Version } from '#domain/version/version.ts';
import { ReleaseError } from '#errors.ts';
import type { BuildFiles } from '#ports/build-files.ts';
import type { ForgeFile, ForgeReleaseSpec, Forges } from '#ports/forge.ts';
import { gatherFiles } from '../forge/gather-files.ts';
import { publishRelease } from '../forge/publish-release.ts';
import { pageBody } from '../notes/page-body.ts';

/** A page of the forge for a tag that is there. `body` null writes what the project's notes say about the version. */
export type PageWish = {
  readonly name: string;
  /** As the tagged unit sees it: with its own tag and files. */
  readonly project: Project;
  readonly unit: ReleaseUnit;
  readonly version: Version;
  readonly tag: string;
  readonly sha: Sha;
  readonly body: string | null;
  /** Patterns of files to attach, below a folder of this machine; `{version}` is filled in. */
  readonly files: { readonly folder: string; readonly patterns: readonly string[] } | null;
};

export type PublishPage = (wish: PageWish) => Promise<ReleasePage>;

/** Writes the Markdown of a page from the commits of a version. */
export type WriteBody = (wish: Omit<PageWish, 'body' | 'files'>) => Promise<string>;

export type PagePorts = { readonly forges: Forges; readonly buildFiles: BuildFiles; readonly writeBody: WriteBody };

/**
 * Publishes the release page of a tag, with the files asked for and the SHA-256 of each below the notes; nothing is public before every file
 * is there. A page that stands is given back. What goes wrong is told, since the tag stands by then.
 */
export function createPublishPage(ports: PagePorts): PublishPage {
  return async (wish) => {
    try {
      return await publish(ports, wish);
    } catch (error) {
      if (error instanceof ReleaseError && error.fault !== 'transient') return { kind: 'failed', why: error.message };
      throw error;
    }
  };
}

async function publish(ports: PagePorts, wish: PageWish): Promise<ReleasePage> {
  const { files, project, tag, version } = wish;
  const settings = project.repository.forge;
  if (settings === undefined) return { kind: 'failed', why: 'No forge is configured for the project.' };
  const patterns = files?.patterns.map((pattern) => pattern.replaceAll('{version}', () => version)) ?? [];
  const gathered = await gatherFiles(ports.buildFiles, files?.folder ?? '', patterns);
  if (gathered.kind === 'refused') return { kind: 'failed', why: gathered.why };
  const forge = ports.forges.of(settings);
  const notes = wish.body ?? (await ports.writeBody(wish));
  const generated = settings.generatedNotes ? await forge.generatedNotes(tag, null) : null;
  const spec: ForgeReleaseSpec = {
    tag,
    title: tag,
    body: withChecksums(pageBody(notes, generated), gathered.files),
    isPreRelease: isPreRelease(version),
    latest: settings.latest,
    ...(settings.discussionCategory === undefined ? {} : { discussionCategory: settings.discussionCategory }),
  };
  const outcome = await publishRelease(forge, spec, gathered.files);
  if (outcome.kind === 'refused') return { kind: 'failed', why: outcome.why };
  const published = outcome.assets.flatMap(({ name, sha256 }): PublishedFile[] =>
    sha256 === null ? [] : [{ name, sha256 }],
  );
  return { kind: 'published', url: outcome.release.url, files: published };
}

/** The notes, and below them what the files of the page should hash to. */
function withChecksums(body: string, files: readonly ForgeFile[]): string {
  if (files.length === 0) return body;
  const lines = files.map(({ name, sha256 }) => `${sha256}  ${name}`);
  return `${body.trimEnd()}\n\n### Checksums\n\nSHA-256:\n\n\`\`\`text\n${lines.join('\n')}\n\`\`\`\n`;
}
