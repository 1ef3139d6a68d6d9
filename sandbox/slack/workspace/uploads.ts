import type { Counters } from './counters.ts';
import type { StoredFile } from './stored-message.ts';

/** A file on its way: first asked for, then uploaded, then shared. */
export type Upload = {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  readonly content: Buffer | null;
  readonly shared: StoredFile | null;
};

/** The files of the workspace. */
export type Uploads = {
  readonly begin: (name: string, length: number) => Upload;
  readonly get: (id: string) => Upload | undefined;
  readonly replace: (upload: Upload) => void;
};

/** Starts with no files. */
export function createUploads(counters: Counters): Uploads {
  const known = new Map<string, Upload>();
  return {
    begin(name, length) {
      const upload: Upload = { id: counters.id('F'), name, length, content: null, shared: null };
      known.set(upload.id, upload);
      return upload;
    },
    get: (id) => known.get(id),
    replace: (upload) => known.set(upload.id, upload),
  };
}
