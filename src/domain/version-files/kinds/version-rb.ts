import { defineKind, type Found } from '../define-kind.ts';
import { baseName } from '../paths.ts';
import { rubyLanguage, sourceTokens } from '../scan/source-tokens.ts';
import { rubySpelling } from '../spelling/ruby-spelling.ts';

/** Ruby's version.rb: the string the constant `VERSION` is set to, as RubyGems spells it. */
export const versionRb = defineKind({
  name: 'version.rb',
  changes: 'the string the constant `VERSION` is set to, spelled for RubyGems; the gem’s own entry in Gemfile.lock',
  keeps: 'other constants; a version put together of numbers',
  matches: (path) => baseName(path) === 'version.rb',
  find: findVersionConstant,
});

function findVersionConstant(text: string): Found {
  const tokens = sourceTokens(text, rubyLanguage);
  const set = tokens.flatMap((token, at) => {
    const isSet = token.kind === 'word' && token.text === 'VERSION' && tokens[at + 1]?.text === '=';
    return isSet && tokens[at + 2]?.kind === 'string' ? [tokens[at + 2]] : [];
  });
  const [value] = set;
  if (set.length > 1) return { kind: 'invalid', why: 'it sets VERSION twice' };
  if (value === undefined) return { kind: 'absent', why: 'it sets no VERSION to a string' };
  return /^[^\s\\#]+$/.test(value.text)
    ? { kind: 'found', places: [{ span: value, spelling: rubySpelling }] }
    : { kind: 'invalid', why: 'its VERSION is not one plain word' };
}
