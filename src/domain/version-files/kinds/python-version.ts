import { defineKind, type Found } from '../define-kind.ts';
import { hashLanguage, type SourceToken, sourceTokens } from '../scan/source-tokens.ts';
import { pep440Spelling } from '../spelling/pep440-spelling.ts';

/** A Python file that sets `__version__` to a string at the top level, as PEP 440 spells it. */
export const pythonVersion = defineKind({
  name: '__version__',
  changes: 'the string `__version__` is set to at the start of a line (*.py), spelled by PEP 440',
  keeps: 'every other string; a version that is computed',
  matches: (path) => path.endsWith('.py'),
  isLikely: (path) =>
    /(?:^|\/)(?:__version__|_version|version|__about__|about)\.py$|^(?:src\/)?[^/]+\/__init__\.py$/.test(path),
  find: findDunderVersion,
});

function findDunderVersion(text: string): Found {
  const tokens = sourceTokens(text, hashLanguage);
  const set = tokens.flatMap((token, index) =>
    token.text === '__version__' && token.kind === 'word' && isLineStart(text, token)
      ? [valueAfter(tokens, index + 1)]
      : [],
  );
  const [only] = set;
  if (only === undefined) return { kind: 'absent', why: 'it sets no __version__' };
  if (set.length > 1) return { kind: 'invalid', why: 'it sets __version__ twice' };
  if (only === null) return { kind: 'absent', why: 'its __version__ is not one plain string, but computed' };
  return /[\s\\]/.test(only.text) || only.text === ''
    ? { kind: 'invalid', why: 'its __version__ is not one word' }
    : { kind: 'found', places: [{ span: only, spelling: pep440Spelling }] };
}

function isLineStart(text: string, { start }: SourceToken): boolean {
  return start === 0 || /[\r\n\ufeff]/.test(text[start - 1] ?? '');
}

/** The string behind `=`, with a type such as `: Final[str]` before it; it must be all that stands there. */
function valueAfter(tokens: readonly SourceToken[], from: number): SourceToken | null {
  let at = from;
  if (tokens[at]?.text === ':') while (/^(?:[:[\].]|\w+)$/.test(tokens[at]?.text ?? '')) at += 1;
  const [equals, value, end] = tokens.slice(at, at + 3);
  const isEnd = end === undefined || end.kind === 'line' || end.text === ';';
  return equals?.text === '=' && value?.kind === 'string' && isEnd ? value : null;
}
