import { defineKind } from '../define-kind.ts';
import { baseName } from '../paths.ts';
import { findJsonVersion } from './json-version.ts';

/** Deno's deno.json or deno.jsonc, comments and trailing commas allowed: the string at `version`. */
export const denoJson = defineKind({
  name: 'deno.json',
  changes: '`version` (deno.json and deno.jsonc)',
  keeps: '`imports`, `deno.lock`',
  matches: (path) => /^deno\.jsonc?$/.test(baseName(path)),
  find: (text) => findJsonVersion(text, { comments: true }),
});
