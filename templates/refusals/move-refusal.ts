import type { MoveRequest } from '#domain/moves/move.ts';
import type { MoveRefusal } from '#domain/moves/move-outcome.ts';
import type { Permission } from '#domain/moves/who-may.ts';
import type { Release } from '#domain/release/release.ts';
import { moveWords } from '../moves/move-words.ts';
import { settledPhrase } from '../moves/settled-phrase.ts';
import type { faultWords } from '../release/approval-part.ts';
import { driftHeading } from '../release/drift-part.ts';
import { endedSentence } from '../release/ending-phrase.ts';
import { subjectFirst, theSubject } from '../release/subject.ts';
import { listed } from '../text/listed.ts';
import { mention } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';

/** Why a press was refused: which rule, and who or what could do it. */
export function moveRefusal(release: Release, request: MoveRequest, refusal: MoveRefusal): Phrase {
  const what = moveWords(release, request);
  switch (refusal.code) {
    case 'release_ended':
      return say`${endedSentence(release)} Nothing more can be done with it.`;
    case 'not_legal_now':
      return say`${settledPhrase(release, request)} The card shows what can be done now.`;
    case 'not_permitted':
      return say`You may not ${what}: only ${whoCan(release, refusal.permission)} may.`;
    case 'own_release':
      return say`You asked for ${theSubject(release)}, so somebody else has to approve it. The card names who can.`;
    case 'own_commits':
      return say`You wrote a commit in ${theSubject(release)}, so somebody else has to approve it. The card names who can.`;
    case 'plan_changed':
      return refusal.drift === null
        ? say`The plan of ${theSubject(release)} has changed since you saw it. Look at the card again, then decide.`
        : say`${driftHeading(release, refusal.drift)} of ${theSubject(release)}, so what you saw is not what would run. Decide on the card what becomes of that first.`;
    case 'no_way_back':
      return say`${subjectFirst(release)} cannot be taken back: a destructive migration has run in ${listed(refusal.environments)}, and what ran before cannot run against that database. Try the step again, accept it as done, or release a fix on top.`;
    case 'reason_missing':
      return say`A reason is needed to ${what}. Press the button again and give one.`;
    case 'fault':
      return say`Your approval of ${theSubject(release)} would not count: ${yourFault[refusal.fault]}.`;
  }
}

const yourFault: Readonly<Record<keyof typeof faultWords, string>> = {
  requester: 'you asked for the release',
  author: 'you wrote a commit in it',
  role: 'you hold none of the roles it needs',
  address_unknown:
    'authors may not approve it, and Slack gives no mail address by which to tell that you wrote none of its commits; `fairlead doctor` says what is missing',
  expired: 'it has expired',
  other_digest: 'the plan has changed since',
};

function whoCan(release: Release, permission: Permission): Phrase {
  const requester = permission.requester ? [say`${mention(release.requestedBy)} (who asked for it)`] : [];
  const who = [...permission.roles.slice(0, 8), ...requester];
  return who.length === 0 ? say`nobody` : listed(who, 9, 'or');
}
