import type { Edit } from '../edits.ts';
import { followRange, type Move } from './follow-range.ts';

/**
 * The ranges in a yarn.lock of yarn 2 and later: the descriptors and the dependencies of entries that are packages of the workspace. Yarn 1
 * does not write those down.
 */
export function followYarnLock(text: string, moves: readonly Move[]): readonly Edit[] {
  const edits: Edit[] = [];
  let isWorkspace = false;
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const [line] = match;
    if (/^\S/.test(line)) isWorkspace = line.includes('@workspace:');
    if (!isWorkspace) continue;
    const after = /^\S/.test(line) ? movedHeader(line, moves) : movedDependency(line, moves);
    if (after !== line) edits.push({ span: { start: match.index, end: match.index + line.length }, text: after });
  }
  return edits;
}

/** `"api@npm:^1.4.0, api@workspace:packages/api":` names every range the package is asked for with, each once. */
function movedHeader(line: string, moves: readonly Move[]): string {
  const match = /^"([^"]*)":$/.exec(line);
  const move = moves.find(({ name }) => match?.[1]?.startsWith(`${name}@`));
  if (match === null || move === undefined) return line;
  const ranges = (match[1] ?? '').split(', ').map((descriptor) => {
    const rest = descriptor.slice(move.name.length + 1);
    return `${move.name}@${movedRange(rest, move)}`;
  });
  return `"${[...new Set(ranges)].join(', ')}":`;
}

function movedDependency(line: string, moves: readonly Move[]): string {
  const match = /^( {4}"?)(@?[^"\s:@]+)("?: "?)([^"\s]+)("?)$/.exec(line);
  const move = moves.find(({ name }) => name === match?.[2]);
  if (match === null || move === undefined) return line;
  return `${match[1]}${move.name}${match[3]}${movedRange(match[4] ?? '', move)}${match[5]}`;
}

function movedRange(written: string, move: Move): string {
  const prefix = written.startsWith('npm:') ? 'npm:' : '';
  const answer = followRange(written.slice(prefix.length), move);
  return answer.kind === 'moves' ? prefix + answer.range : written;
}
