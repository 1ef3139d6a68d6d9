import type { Forge as ForgeSettings } from '#domain/project/forge.ts';

/** A release page on a forge, as Fairlead asks for it. */
export type ForgeReleaseSpec = {
  readonly tag: string;
  readonly title: string;
  /** GitHub-flavoured Markdown. */
  readonly body: string;
  readonly isPreRelease: boolean;
  /** Whether the page becomes the latest release: by its version (`auto`, the default), `always` or `never`. GitLab sorts by date alone. */
  readonly latest?: 'auto' | 'always' | 'never';
  /** A discussion about the release is opened in this category, once, when it is published. GitHub only. */
  readonly discussionCategory?: string;
};

/** A file on a release page. `sha256` is lower-case hex; null where the forge does not tell it. */
export type ForgeAsset = {
  readonly name: string;
  readonly url: string;
  readonly size: number | null;
  readonly sha256: string | null;
};

export type ForgeRelease = { readonly id: string; readonly url: string; readonly tag: string };

/** A page nobody sees yet. `id` is for the forge that gave it. */
export type ForgeDraft = { readonly id: string; readonly tag: string };

/** A file to attach. `sha256` (lower-case hex) and `size` (bytes) are those of its content. */
export type ForgeFile = {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  /** The content, read when it is sent. */
  readonly open: () => Promise<Blob>;
};

export type UploadOutcome =
  | { readonly kind: 'uploaded' | 'already'; readonly asset: ForgeAsset }
  /** The page has a file of that name with another content, which is never overwritten; `found` says which content. */
  | { readonly kind: 'refused'; readonly found: { readonly sha256: string | null; readonly size: number | null } };

/** A pull request (GitHub) or merge request (GitLab). */
export type PullRequest = {
  readonly number: number;
  readonly title: string;
  /** Markdown, line endings as \n, at most 65,536 characters. */
  readonly body: string;
  /** True when the forge has more of the body than stands here. */
  readonly isBodyCut: boolean;
  readonly labels: readonly string[];
  /** Login of who opened it; null when the account is gone. Never an address. */
  readonly author: string | null;
  readonly url: string;
  /** Epoch milliseconds; null when it was not merged. */
  readonly mergedAt: number | null;
  /** The commit that brought it to its branch; null when it was not merged. */
  readonly mergeCommit: string | null;
};

/**
 * Where releases are published for people to find, and where pull requests say what was meant. No call is retried inside: the engine asks
 * `findRelease` first. All throw FORGE_UNAVAILABLE (transient, outcome unknown, `retryAt` where the forge says it) or FORGE_FAILED.
 */
export type Forge = {
  /** The published release of a tag, or null. A draft is not published, so it is none. */
  findRelease(tag: string): Promise<ForgeRelease | null>;
  /**
   * Publishes the release of a tag that is there, making a draft of the same tag public instead of a second one; gives the one that is
   * published already. For a release without files.
   */
  createRelease(spec: ForgeReleaseSpec): Promise<ForgeRelease>;
  /** Makes the unseen page that files are put on, or finds the one an earlier call made. */
  draftRelease(spec: ForgeReleaseSpec): Promise<ForgeDraft>;
  /** Puts a file on a draft. The same file again is `already`; one that a crash left half sent is sent again. */
  uploadAsset(draft: ForgeDraft, file: ForgeFile): Promise<UploadOutcome>;
  /** Makes a draft public with the files that were put on it. A second call gives the published page. */
  publishRelease(draft: ForgeDraft, spec: ForgeReleaseSpec, assets: readonly ForgeAsset[]): Promise<ForgeRelease>;
  /** Rewrites title and body of a published release, which the forge allows for ever; tag, files and flags stay. */
  updateRelease(id: string, spec: Pick<ForgeReleaseSpec, 'tag' | 'title' | 'body'>): Promise<ForgeRelease>;
  /** The files of a release, published or not, in the order of their names. */
  assetsOf(release: ForgeRelease | ForgeDraft): Promise<readonly ForgeAsset[]>;
  /** What the forge itself would write about a tag since another (Markdown), without an effect; null where it writes nothing. */
  generatedNotes(tag: string, previousTag: string | null): Promise<string | null>;
  /** The pull requests of these numbers, in the order asked; numbers that are none are left out. One request for some fifty, of at most 1,000. */
  pullRequests(numbers: readonly number[]): Promise<readonly PullRequest[]>;
  /**
   * The merged pull requests that brought each commit, by its full sha; an empty list for a commit that came without. At most 1,000 commits
   * (300 on GitLab, which takes one at a time) are asked about: a commit that is not in the answer was not asked.
   */
  pullRequestsOfCommits(shas: readonly string[]): Promise<ReadonlyMap<string, readonly PullRequest[]>>;
  /** Whether the token works and may publish; `why` says what is missing. */
  check(): Promise<{ readonly ok: true; readonly as: string } | { readonly ok: false; readonly why: string }>;
};

/** Gives the forge of a repository: `owner/name` on GitHub, `group/subgroup/name` on GitLab. */
export type Forges = { of(forge: Pick<ForgeSettings, 'kind' | 'repository'>): Forge };
