import { defineKind } from '../define-kind.ts';
import { baseName } from '../paths.ts';
import { findJsonVersion } from './json-version.ts';

/** Composer's composer.json: the string at `version`, which most packages leave to the tag. */
export const composerJson = defineKind({
  name: 'composer.json',
  changes: '`version`',
  keeps:
    '`require`; the `content-hash` of composer.lock, which `composer update --lock` writes again; a package without a version, which takes the tag’s',
  matches: (path) => baseName(path) === 'composer.json',
  find: (text) => findJsonVersion(text),
});
