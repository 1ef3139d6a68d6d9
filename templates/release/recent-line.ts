import type { Intent } from '#domain/plan/intent.ts';
import type { ListedRelease } from '#domain/project-log/project-record.ts';
import { dateToken } from '../text/date-token.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';

/** An ended release in one line: "1.5.0 was released at ...", "api 1.5.0 ..." where services have versions of their own. */
export function recentLine(listed: ListedRelease): Phrase {
  const version = plain(listed.version, 60);
  const { intent, unit } = listed;
  const what = whatOf(intent, version, unit);
  if (listed.closed === null) return say`${what}, open since ${dateToken(listed.openedAt)}`;
  return say`${what} ${wordOf(listed.intent, listed.closed.ending)}, ${dateToken(listed.closed.at)}`;
}

type Ending = NonNullable<ListedRelease['closed']>['ending'];

function whatOf(intent: Intent, version: string, unit: string | undefined): string {
  const release = unit === undefined ? version : `${unit} ${version}`;
  switch (intent) {
    case 'release':
      return release;
    case 'rollback':
      return `The rollback ${unit === undefined ? '' : `of ${unit} `}to ${version}`;
    case 'rehearsal':
    case 'validation':
      return `The ${intent} of ${release}`;
  }
}

function wordOf(intent: Intent, ending: Ending): string {
  if (intent !== 'release' && ending === 'released') return 'was completed';
  return endings[ending];
}

const endings: Readonly<Record<Ending, string>> = {
  released: 'was released',
  rolled_back: 'was rolled back',
  rejected: 'was rejected',
  cancelled: 'was cancelled',
  abandoned: 'was never opened',
};
