import { versionLimit } from '#domain/version/grammar.ts';
import type { IdentifierFault } from '#domain/version/identifiers.ts';
import type { VersionFault } from '#domain/version/parse-version.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';

/** Says which rule of SemVer 2.0.0 a typed version breaks, and the nearest one that does not. */
export function versionFault(typed: string, fault: VersionFault, nearest: string | null): Phrase {
  const hint = nearest === null ? say` Write it like ${code('1.5.0')}.` : say` Did you mean ${code(nearest)}?`;
  if (fault === 'empty') return say`No version was given.${hint}`;
  const shown = code(plain(typed, 60) || 'This');
  return say`${shown} is not a SemVer 2.0.0 version: ${rules[fault]}.${hint}`;
}

/** The rule that identifiers of a pre-release or of build metadata break, where they stand alone. */
export function identifierRule(fault: VersionFault | null): string {
  return fault === null || !Object.hasOwn(identifierRules, fault)
    ? 'its identifiers are letters, digits and hyphens between dots'
    : identifierRules[fault as IdentifierFault];
}

const identifierRules: Readonly<Record<IdentifierFault, string>> = {
  pre_release_empty: 'one of its identifiers is empty',
  pre_release_zeros: 'one of its numbers has a leading zero',
  pre_release_underscore: 'it holds an underscore, where only letters, digits and hyphens may stand',
  pre_release_characters: 'it may hold letters, digits and hyphens only, with dots between them',
  build_empty: 'one of its identifiers is empty',
  build_underscore: 'it holds an underscore, where only letters, digits and hyphens may stand',
  build_characters: 'it may hold letters, digits and hyphens only, with dots between them',
};

const rules: Readonly<Record<Exclude<VersionFault, 'empty'>, string>> = {
  too_long: `it has more than ${versionLimit} characters`,
  punctuation: 'it has quotes, commas or long dashes where only dots, hyphens and a plus sign may stand',
  leading_v: 'it starts with the number, and the prefix belongs to the tag',
  missing_part: 'it needs three numbers',
  too_many_parts: 'it has three numbers, not more',
  leading_zero: 'its numbers have no leading zeros',
  pre_release_empty: 'an identifier of its pre-release is empty',
  pre_release_zeros: 'a number in its pre-release has a leading zero',
  pre_release_underscore: 'its pre-release holds an underscore, where only letters, digits and hyphens may stand',
  pre_release_characters: 'its pre-release may hold letters, digits and hyphens only, with dots between them',
  build_empty: 'an identifier of its build metadata is empty',
  build_underscore: 'its build metadata holds an underscore, where only letters, digits and hyphens may stand',
  build_characters: 'its build metadata may hold letters, digits and hyphens only, with dots between them',
  number_too_large: 'one of its numbers is too large',
  not_a_version: 'it is three numbers with dots between them',
};
