import type { Sha } from '#domain/ids.ts';
import { type DataFate, dataFate } from '#domain/migrations/judge-migrations.ts';
import type { PlannedCommit } from '#domain/plan/plan.ts';
import type { Project } from '#domain/project/project.ts';
import type { Certificate } from '#domain/rehearsal/certificate.ts';
import type { ReleaseUnit } from '#domain/version/release-unit.ts';
import { tagOf } from '#domain/version/tag.ts';
import { Version } from '#domain/version/version.ts';
import type { Git } from '#ports/git.ts';
import { type RangeContents, readRange } from '../propose/read-range.ts';

/** What a rollback takes from its users, newest first; null parts where a tag is missing and it cannot be known. */
export type TakenAway = RangeContents & {
  readonly features: readonly PlannedCommit[];
  /** What becomes of the database migrations that came with the versions taken away. */
  readonly dataFate: DataFate;
  readonly fromSha: Sha;
  readonly toSha: Sha;
};

/** Two versions, and what rehearsals have proved of what is between them. */
type VersionsApart = {
  readonly from: string;
  readonly to: string;
  readonly certificates: readonly Certificate[];
};

/** Compares the tags of the two versions of a unit in the mirror; null when one of them has none. */
export async function takenAway(
  git: Git,
  project: Project,
  unit: ReleaseUnit,
  { from, to, certificates }: VersionsApart,
): Promise<TakenAway | null> {
  const tags = new Map((await git.tags()).map((tag) => [tag.name, tag.sha]));
  const [newer, older] = [from, to].map((version) => {
    const parsed = Version.safeParse(version);
    if (!parsed.success) return null;
    const named = [unit.tag, ...unit.formerTags].map((tag) => tags.get(tagOf(tag, parsed.data)));
    return named.find((sha) => sha !== undefined) ?? null;
  });
  if (newer === null || newer === undefined || older === null || older === undefined) return null;
  const { commits, migrations } = await readRange(git, project, unit, { from: older, to: newer });
  return {
    commits,
    features: commits.filter((commit) => commit.type === 'feat'),
    migrations,
    dataFate: dataFate(project, migrations, certificates),
    fromSha: newer,
    toSha: older,
  };
}
