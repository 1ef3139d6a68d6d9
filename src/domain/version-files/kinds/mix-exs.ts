import { defineKind, type Found } from '../define-kind.ts';
import { baseName } from '../paths.ts';
import { hashLanguage, type SourceToken, sourceTokens } from '../scan/source-tokens.ts';

/** Elixir's mix.exs: the attribute `@version`, else `version:` in `project`. */
export const mixExs = defineKind({
  name: 'mix.exs',
  changes: 'the string of `@version`, else of `version:` in `def project`',
  keeps: '`deps`; a version that is read from elsewhere',
  matches: (path) => baseName(path) === 'mix.exs',
  find: findMixVersion,
});

function findMixVersion(text: string): Found {
  const tokens = sourceTokens(text, hashLanguage);
  const attributes = stringsAfter(tokens, (at) => tokens[at]?.text === '@' && tokens[at + 1]?.text === 'version', 2);
  const keys = projectOf(tokens);
  const inProject = stringsAfter(keys, (at) => keys[at]?.text === 'version' && keys[at + 1]?.text === ':', 2);
  const found = attributes.length > 0 ? attributes : inProject;
  const [only] = found;
  if (found.length > 1) return { kind: 'invalid', why: 'it sets its version twice' };
  if (only === undefined) return { kind: 'absent', why: 'its project has no version, or reads it from elsewhere' };
  return /^[^\s\\#]+$/.test(only.text)
    ? { kind: 'found', places: [{ span: only }] }
    : { kind: 'invalid', why: 'its version is not one plain word' };
}

function stringsAfter(
  tokens: readonly SourceToken[],
  isStart: (at: number) => boolean,
  width: number,
): readonly SourceToken[] {
  return tokens.flatMap((_, at) => {
    const value = isStart(at) ? tokens[at + width] : undefined;
    return value?.kind === 'string' ? [value] : [];
  });
}

/** The tokens of `def project`, up to the next function. */
function projectOf(tokens: readonly SourceToken[]): readonly SourceToken[] {
  const isDefinition = ({ kind, text }: SourceToken) => kind === 'word' && /^defp?$/.test(text);
  const start = tokens.findIndex((token, at) => isDefinition(token) && tokens[at + 1]?.text === 'project');
  if (start === -1) return [];
  const next = tokens.findIndex((token, at) => at > start && isDefinition(token));
  return tokens.slice(start, next === -1 ? tokens.length : next);
}
