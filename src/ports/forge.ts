/** A release page on a forge, as Fairlead asks for it. */
export type ForgeReleaseSpec = {
  readonly tag: string;
  readonly title: string;
  /** GitHub-flavoured Markdown. */
  readonly body: string;
  readonly isPreRelease: boolean;
};

export type ForgeRelease = { readonly id: string; readonly url: string; readonly tag: string };

/** Where releases are published for people to find. Calls are never retried inside: the engine asks `findRelease` first. */
export type Forge = {
  /** The published release of a tag, or null. A draft is not published, so it is none. */
  findRelease(tag: string): Promise<ForgeRelease | null>;
  /**
   * Publishes the release of a tag that is there, making a draft of the same tag public instead of a second one; gives the one that is
   * published already. Throws FORGE_UNAVAILABLE (transient, outcome unknown) or FORGE_FAILED.
   */
  createRelease(spec: ForgeReleaseSpec): Promise<ForgeRelease>;
  /** Rewrites title and body of a published release. */
  updateRelease(id: string, spec: ForgeReleaseSpec): Promise<ForgeRelease>;
  /** Whether the token works and may publish; `why` says what is missing. */
  check(): Promise<{ readonly ok: true; readonly as: string } | { readonly ok: false; readonly why: string }>;
};

/** Gives the forge of a repository, `owner/name`. */
export type Forges = { of(forge: { readonly kind: 'github'; readonly repository: string }): Forge };
