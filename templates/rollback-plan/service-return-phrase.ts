import { formatDuration } from '#domain/duration.ts';
import { batchWords } from '#domain/plan/stage.ts';
import type { Measured, ServiceReturn } from '#domain/rollback-plan/service-return.ts';
import { versionName } from '../release/subject.ts';
import type { Phrase } from '../text/phrase.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';

/** How one service comes back, and how long that took the last times where it was measured. */
export function serviceReturnPhrase(one: ServiceReturn): Phrase {
  const took = one.took === null ? [] : say` ${tookPhrase(one.took)}`;
  return say`${strong(one.service)}: ${wayPhrase(one)}.${took}`;
}

function wayPhrase({ how, from, to }: ServiceReturn): Phrase {
  const [newer, older] = [versionName(from), versionName(to)];
  switch (how.kind) {
    case 'none':
      return say`has not been moved, so there is nothing to do`;
    case 'switch':
      return say`all of the traffic goes back to the side that still runs ${older}, at once`;
    case 'deploy':
      return to === null ? say`it is removed again` : say`${older} is deployed in place of ${newer}`;
    case 'shift':
      if (how.from.kind === 'idle')
        return say`the idle side with ${newer} is taken away; customers are still on ${older}`;
      return how.from.kind === 'share'
        ? say`the ${how.from.percent} % of the traffic that ${newer} has go back to ${older}`
        : say`the ${batchWords(how.from)} instances on ${newer} go back to ${older}`;
  }
}

function tookPhrase({ median, of }: Measured): Phrase {
  const time = formatDuration(median);
  return of === 1
    ? say`That took ${time} the one time it was measured.`
    : say`That took ${time}, the median of ${plural(of, 'time')}.`;
}
