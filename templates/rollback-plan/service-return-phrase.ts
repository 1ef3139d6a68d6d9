import { formatDuration } from '#domain/duration.ts';
import type { Measured, ServiceReturn } from '#domain/rollback-plan/service-return.ts';
import { versionName } from '../release/subject.ts';
import type { Phrase } from '../text/phrase.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';

/** How one service comes back, whether it is away meanwhile, and how long that took the last times. */
export function serviceReturnPhrase(one: ServiceReturn): Phrase {
  const away = one.isAway ? say` It is away while ${one.to === null ? 'nothing replaces it' : 'it restarts'}.` : [];
  const took = one.how.kind === 'none' ? [] : say` ${tookPhrase(one.took)}`;
  return say`${strong(one.service)}: ${wayPhrase(one)}.${away}${took}`;
}

function wayPhrase({ how, from, to }: ServiceReturn): Phrase {
  const [newer, older] = [versionName(from), versionName(to)];
  switch (how.kind) {
    case 'none':
      return say`nothing of it has been moved, so there is nothing to do`;
    case 'switch':
      return say`all of the traffic goes back to the side that still runs ${older}, at once`;
    case 'deploy':
      return to === null ? say`it is removed again` : say`${older} is deployed in place of ${newer}`;
    case 'shift':
      if (how.from.kind === 'idle')
        return say`the idle side with ${newer} is taken away; customers are still on ${older}`;
      return how.from.kind === 'share'
        ? say`the ${how.from.percent} % of the traffic that ${newer} has go back to ${older}`
        : say`the ${how.from.percent} % of the instances on ${newer} go back to ${older}`;
  }
}

/** "Took 12 s (median of 3)", "Took 12 s the last time", "Never measured". */
export function tookPhrase(took: Measured | null): Phrase {
  if (took === null) return say`Never measured.`;
  const time = formatDuration(took.median);
  return took.of === 1
    ? say`Took ${time} the one time it was measured.`
    : say`Took ${time}, the median of ${plural(took.of, 'time')}.`;
}
