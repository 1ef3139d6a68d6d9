import type { RefNameFault } from '#domain/ref-name.ts';

/** The rule of `git check-ref-format` that a name breaks, to stand behind a colon. */
export const refNameRules: Readonly<Record<RefNameFault, string>> = {
  empty: 'it is empty',
  too_long: 'it has more than 200 characters',
  reserved: 'git means something else by it',
  leading_dash: 'it starts with a dash, so programs would take it for an option',
  trailing_dot: 'it ends with a dot',
  character: 'spaces, invisible characters and any of ~ ^ : ? * [ \\ may not stand in it',
  two_dots: 'two dots in a row mean a range',
  at_brace: '@{ may not stand in it',
  empty_part: 'a slash stands at its end or beside another',
  leading_dot: 'a part of it starts with a dot',
  lock_suffix: 'a part of it ends with .lock, which git keeps for itself',
};
