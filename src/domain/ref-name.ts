/** The rule of `git check-ref-format`, or of the tools around git, that a name breaks. */
export type RefNameFault =
  | 'empty'
  | 'too_long'
  | 'reserved'
  | 'leading_dash'
  | 'trailing_dot'
  | 'character'
  | 'two_dots'
  | 'at_brace'
  | 'empty_part'
  | 'leading_dot'
  | 'lock_suffix';

/**
 * Says which rule a name breaks that is to stand behind refs/heads/ or refs/tags/, null when git would take it. Stricter than git in what
 * misleads people or shells: no invisible character, no leading dash, no `HEAD`, at most 200 characters.
 */
export function refNameFault(name: string): RefNameFault | null {
  if (name === '') return 'empty';
  if (name.length > 200) return 'too_long';
  if (name === '@' || name === 'HEAD') return 'reserved';
  if (name.startsWith('-')) return 'leading_dash';
  if (name.endsWith('.')) return 'trailing_dot';
  if (/[\p{Cc}\p{Cf}\p{Cs}\s~^:?*[\\]/u.test(name)) return 'character';
  if (name.includes('..')) return 'two_dots';
  if (name.includes('@{')) return 'at_brace';
  const parts = name.split('/');
  if (parts.includes('')) return 'empty_part';
  if (parts.some((part) => part.startsWith('.'))) return 'leading_dot';
  return parts.some((part) => part.endsWith('.lock')) ? 'lock_suffix' : null;
}
