import { isSha } from '../is-sha.ts';
import { versionFrom } from '../version/parts.ts';
import type { PlacedRelease } from './release-order.ts';

/** The written releases of a history, so that the next changelog need only look at what came after them. */
export type KeptChangelog = {
  /** Says by what the text was made: format, rules, links, corrections, program. Another key means another text. */
  readonly key: string;
  /** The releases it holds, in the order they came out. */
  readonly releases: readonly PlacedRelease[];
  /** The commits of those that no other one contains. */
  readonly tips: readonly string[];
  /** Their sections, the newest first, as they stand in the text. */
  readonly bodies: string;
  readonly feet: string;
};

/** Writes it as text: a line of JSON, then the sections as they are. */
export function printKeptChangelog({ key, releases, tips, bodies, feet }: KeptChangelog): string {
  const rows = releases.map(({ name, version, sha, at }) => [name, version, sha, at]);
  return `${JSON.stringify({ key, tips, length: bodies.length, rows })}\n${bodies}${feet}`;
}

/** Reads what was kept under this key. Null for another key, and for a text that is not of this shape: then everything is read anew. */
export function readKeptChangelog(text: string, key: string): KeptChangelog | null {
  const end = text.indexOf('\n');
  const head = parse(text.slice(0, end));
  if (end < 0 || typeof head !== 'object' || head === null) return null;
  const { key: found, tips, length, rows } = head as Readonly<Record<string, unknown>>;
  if (found !== key || !Array.isArray(rows) || !Array.isArray(tips) || typeof length !== 'number') return null;
  const releases = rows.map(releaseIn);
  const areRight = tips.every((tip) => typeof tip === 'string' && isSha(tip));
  if (!areRight || releases.some((release) => release === null)) return null;
  const bodies = text.slice(end + 1, end + 1 + length);
  const feet = text.slice(end + 1 + length);
  return { key, releases: releases.flatMap((release) => release ?? []), tips, bodies, feet };
}

function releaseIn(row: unknown): PlacedRelease | null {
  if (!Array.isArray(row)) return null;
  const [name, version, sha, at]: unknown[] = row;
  const known = typeof version === 'string' ? versionFrom(version) : null;
  if (typeof name !== 'string' || known === null || typeof sha !== 'string' || typeof at !== 'number') return null;
  return isSha(sha) ? { name, version: known, sha, at } : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
