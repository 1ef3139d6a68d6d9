#!/usr/bin/env node
'use strict';
// What `fairlead` on the command line is. It is CommonJS and does next to nothing, since setting up Node's loader of modules takes as long
// as the log of a hundred commits; what every other command is made of is bin/fairlead.ts.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const bundled = join(__dirname, 'changelog', 'lean.cjs');
const [command, ...words] = process.argv.slice(2);
const isChangelog = command === 'changelog' || command === 'changelog-generate';

if (isChangelog && existsSync(bundled)) {
  /** @type {typeof import('./changelog/run-changelog.ts')} */
  const { runChangelog } = require(bundled);
  const say = {
    result: (/** @type {string} */ text) => void process.stdout.write(`${text}\n`),
    note: (/** @type {string} */ text) => void process.stderr.write(`${text}\n`),
  };
  runChangelog(words, say).then(
    (code) => {
      process.exitCode = code;
    },
    (error) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exitCode = 1;
    },
  );
} else {
  import('./fairlead.js');
}
