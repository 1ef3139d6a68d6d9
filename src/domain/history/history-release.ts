import type { Sha } from '../ids.ts';
import type { Version } from '../version/version.ts';

/** A release as history knows it: a tag of the project's pattern, its version and its commit. */
export type HistoryRelease = { readonly name: string; readonly version: Version; readonly sha: Sha };
