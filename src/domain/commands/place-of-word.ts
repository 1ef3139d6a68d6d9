import { nearestWord } from '../nearest-word.ts';
import type { ArgumentName } from './argument.ts';
import type { Form } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { type Read, read, refuse } from './command-refusal.ts';

/**
 * Which argument a word without a flag is, by what it looks like: a release id, a version, the name of a project, of services, of an
 * environment, else a step. So the order of words does not matter.
 */
export function placeOfWord(word: string, form: Form, context: CommandContext): Read<ArgumentName> {
  const takes = (name: ArgumentName): boolean => form.positional.includes(name);
  const names = namesIn(context);
  if (takes('release') && /^rel-/i.test(word)) return read('release');
  if (takes('project') && names.projects.includes(word)) return read('project');
  if (takes('services') && isList(word, names.services)) return read('services');
  if (takes('environment') && names.environments.includes(word)) return read('environment');
  const version = form.positional.find((name) => name === 'version' || name === 'to');
  if (version !== undefined && (form.versionWords.includes(word.toLowerCase()) || looksLikeVersion(word)))
    return read(version);
  if (takes('step')) return read('step');
  const known = knownWords(form, names);
  return refuse({
    code: 'unknown_word',
    value: word,
    nearest: nearestWord(word, known) ?? flagFor(word, form, names),
    known,
  });
}

/** Whether a word can only have been meant as a version, well written or not. */
export function looksLikeVersion(word: string): boolean {
  return /^[^\p{L}\p{N}]*(?:v|version)?[^\p{L}\p{N}]*\p{N}/iu.test(word.normalize('NFKC'));
}

type Names = {
  readonly projects: readonly string[];
  readonly services: readonly string[];
  readonly environments: readonly string[];
};

function namesIn({ projects }: CommandContext): Names {
  return {
    projects: projects.map((project) => project.name),
    services: [...new Set(projects.flatMap((project) => project.services))],
    environments: [...new Set(projects.flatMap((project) => project.environments))],
  };
}

function knownWords(form: Form, names: Names): readonly string[] {
  return form.positional
    .flatMap((name): readonly string[] => {
      if (name === 'project') return names.projects;
      if (name === 'services') return names.services;
      return name === 'environment' ? names.environments : [];
    })
    .concat(form.versionWords);
}

/** A service or an environment where only its flag may name one: the flag is what was meant. */
function flagFor(word: string, form: Form, names: Names): string | null {
  if (form.flags.includes('services') && isList(word, names.services)) return `--services ${word}`;
  const environment = form.flags.find((name) => name === 'environments' || name === 'environment');
  return environment !== undefined && isList(word, names.environments) ? `--${environment} ${word}` : null;
}

function isList(word: string, known: readonly string[]): boolean {
  const parts = word.split(',').filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => known.includes(part));
}
