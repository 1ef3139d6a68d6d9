import { resolve } from 'node:path';
import type { Git, GitRepositories } from '#ports/git.ts';
import { checkouts } from './checkouts.ts';
import { trySigning } from './make-tag.ts';
import { createMirror } from './mirror.ts';
import { pushBranch } from './push-branch.ts';
import { pushNote } from './push-note.ts';
import { pushTag } from './push-tag.ts';
import { readHistory } from './read-history.ts';
import { redactAddress } from './redact-address.ts';
import { rememberAnswers } from './remember-answers.ts';
import { remoteRefs } from './remote-refs.ts';
import { type HostToken, repositoryAddress } from './repository-address.ts';
import { summariseCommit } from './summarise-commit.ts';
import { verifyTag } from './verify-tag.ts';
import { writeCommit } from './write-commit.ts';

export type GitRepositoriesOptions = {
  /** Mirrors, checkouts and locks live here; every worker of a machine may share it. */
  readonly dataDirectory: string;
  /** Each is sent to https remotes of its host and to no other. */
  readonly tokens?: readonly HostToken[];
  /** Takes further secrets out of error messages. */
  readonly redact?: (text: string) => string;
};

/** Repositories by the git program on this machine, each behind a bare mirror. Any number of processes may use one data directory. */
export function createGitRepositories(options: GitRepositoriesOptions): GitRepositories {
  const dataDirectory = resolve(options.dataDirectory);
  const opened = new Map<string, Git>();
  return {
    of: ({ url }) => {
      const known = opened.get(url);
      if (known !== undefined) return known;
      const git = openRepository(dataDirectory, url, options);
      opened.set(url, git);
      return git;
    },
  };
}

function openRepository(dataDirectory: string, url: string, options: GitRepositoriesOptions): Git {
  const address = repositoryAddress(url, options.tokens);
  const redact = (text: string) => withoutTokens(options.redact?.(redactAddress(text)) ?? redactAddress(text), options);
  const mirror = createMirror(dataDirectory, address, redact);
  const history = rememberAnswers(readHistory(mirror), mirror.stamp);
  return {
    fetch: () => mirror.fetch(),
    ...history,
    ...writeCommit(mirror, dataDirectory),
    ...checkouts(mirror, dataDirectory),
    ...remoteRefs(mirror),
    ...summariseCommit(mirror),
    ...pushTag(mirror, dataDirectory),
    ...verifyTag(mirror, dataDirectory),
    ...trySigning(mirror, dataDirectory),
    ...pushBranch(mirror, history),
    ...pushNote(mirror),
  };
}

function withoutTokens(text: string, { tokens = [] }: GitRepositoriesOptions): string {
  return tokens.reduce((clean, { token }) => (token === '' ? clean : clean.replaceAll(token, '***')), text);
}
