import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLocalRepository } from '#adapters/git/create-local-repository.ts';
import { createLocalNotes } from '#adapters/git/local-notes.ts';
import type { NoteSpec } from '#ports/git.ts';
import { aMirror, aRemote, byBot, type Remote } from './a-remote.ts';

const ref = 'refs/notes/fairlead';

function aNote(remote: Remote, text: string | null, sha = remote.head()): NoteSpec {
  return { ref, sha, text, ...byBot };
}

describe('pushNote', () => {
  it('puts a note on a commit for every mirror to read, once, letter for letter', async () => {
    const remote = aRemote();
    const mirror = aMirror(remote.url);
    const text = 'fix(cart): count once\n\n# not a comment\nRefs: #12';
    expect(await mirror.pushNote(aNote(remote, text))).toEqual({ kind: 'pushed' });
    expect(remote.git('notes', `--ref=${ref}`, 'show', remote.head())).toBe(text);
    const tip = remote.git('rev-parse', ref);
    expect(await mirror.pushNote(aNote(remote, `${text}\n`))).toEqual({ kind: 'already' });
    expect(remote.git('rev-parse', ref)).toBe(tip);
    const other = aMirror(remote.url);
    await other.fetch();
    expect((await other.notes(ref)).get(remote.head())?.trim()).toBe(text);
    expect((await mirror.notes(ref)).get(remote.head())?.trim()).toBe(text);
  });

  it('replaces and removes a note, and keeps those of other commits', async () => {
    const remote = aRemote();
    const first = remote.head();
    const second = remote.commit('fix: b');
    const mirror = aMirror(remote.url);
    await mirror.pushNote(aNote(remote, 'fix: one', first));
    await aMirror(remote.url).pushNote(aNote(remote, 'fix: two', second));
    await mirror.pushNote(aNote(remote, 'fix: three', second));
    expect([...(await mirror.notes(ref)).values()].map((text) => text.trim()).sort()).toEqual([
      'fix: one',
      'fix: three',
    ]);
    expect(await mirror.pushNote(aNote(remote, null, second))).toEqual({ kind: 'pushed' });
    expect(await mirror.pushNote(aNote(remote, null, second))).toEqual({ kind: 'already' });
    expect([...(await mirror.notes(ref)).keys()]).toEqual([first]);
  });

  it('keeps every note when several are written at once', async () => {
    const remote = aRemote();
    const shas = [1, 2, 3, 4].map((n) => remote.commit(`fix: ${n}`));
    await Promise.all(shas.map((sha) => aMirror(remote.url).pushNote(aNote(remote, `fix: for ${sha}`, sha))));
    const mirror = aMirror(remote.url);
    await mirror.fetch();
    expect((await mirror.notes(ref)).size).toBe(4);
  });

  it('says when the remote forbids it, and leaves nothing behind', async () => {
    const remote = aRemote();
    const path = join(remote.url, 'hooks', 'pre-receive');
    writeFileSync(path, '#!/bin/sh\nexit 1\n');
    chmodSync(path, 0o755);
    const mirror = aMirror(remote.url);
    expect(await mirror.pushNote(aNote(remote, 'fix: a'))).toMatchObject({ kind: 'refused' });
    expect((await mirror.notes(ref)).size).toBe(0);
  });
});

describe('createLocalNotes', () => {
  it('writes and removes a note in the repository of a folder', async () => {
    const remote = aRemote();
    remote.git('config', 'user.name', 'Mira');
    remote.git('config', 'user.email', 'mira@shop.example');
    const notes = createLocalNotes(remote.url);
    await notes.write(ref, remote.head(), 'fix: a\n\n# kept');
    const local = createLocalRepository(remote.url);
    expect((await local.notes(ref)).get(remote.head())?.trim()).toBe('fix: a\n\n# kept');
    await notes.write(ref, remote.head(), null);
    await notes.write(ref, remote.head(), null);
    expect((await local.notes(ref)).size).toBe(0);
  });
});
