import type { Release } from '#domain/release/release.ts';
import { bullets, type RichPart } from '../blocks/rich-text.ts';
import { fittingLines } from '../text/fitting.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';
import { serviceStanding, standingText } from './service-standing.ts';

/** What the table of services says, as a list: for a message that holds another table, since Slack may take only one in a message. */
export function servicesList(release: Release): readonly RichPart[] {
  const { services, environments } = release.plan;
  const lines = services.map((service) => {
    const places = environments.map(
      (environment) => `${environment}: ${standingText(serviceStanding(release, environment, service))}`,
    );
    return say`${strong(service)} in ${places.join('; in ')}`;
  });
  return bullets(fittingLines(lines, 2_000, (count) => say`+${plural(count, 'more service')}`));
}
