import { defineKind, type Found } from '../define-kind.ts';
import { rubyLanguage, sourceTokens } from '../scan/source-tokens.ts';
import { rubySpelling } from '../spelling/ruby-spelling.ts';

/** A gem's specification: the string `spec.version` is set to, as RubyGems spells it. */
export const gemspec = defineKind({
  name: '*.gemspec',
  changes:
    'the string `spec.version` is set to, spelled for RubyGems (`1.5.0-alpha.1` is written `1.5.0.alpha.1`); the gem’s own entry in Gemfile.lock',
  keeps: 'dependencies; a specification that names a constant, which stands in version.rb',
  matches: (path) => path.endsWith('.gemspec'),
  find: findSpecVersion,
});

function findSpecVersion(text: string): Found {
  const tokens = sourceTokens(text, rubyLanguage);
  const set = tokens.flatMap((token, at) => {
    const isSet = token.text === 'version' && tokens[at - 1]?.text === '.' && tokens[at + 1]?.text === '=';
    return isSet && tokens[at + 2]?.text !== '=' ? [tokens[at + 2]] : [];
  });
  if (set.length > 1) return { kind: 'invalid', why: 'it sets its version twice' };
  const [value] = set;
  if (value?.kind !== 'string') return { kind: 'absent', why: 'its version is a constant, which stands in version.rb' };
  return /^[^\s\\#]+$/.test(value.text)
    ? { kind: 'found', places: [{ span: value, spelling: rubySpelling }] }
    : { kind: 'invalid', why: 'its version is not one plain word' };
}
