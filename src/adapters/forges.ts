import type { Forge, Forges } from '#ports/forge.ts';
import type { GithubForgesOptions } from './github/create-github-forges.ts';
import type { GitlabForgesOptions } from './gitlab/create-gitlab-forges.ts';

export type ForgesOptions = { readonly github: GithubForgesOptions; readonly gitlab: GitlabForgesOptions };

/**
 * The forges Fairlead knows, by kind. The client of a kind, which takes a tenth of a second to load, is loaded by the first call to a forge of
 * that kind.
 */
export function createForges(options: ForgesOptions): Forges {
  const load = {
    github: once(async () => (await import('./github/create-github-forges.ts')).createGithubForges(options.github)),
    gitlab: once(async () => (await import('./gitlab/create-gitlab-forges.ts')).createGitlabForges(options.gitlab)),
  };
  return { of: (settings) => loadedLater(async () => (await load[settings.kind]()).of(settings)) };
}

function once(load: () => Promise<Forges>): () => Promise<Forges> {
  let loaded: Promise<Forges> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}

function loadedLater(forge: () => Promise<Forge>): Forge {
  return {
    findRelease: async (tag) => (await forge()).findRelease(tag),
    createRelease: async (spec) => (await forge()).createRelease(spec),
    draftRelease: async (spec) => (await forge()).draftRelease(spec),
    uploadAsset: async (draft, file) => (await forge()).uploadAsset(draft, file),
    publishRelease: async (draft, spec, assets) => (await forge()).publishRelease(draft, spec, assets),
    updateRelease: async (id, spec) => (await forge()).updateRelease(id, spec),
    assetsOf: async (release) => (await forge()).assetsOf(release),
    generatedNotes: async (tag, previous) => (await forge()).generatedNotes(tag, previous),
    pullRequests: async (numbers) => (await forge()).pullRequests(numbers),
    pullRequestsOfCommits: async (shas) => (await forge()).pullRequestsOfCommits(shas),
    check: async () => (await forge()).check(),
  };
}
