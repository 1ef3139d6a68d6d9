import { createLocalRepository } from '#adapters/git/create-local-repository.ts';
import { semanticVersionCommand } from '#domain/commands/semantic-version-command.ts';
import { ReleaseError } from '#errors.ts';
import { semanticVersion } from '#operations/version/semantic-version.ts';
import { semanticVersionText } from '#templates/replies/semantic-version-reply.ts';
import { exitCodes } from '../cli/exit-codes.ts';
import { plainText } from '../cli/plain-text.ts';
import { type LocalCommand, localCommand } from './local-command.ts';

const nothingCommitted = 'Nothing is committed here yet, so there is no version to tell. Commit something first.';

/** `fairlead semantic-version`, on the repository of the folder and what is checked out there. */
export const semanticVersionLocally: LocalCommand = localCommand(
  semanticVersionCommand,
  'semantic-version',
  async (request, world, say) => {
    const open = async () => {
      const git = createLocalRepository(world.folder);
      const { branch, sha } = await git.head();
      if (sha === null) throw new ReleaseError('GIT_FAILED', 'user', nothingCommitted);
      return { git, head: sha, findOverrides: null, branch: branch ?? sha?.slice(0, 7) ?? 'HEAD' };
    };
    const place = { name: request.project, project: await world.project(request.project), open };
    const outcome = await semanticVersion(request, place);
    const text = plainText(semanticVersionText(outcome));
    if (outcome.kind === 'refused') say.note(text);
    else say.result(text);
    return outcome.kind === 'refused' ? exitCodes.refused : exitCodes.done;
  },
);
