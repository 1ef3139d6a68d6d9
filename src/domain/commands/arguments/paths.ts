import { type Argument, defineArgument, flagOf } from '../argument.ts';
import { read, refuse } from '../command-refusal.ts';

const longest = 400;

/** Whether a text is a path inside a repository: relative, without steps upwards, without control characters, and never an option. */
export function isRepositoryPath(text: string): boolean {
  if (text === '' || text.length > longest || /[\p{Cc}\\]/u.test(text) || /^[-/~]|^[A-Za-z]:/.test(text)) return false;
  return text.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && part.toLowerCase() !== '.git');
}

/** One file of the repository. */
export function pathArgument<const Name extends string>(
  name: Name,
  { shown, meaning }: { readonly shown: string; readonly meaning: string },
): Argument<Name, string> {
  return defineArgument({
    name,
    shown,
    meaning,
    read: (text) =>
      isRepositoryPath(text) ? read(text) : refuse({ code: 'path_malformed', value: text, place: flagOf(name) }),
  });
}

/** Files of the repository, separated by commas. */
export const filesArgument: Argument<'files', string[]> = defineArgument({
  name: 'files',
  shown: '"package.json,Chart.yaml"',
  meaning: 'Version files, separated by commas; the configured ones, else those found, when left out.',
  isList: true,
  read: (text) => {
    const paths = [...new Set(text.split(/[,;]/).map((part) => part.trim()))].filter((part) => part !== '');
    const wrong = paths.find((path) => !isRepositoryPath(path));
    if (wrong !== undefined) return refuse({ code: 'path_malformed', value: wrong, place: '--files' });
    return paths.length > 0 ? read(paths) : refuse({ code: 'value_missing', place: '--files' });
  },
});
