import { StringDecoder } from 'node:string_decoder';
import type { CommitRecord } from '#ports/git.ts';
import { asSha } from './as-sha.ts';

/** What `git log -z` is to print of a commit, each field between NULs. The empty one in front gives a list of paths its end. */
export const logFormat = '%x00%H%x00%P%x00%an%x00%ae%x00%ct%x00%B';

/** Reads commits out of the bytes of `git log -z --format=tformat:<logFormat>`, in pieces of any size. */
export type LogReader = {
  /** The commits that are whole with these bytes. Their texts may share the memory of the piece they came in. */
  take(chunk: Buffer): readonly CommitRecord[];
  /** The commit that was waiting for the end of its paths. */
  end(): readonly CommitRecord[];
};

/** The empty field, and the six of a commit. */
const width = 7;

/** Starts reading. */
export function createLogReader(withPaths: boolean): LogReader {
  const decoder = new StringDecoder('utf8');
  let open: string[] = [];
  let fields: string[] = [];
  const read = (): readonly CommitRecord[] => {
    const { records, used } = withPaths ? recordsWithPaths(fields) : recordsIn(fields);
    fields = used < fields.length ? fields.slice(used) : [];
    return records;
  };
  return {
    take: (chunk) => {
      const text = decoder.write(chunk);
      // A message of megabytes comes in many pieces without a NUL: they are put together once.
      if (!text.includes('\0')) {
        open.push(text);
        return [];
      }
      const whole = (open.length === 0 ? text : open.join('') + text).split('\0');
      open = [whole.pop() ?? ''];
      fields = fields.length === 0 ? whole : fields.concat(whole);
      return read();
    },
    end: () => {
      fields.push('');
      return read();
    },
  };
}

type Found = { readonly records: readonly CommitRecord[]; readonly used: number };

function recordsIn(fields: readonly string[]): Found {
  const records: CommitRecord[] = [];
  let used = 0;
  while (used + width <= fields.length) {
    records.push(commitAt(fields, used));
    used += width;
  }
  return { records, used };
}

/** With paths a commit is whole once the empty field of the next one has come. */
function recordsWithPaths(fields: readonly string[]): Found {
  const records: CommitRecord[] = [];
  let used = 0;
  for (;;) {
    const start = used + width;
    const end = start > fields.length ? -1 : fields.indexOf('', start);
    if (end < 0) return { records, used };
    // Git puts a line break between a message and what follows it.
    const paths = fields.slice(start, end).map((path, index) => (index === 0 ? path.slice(1) : path));
    records.push({ ...commitAt(fields, used), paths });
    used = end;
  }
}

function commitAt(fields: readonly string[], at: number): CommitRecord {
  const parents = fields[at + 2] ?? '';
  const message = fields[at + 6] ?? '';
  return {
    sha: asSha(fields[at + 1]),
    parents: parents === '' ? [] : parents.split(' ').map(asSha),
    authorName: fields[at + 3] ?? '',
    authorEmail: fields[at + 4] ?? '',
    committedAt: Number(fields[at + 5]) * 1_000,
    message: (message.includes('\r') ? message.replace(/\r\n?/g, '\n') : message).trimEnd(),
  };
}
