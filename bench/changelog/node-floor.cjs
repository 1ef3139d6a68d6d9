'use strict';
// The least a Node program can do: run git log, group the titles by a regular expression, print them. Nothing it prints is exact: no
// reverts, no footers, no escaping, no links. It is CommonJS, which starts faster.
const { spawnSync } = require('node:child_process');

const { stdout } = spawnSync('git', ['log', '--format=%H %s', ...process.argv.slice(2)], { maxBuffer: 2 ** 30 });
/** @type {Map<string, string[]>} */
const groups = new Map();
for (const line of stdout.toString().split('\n')) {
  const match = /^([0-9a-f]+) (\w+)(?:\(([^)]*)\))?(!)?: (.*)$/.exec(line);
  if (match === null) continue;
  const [, sha = '', type = '', scope, , subject] = match;
  const group = groups.get(type) ?? [];
  group.push(`- ${scope === undefined ? '' : `${scope}: `}${subject} (${sha.slice(0, 7)})`);
  groups.set(type, group);
}
process.stdout.write([...groups].map(([type, lines]) => `### ${type}\n\n${lines.join('\n')}\n`).join('\n'));
