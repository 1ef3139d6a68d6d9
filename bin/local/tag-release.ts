import { createBuildFiles } from '#adapters/build-files/create-build-files.ts';
import { createForges } from '#adapters/forges.ts';
import { openWorkingCopy } from '#adapters/git/open-working-copy.ts';
import { readEnvironment } from '#config/environment-variables.ts';
import { switchArgument } from '#domain/commands/arguments/choice.ts';
import { textArgument } from '#domain/commands/arguments/text.ts';
import { tagReleaseCommand } from '#domain/commands/tag-release-command.ts';
import type { Project } from '#domain/project/project.ts';
import { createPlanNotes } from '#operations/notes/plan-notes.ts';
import { createPublishPage, type PublishPage } from '#operations/tag/publish-page.ts';
import { tagHere } from '#operations/tag/tag-here.ts';
import { createWritePageBody } from '#operations/tag/write-page-body.ts';
import type { WorkingCopy } from '#ports/working-copy.ts';
import { aboutToTagReply, tagReleaseReply } from '#templates/replies/tag-release-reply.ts';
import { exitCodes } from '../cli/exit-codes.ts';
import { plainText } from '../cli/plain-text.ts';
import { composeWriteNotes } from '../compose/notes.ts';
import { hereClock } from './here-clock.ts';
import { localCommand, type RunLocal } from './local-command.ts';
import { withLocalFlags } from './with-local-flags.ts';

const push = switchArgument('push', 'Push the tag to origin, or to the only remote.');
const artifacts = textArgument('artifacts', {
  shown: '"dist/*.tgz"',
  meaning: 'Files of the folder for the page of the release, as patterns separated by commas; they imply --release.',
});

const command = withLocalFlags(tagReleaseCommand, [push, artifacts], (ask, values) =>
  ask.kind === 'tag-release'
    ? { ...ask, request: { ...ask.request, push: values.push === true, artifacts: patternsOf(values.artifacts) } }
    : ask,
);

function patternsOf(typed: unknown): string[] {
  if (typeof typed !== 'string') return [];
  return typed
    .split(',')
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '');
}

const run: RunLocal<'tag-release'> = async (request, world, say) => {
  const copy = await openWorkingCopy(world.folder);
  const project = await world.project(request.project);
  const wantsPage = request.release || request.artifacts.length > 0;
  const missing = wantsPage ? missingToken(project) : null;
  if (missing !== null) {
    say.note(`No tag was made. ${missing} is not set, so no release can be published. Set it, and say the same again.`);
    return exitCodes.refused;
  }
  const publishPage = wantsPage ? pagePublisher(copy) : refusePage;
  const outcome = await tagHere(
    {
      copy,
      folder: world.folder,
      clock: hereClock,
      publishPage,
      announce: async (ahead) => say.note(plainText(aboutToTagReply(ahead).text)),
    },
    { project, request },
  );
  const told = plainText(tagReleaseReply(outcome, null).text);
  if (outcome.kind === 'refused') say.note(told);
  else say.result([told, ...checksums(outcome.page)].join('\n'));
  const isDone = outcome.kind === 'placed' && outcome.page?.kind !== 'failed';
  return isDone ? exitCodes.done : exitCodes.refused;
};

/** The variable that has to be set for a page, if it is not. */
function missingToken({ repository }: Project): string | null {
  if (repository.forge === undefined) return null;
  const name = repository.forge.kind === 'github' ? 'GITHUB_TOKEN' : 'GITLAB_TOKEN';
  return process.env[name] ? null : name;
}

const refusePage: PublishPage = async () => ({ kind: 'failed', why: 'No page was asked for.' });

/** The forge by the tokens in the environment, which are read before there is a tag. */
function pagePublisher(copy: WorkingCopy): PublishPage {
  const { github, gitlab } = readEnvironment(process.env);
  const forges = createForges({ github, gitlab });
  const git = { of: () => copy };
  const planNotes = createPlanNotes({ git, forges, write: composeWriteNotes() });
  const writeBody = createWritePageBody({ git, planNotes, clock: hereClock });
  return createPublishPage({ forges, buildFiles: createBuildFiles(), writeBody });
}

function checksums(page: Extract<Awaited<ReturnType<typeof tagHere>>, { kind: 'placed' }>['page']): readonly string[] {
  return page?.kind === 'published' ? page.files.map(({ name, sha256 }) => `${sha256}  ${name}`) : [];
}

/** `fairlead tag-release`, on the working copy of the folder. */
export const tagReleaseLocally = localCommand(command, 'tag-release', run);
