import { Audience } from './audience.ts';

/** What a piece of a pull request's body is about, and for whom where it says so. */
export type NoteTopic = {
  readonly subject: 'note' | 'migration' | 'upgrade' | 'knownIssues';
  readonly audience: Audience | null;
};
/** A piece of a body that is meant for the notes. */
export type NoteBlock = NoteTopic & { readonly lines: readonly string[] };

type Open = { readonly block: NoteTopic & { readonly lines: string[] }; readonly until: 'fence' | 'blank' | number };
type State = { readonly open: Open | null; readonly fence: string | null; readonly started: Open['block'] | null };

const titles: readonly (readonly [NoteTopic['subject'], RegExp])[] = [
  ['note', /^release[ -]notes?$/i],
  ['migration', /^(migration|migration (instructions?|guide|notes?|steps?)|how to migrate)$/i],
  ['upgrade', /^(upgrade|upgrading|upgrade (instructions?|guide|notes?|steps?)|how to upgrade)$/i],
  ['knownIssues', /^known[ -](issues?|problems?|limitations?)$/i],
];

/**
 * Finds the pieces in order: a fence ends with its mark, a section with the next heading of its level or above, a labelled paragraph with a
 * blank line. Nothing inside another fence is a heading or a label.
 */
export function noteBlocks(lines: readonly string[]): readonly NoteBlock[] {
  const blocks: NoteBlock[] = [];
  let state: State = { open: null, fence: null, started: null };
  for (const line of lines) {
    state = inFence(state, line) ?? atFence(state, line) ?? atHeading(state, line) ?? atLabel(state, line);
    if (state.started !== null) blocks.push(state.started);
  }
  return blocks;
}

function inFence({ open, fence }: State, line: string): State | null {
  if (fence === null) return null;
  const isClosed = line.trim().startsWith(fence) && line.trim().replaceAll(fence.charAt(0), '') === '';
  if (isClosed && open?.until === 'fence') return { open: null, fence: null, started: null };
  open?.block.lines.push(line);
  return { open, fence: isClosed ? null : fence, started: null };
}

function atFence({ open }: State, line: string): State | null {
  const [, fence = null, info = ''] = /^ {0,3}(`{3,}|~{3,})([^`]*)$/.exec(line) ?? [];
  if (fence === null) return null;
  const named = /^ *release-notes?(?:[ :(]+([a-z]+)\)?)? *$/i.exec(info);
  if (named !== null) return begin({ subject: 'note', audience: audienceNamed(named[1]) }, 'fence', [], fence);
  open?.block.lines.push(line);
  return { open, fence, started: null };
}

function atHeading({ open, fence }: State, line: string): State | null {
  const [, marks = '', title = null] = /^ {0,3}(#{1,6}) +(\S.*)$/.exec(line) ?? [];
  if (title === null) return null;
  const topic = topicOf(title.replace(/[ #]+$/, ''));
  if (topic !== null) return begin(topic, marks.length, [], fence);
  if (typeof open?.until !== 'number' || marks.length <= open.until) return { open: null, fence, started: null };
  open.block.lines.push(line);
  return { open, fence, started: null };
}

function atLabel({ open, fence }: State, line: string): State {
  const [, title = '', text = ''] =
    /^ {0,3}(?:[-*] )?\*{0,2}([A-Za-z][A-Za-z -]{2,40}(?:\([a-z]{1,20}\))?) ?\*{0,2}:\*{0,2}(?: +(\S.*))?$/.exec(
      line,
    ) ?? [];
  const topic = topicOf(title.trim());
  if (topic !== null) return begin(topic, 'blank', [text], fence);
  const isOver = open?.until === 'blank' && line.trim() === '';
  if (!isOver) open?.block.lines.push(line);
  return { open: isOver ? null : open, fence, started: null };
}

function begin(topic: NoteTopic, until: Open['until'], first: readonly string[], fence: string | null): State {
  const block = { ...topic, lines: [...first] };
  return { open: { block, until }, fence, started: block };
}

function topicOf(title: string): NoteTopic | null {
  const bare = title.replaceAll('*', '').replace(/:$/, '').trim();
  const [, name = bare, word] = /^(.{1,60}?) *\(([a-z]{1,20})\)$/i.exec(bare) ?? [];
  const topic = titles.find(([, pattern]) => pattern.test(name.trim()));
  return topic === undefined ? null : { subject: topic[0], audience: audienceNamed(word) };
}

function audienceNamed(word: string | undefined): Audience | null {
  const parsed = Audience.safeParse(word?.toLowerCase());
  return parsed.success ? parsed.data : null;
}
