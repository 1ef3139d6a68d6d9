import type { Difference } from '../differences/difference.ts';
import type { Entry } from '../entry.ts';

/** An entry as another tool lists it; null where the tool does not tell. */
export type PeerEntry = {
  /** Null where the tool lost it. */
  readonly sha: string | null;
  /** The first line, by which the commit is found whose sha was lost. */
  readonly title: string;
  /** The tag of the release it is listed in; null for what is unreleased. */
  readonly section: string | null;
  readonly entry: { readonly [Field in keyof Entry]: Entry[Field] | undefined };
};

/** A changelog tool: its name and version on npm, how it reads a repository with tags of a prefix, and where it differs. */
export type Peer = {
  readonly name: string;
  readonly packages: readonly string[];
  /** `folder` is where the packages are installed. */
  readonly read: (folder: string, repository: string, prefix: string) => readonly PeerEntry[];
  readonly differences: readonly Difference[];
  /** Those of a tool it is built on; a history may do without some of them. */
  readonly inherited: readonly Difference[];
};
