import { z } from 'zod';
import type { Audience } from './audience.ts';
import { type ItemKind, itemKinds, type NotesItem } from './notes-item.ts';

const words = z.array(z.string().min(1).max(100)).max(100);

/** What an audience is told of. A list that is absent leaves the rule of the audience as it is; names are compared without regard to case. */
export const NotesSelection = z.strictObject({
  types: words.optional().describe('Commit types that are told, such as feat and fix; others are not.'),
  exceptTypes: words.optional().describe('Commit types that are not told.'),
  scopes: words.optional().describe('Scopes that are told; others and changes without a scope are not.'),
  exceptScopes: words.optional().describe('Scopes that are not told.'),
  labels: words.optional().describe('Labels of pull requests of which a change must have one to be told.'),
  exceptLabels: words.optional().describe('Labels of pull requests that keep a change out.'),
  most: z.number().int().min(1).max(1_000).optional().describe('Most changes in one section; the rest is counted.'),
});
export type NotesSelection = z.infer<typeof NotesSelection>;

type Rule = {
  readonly kinds: readonly ItemKind[];
  /** Whether a change whose title follows no convention is told without a person's note. */
  readonly untyped: boolean;
  readonly exceptScopes: readonly string[];
  readonly most: number;
};

const inward = ['ci', 'deps', 'deps-dev', 'build', 'dev', 'infra', 'internal', 'test', 'tests', 'tooling'];
const visible = itemKinds.filter((kind) => kind !== 'internal');

const rules: Readonly<Record<Audience, Rule>> = {
  engineers: { kinds: visible, untyped: true, exceptScopes: [], most: 500 },
  product: { kinds: visible, untyped: true, exceptScopes: inward, most: 100 },
  support: { kinds: visible, untyped: false, exceptScopes: inward, most: 100 },
  executives: { kinds: ['feature', 'security', 'removal'], untyped: false, exceptScopes: inward, most: 5 },
  customers: { kinds: visible, untyped: false, exceptScopes: inward, most: 100 },
  operations: { kinds: visible, untyped: true, exceptScopes: ['test', 'tests'], most: 100 },
};

/** The most changes a section of this audience holds. */
export function sectionLimit(audience: Audience, selection: NotesSelection): number {
  return selection.most ?? rules[audience].most;
}

/**
 * Whether an audience is told of a change. What breaks is told to everybody, and so is what a person wrote a note about, unless the
 * configuration keeps it out or its author did.
 */
export function isTold(item: NotesItem, audience: Audience, selection: NotesSelection): boolean {
  if (isKeptOut(item, selection)) return false;
  if (item.noteFor.has(audience) || item.breaking !== null) return true;
  if (item.isQuiet) return audience === 'engineers' && item.kind !== 'internal';
  const isAsked = selection.types !== undefined;
  if (isAsked && !has(selection.types, item.type)) return false;
  if (item.note !== null) return audience !== 'executives' || rules.executives.kinds.includes(item.kind);
  const rule = rules[audience];
  const isInward = selection.exceptScopes === undefined && has(rule.exceptScopes, item.scope);
  if (isInward || (item.type === null && !rule.untyped && item.kind === 'improvement')) return false;
  return isAsked || rule.kinds.includes(item.kind);
}

function isKeptOut(item: NotesItem, selection: NotesSelection): boolean {
  const { exceptTypes = [], exceptScopes = [], scopes, labels, exceptLabels = [] } = selection;
  if (has(exceptTypes, item.type) || has(exceptScopes, item.scope)) return true;
  if (scopes !== undefined && !has(scopes, item.scope)) return true;
  if (labels !== undefined && !item.labels.some((label) => has(labels, label))) return true;
  return item.labels.some((label) => has(exceptLabels, label));
}

function has(list: readonly string[] | undefined, word: string | null): boolean {
  return word !== null && (list ?? []).some((one) => one.toLowerCase() === word.toLowerCase());
}
