import { promises as files } from 'node:fs';
import { resolve } from 'node:path';
import { createLocalRepository } from '#adapters/git/create-local-repository.ts';
import { createChangelogKeep } from '#adapters/kept/changelog-keep.ts';
import type { ChangelogRequest } from '#domain/requests/changelog-request.ts';
import { type WholeChangelog, wholeChangelog } from '#operations/history/whole-changelog.ts';
import { type ExitCode, exitCodes } from '../cli/exit-codes.ts';
import { localChangelogSource } from '../local/changelog-source.ts';
import type { Say } from '../local/local-command.ts';
import type { LocalWorld } from '../local/local-world.ts';
import { buildId } from './build-id.ts';
import { cacheFolder } from './cache-folder.ts';

const usualUnit = { services: [], tag: 'v{version}' } as const;

/**
 * `fairlead changelog-generate --all`: the changelog of every release of the repository in this folder, printed, or written into a file
 * that is not there yet. What was written is kept, so that the next one reads only what is new.
 */
export async function wholeHere(request: ChangelogRequest, world: LocalWorld, say: Say): Promise<ExitCode> {
  const { from, to, version, format, services, hotfix, includeBreakingChanges } = request;
  if (from !== null || to !== null || version !== null)
    return refuse('--all tells every release. Leave --from, --to and --version out, or leave --all out.', say);
  if (format === 'slack')
    return refuse('A whole history is no message for Slack. Choose keep-a-changelog, github, json or plain.', say);
  const source = await localChangelogSource(world, request.project);
  if (source === null)
    return refuse('There is no commit yet, so there is nothing to tell. Commit something first.', say);
  await settleForShort();
  const chosen = source.units.find((unit) => services?.some((service) => unit.services.includes(service)) ?? false);
  const unit = chosen ?? source.units[0] ?? usualUnit;
  const git = world.repository ?? createLocalRepository(world.folder);
  const folder = cacheFolder(process.env);
  const keep =
    folder === null || buildId === null
      ? null
      : { store: createChangelogKeep(folder, await nameFor(world.folder, unit.tag, format)), program: buildId };
  const made = await wholeChangelog(
    { ...source, git, unit },
    { format, hotfix, includeBreakingChanges, services },
    keep,
  );
  if (made.isShallow)
    say.note(
      'The clone is shallow: older commits and releases may be missing. Run git fetch --unshallow for the rest.',
    );
  return request.output === null ? print(made, say) : put(made, request.output, world, say);
}

function print(made: WholeChangelog, say: Say): ExitCode {
  say.result(made.pieces.join('').replace(/\n$/, ''));
  return exitCodes.done;
}

async function put(made: WholeChangelog, path: string, world: LocalWorld, say: Say): Promise<ExitCode> {
  const target = resolve(world.folder, path);
  const text = made.pieces.join('');
  const standing = await files.readFile(target, 'utf8').catch(() => null);
  if (standing !== null && standing !== text)
    return refuse(`${path} is there already and says something else. Remove it first, or print to another file.`, say);
  if (standing === null) await files.writeFile(target, text);
  const count = made.releases === 1 ? '1 release' : `${made.releases} releases`;
  say.result(`${path} tells of ${count}${standing === null ? '' : ' already'}.`);
  return exitCodes.done;
}

function refuse(why: string, say: Say): ExitCode {
  say.note(why);
  return exitCodes.usage;
}

/**
 * A process that lives for a second is done before what V8 would optimise by then has paid off: for 30,000 commits a quarter of the
 * processor's time went there. Long histories still reach it. And what a history leaves behind dies young: to collect it often in a small
 * space takes no longer, and spares 15 MB.
 */
async function settleForShort(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--interrupt-budget=1000000');
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** One file for each folder, shape of tags and format; everything else is in the key of what is kept. */
async function nameFor(folder: string, tag: string, format: string): Promise<string> {
  const { createHash } = await import('node:crypto');
  return createHash('sha256')
    .update(JSON.stringify([folder, tag, format]))
    .digest('hex')
    .slice(0, 24);
}
