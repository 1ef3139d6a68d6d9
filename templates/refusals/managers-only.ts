import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';

/** That only the managers of a project may do something, and who they are. */
export function managersOnly(what: string, roles: readonly string[]): Phrase {
  return roles.length === 0
    ? say`Nobody may ${what}, since the project names no managers. Add roles to ${code('managers')} in fairlead.yml.`
    : say`Only ${listed(roles, 6, 'or')} may ${what}. Ask somebody who is one of them.`;
}
