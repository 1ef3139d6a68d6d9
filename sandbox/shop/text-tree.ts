import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The text files of a folder by their paths, with slashes. */
export type TextTree = ReadonlyMap<string, string>;

/** Reads every file below a folder. */
export function readTextTree(folder: string, below = ''): TextTree {
  const tree = new Map<string, string>();
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) for (const [file, text] of readTextTree(folder, path)) tree.set(file, text);
    else tree.set(path, readFileSync(join(folder, path), 'utf8'));
  }
  return tree;
}

/** Writes a tree into a folder over what is there; files the tree does not name stay. */
export function writeTextTree(folder: string, tree: TextTree): void {
  for (const [path, text] of tree) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
