import type { RunningService } from '#domain/overview.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';

/** What runs where, a line for each environment; services on the same version are named together. */
export function runningLines(running: readonly RunningService[]): readonly Phrase[] {
  const environments = [...new Set(running.map((one) => one.environment))];
  return environments.map((environment) => {
    const here = running.filter((one) => one.environment === environment);
    const versions = [...new Set(here.map((one) => one.version))];
    const groups = versions.map((version) => {
      const names = here.filter((one) => one.version === version).map((one) => plain(one.service, 63));
      const who = versions.length === 1 && names.length > 1 ? say`all ${names.length} services` : listed(names, 6);
      return version === null ? say`nothing known of ${who}` : say`${plain(version, 40)} (${who})`;
    });
    return say`${strong(environment)}: ${listed(groups, 6)}`;
  });
}
