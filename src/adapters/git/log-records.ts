import type { CommitRecord } from '#ports/git.ts';
import { asSha } from './as-sha.ts';

/** What `git log -z` is to print of a commit, each field between NULs. The empty one in front gives a list of paths its end. */
export const logFormat = '%x00%H%x00%P%x00%an%x00%ae%x00%ct%x00%B';

/** Reads commits out of the bytes of `git log -z --format=tformat:<logFormat>`, in pieces of any size. */
export type LogReader = {
  /** The commits that are whole with these bytes. */
  take(chunk: Buffer): readonly CommitRecord[];
  /** The commit that was waiting for the end of its paths. */
  end(): readonly CommitRecord[];
};

/** Gives the same string for the same text, so that each name is kept once. */
type Once = (text: string) => string;
type Found = { readonly records: readonly CommitRecord[]; readonly used: number };

const lineBreak = 10;

/** Starts reading. Texts are cut out of the bytes one by one: a sha or name kept for long does not keep the message beside it. */
export function createLogReader(withPaths: boolean): LogReader {
  const once = createOnce();
  const find = withPaths ? recordsWithPaths : recordsIn;
  let waiting: Buffer[] = [];
  const read = (bytes: Buffer): readonly CommitRecord[] => {
    const { records, used } = find(bytes, once);
    waiting = used < bytes.length ? [bytes.subarray(used)] : [];
    return records;
  };
  return {
    take: (chunk) => {
      waiting.push(chunk);
      // A message of megabytes comes in many pieces without a NUL: they are put together once.
      if (!chunk.includes(0)) return [];
      return read(waiting.length === 1 ? chunk : Buffer.concat(waiting));
    },
    end: () => (waiting.length > 0 ? read(Buffer.concat([...waiting, Buffer.of(0)])) : []),
  };
}

function recordsIn(bytes: Buffer, once: Once): Found {
  const records: CommitRecord[] = [];
  let used = 0;
  for (;;) {
    const found = recordAt(bytes, used, once);
    if (found === null) return { records, used };
    records.push(found.record);
    used = found.end;
  }
}

function recordsWithPaths(bytes: Buffer, once: Once): Found {
  const records: CommitRecord[] = [];
  let used = 0;
  for (;;) {
    const found = recordAt(bytes, used, once);
    const listed = found === null ? null : pathsAt(bytes, found.end);
    if (found === null || listed === null) return { records, used };
    records.push({ ...found.record, paths: listed.paths });
    used = listed.end;
  }
}

/** The commit that begins at an offset, and where its message ends; null when it is not whole yet. */
function recordAt(bytes: Buffer, start: number, once: Once): { record: CommitRecord; end: number } | null {
  const sha = bytes.indexOf(0, start + 1);
  const parents = bytes.indexOf(0, sha + 1);
  const name = bytes.indexOf(0, parents + 1);
  const email = bytes.indexOf(0, name + 1);
  const seconds = bytes.indexOf(0, email + 1);
  const message = bytes.indexOf(0, seconds + 1);
  // Behind the last NUL the search begins anew at the front, or finds nothing.
  if (sha < 0 || parents <= sha || name <= parents || email <= name || seconds <= email || message <= seconds)
    return null;
  const record: CommitRecord = {
    sha: asSha(bytes.toString('latin1', start + 1, sha)),
    parents: parentsIn(bytes.toString('latin1', sha + 1, parents)),
    authorName: once(bytes.toString('utf8', parents + 1, name)),
    authorEmail: once(bytes.toString('utf8', name + 1, email)),
    committedAt: Number(bytes.toString('latin1', email + 1, seconds)) * 1_000,
    message: messageIn(bytes.toString('utf8', seconds + 1, message)),
  };
  return { record, end: message + 1 };
}

function parentsIn(text: string): CommitRecord['parents'] {
  if (text === '') return [];
  return text.includes(' ') ? text.split(' ').map(asSha) : [asSha(text)];
}

function messageIn(text: string): string {
  return (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text).trimEnd();
}

/**
 * Paths from an offset to the empty field in front of the next commit, which is left there; null when that has not come yet. The first
 * one has a line break in front, which git puts between a message and what follows it.
 */
function pathsAt(bytes: Buffer, start: number): { paths: readonly string[]; end: number } | null {
  const paths: string[] = [];
  for (let at = start; at < bytes.length; ) {
    const end = bytes.indexOf(0, at);
    if (end < 0) return null;
    if (end === at) return { paths, end: at };
    paths.push(bytes.toString('utf8', paths.length === 0 && bytes[at] === lineBreak ? at + 1 : at, end));
    at = end + 1;
  }
  return null;
}

/** Bounded, since a history may have millions of names. */
function createOnce(): Once {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found === undefined && known.size < 100_000) known.set(text, text);
    return found ?? text;
  };
}
