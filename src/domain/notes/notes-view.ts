import type { Audience } from './audience.ts';
import { asMarkdown, insideMarkdown, type Markdown, markdown } from './markdown-text.ts';
import type { NoteImage } from './note-image.ts';
import type { NotesFacts } from './notes-facts.ts';
import type { ItemKind, NotesItem } from './notes-item.ts';
import { isTold, type NotesSelection, sectionLimit } from './notes-selection.ts';

/** One change as a template sees it. Plain strings are escaped when they are put in; Markdown is not. */
export type NotesViewItem = {
  readonly text: Markdown;
  readonly scope: string | null;
  readonly type: string | null;
  /** Issue and pull request numbers, linked where the forge is known. */
  readonly references: readonly Markdown[];
  /** The abbreviated commit, linked where the forge is known. */
  readonly commit: Markdown | null;
  readonly breaking: Markdown | null;
  readonly migration: Markdown | null;
  readonly authors: readonly string[];
  readonly labels: readonly string[];
  readonly images: readonly NoteImage[];
};

/** All a template of one audience sees. Names are those of the templates, in snake_case. */
export type NotesView = {
  readonly audience: Audience;
  readonly project: string;
  readonly product: string;
  readonly version: string;
  readonly previous: string | null;
  readonly date: string | null;
  readonly compare_url: string | null;
  /** `2 new features`, `1 fix` and so on: what this audience is told, for a summary. */
  readonly contents: readonly string[];
  readonly breaking: readonly NotesViewItem[];
  readonly features: readonly NotesViewItem[];
  readonly improvements: readonly NotesViewItem[];
  readonly fixes: readonly NotesViewItem[];
  readonly security: readonly NotesViewItem[];
  readonly deprecations: readonly NotesViewItem[];
  readonly removals: readonly NotesViewItem[];
  /** How many of a section its limit left out. */
  readonly more: Readonly<Record<SectionName, number>>;
  readonly known_issues: readonly Markdown[];
  readonly upgrade: readonly Markdown[];
  readonly contributors: readonly string[];
  /** Every change of a kind, told to this audience or not. */
  readonly counts: Readonly<Record<SectionName | 'told' | 'untold', number>>;
};

/** The lists of changes. A change stands in one. */
export type SectionName = 'breaking' | 'features' | 'improvements' | 'fixes' | 'security' | 'deprecations' | 'removals';

const sectionOfKind: Readonly<Record<ItemKind, Exclude<SectionName, 'breaking'>>> = {
  feature: 'features',
  improvement: 'improvements',
  internal: 'improvements',
  fix: 'fixes',
  security: 'security',
  deprecation: 'deprecations',
  removal: 'removals',
};

/** How a view is made of the facts. */
export type NotesViewOptions = {
  readonly audience: Audience;
  readonly selection: NotesSelection;
  readonly product: string | null;
  readonly screenshots: boolean;
};

/** What one audience is told of a release, ready for its template. Every change is told or counted as untold. */
export function notesView(facts: NotesFacts, options: NotesViewOptions): NotesView {
  const { audience, selection, product, screenshots } = options;
  const told = facts.items.filter((item) => isTold(item, audience, selection));
  const limit = sectionLimit(audience, selection);
  const of = (items: readonly NotesItem[], name: SectionName): readonly NotesItem[] =>
    items.filter((item) => (item.breaking === null ? sectionOfKind[item.kind] : 'breaking') === name);
  const list = (name: SectionName): readonly NotesViewItem[] =>
    of(told, name)
      .slice(0, limit)
      .map((item) => viewItem(item, facts, audience, screenshots));
  const each = (count: (name: SectionName) => number): Record<SectionName, number> => ({
    breaking: count('breaking'),
    features: count('features'),
    improvements: count('improvements'),
    fixes: count('fixes'),
    security: count('security'),
    deprecations: count('deprecations'),
    removals: count('removals'),
  });
  const open = facts.items.filter((item) => item.kind !== 'internal');
  return {
    audience,
    project: facts.project,
    product: product ?? facts.project,
    version: facts.version,
    previous: facts.previous,
    date: facts.date,
    compare_url: facts.compareUrl,
    contents: contentsOf((name) => of(told, name).length),
    breaking: list('breaking'),
    features: list('features'),
    improvements: list('improvements'),
    fixes: list('fixes'),
    security: list('security'),
    deprecations: list('deprecations'),
    removals: list('removals'),
    more: each((name) => Math.max(0, of(told, name).length - limit)),
    known_issues: facts.knownIssues.map(markdown),
    upgrade: facts.upgrade.map(markdown),
    contributors: facts.contributors,
    counts: {
      ...each((name) => of(open, name).length),
      told: told.length,
      untold: facts.items.length - told.length + facts.merges,
    },
  };
}

function contentsOf(count: (name: SectionName) => number): readonly string[] {
  const phrases: readonly (readonly [number, string, string])[] = [
    [count('features'), 'new feature', 'new features'],
    [count('improvements'), 'improvement', 'improvements'],
    [count('fixes'), 'fix', 'fixes'],
    [count('security'), 'security fix', 'security fixes'],
    [count('deprecations'), 'deprecation', 'deprecations'],
    [count('removals'), 'removal', 'removals'],
    [count('breaking'), 'breaking change', 'breaking changes'],
  ];
  return phrases.flatMap(([number, one, many]) => (number === 0 ? [] : [`${number} ${number === 1 ? one : many}`]));
}

function viewItem(item: NotesItem, facts: NotesFacts, audience: Audience, screenshots: boolean): NotesViewItem {
  const note = item.noteFor.get(audience) ?? item.note;
  const text = note ?? asMarkdown(audience === 'engineers' ? item.subject : headline(item.subject));
  const references = item.references.filter((reference) => !text.includes(reference));
  const { links } = facts;
  const sha = item.shas[0] ?? null;
  const isOwnWords = item.breaking === null || item.breaking === item.subject;
  return {
    text: markdown(text),
    scope: item.scope,
    type: item.type,
    references: [...new Set([...references, ...(item.pullRequest === null ? [] : [item.pullRequest])])].map(
      (reference) =>
        linked(reference, reference === item.pullRequest ? links.pullRequest(reference) : links.issue(reference)),
    ),
    commit: sha === null ? null : linked(sha.slice(0, 7), links.commit(sha)),
    breaking: isOwnWords ? null : markdown(asMarkdown(headline(item.breaking ?? ''))),
    migration: item.migration === null ? null : markdown(item.migration),
    authors: item.authors,
    labels: item.labels,
    images: screenshots ? item.images : [],
  };
}

function linked(label: string, url: string | null): Markdown {
  const text = insideMarkdown(label);
  return markdown(url === null ? text : `[${text}](<${url.replace(/[<>\n]/g, encodeURIComponent)}>)`);
}

/** A subject as a reader who is no engineer expects it: with a capital, unless it begins with a name that is written otherwise. */
function headline(subject: string): string {
  const [first = ''] = subject.split(/\s/, 1);
  return /^\p{Ll}[\p{Ll}'’-]*[,:;]?$/u.test(first) ? subject.charAt(0).toUpperCase() + subject.slice(1) : subject;
}
