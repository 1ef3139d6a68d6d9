import type { Json } from '#domain/ids.ts';
import { stageOf } from '#domain/plan/stage.ts';
import { isReturn } from '#domain/rehearsal/is-return.ts';
import type { ReleaseEventOf } from '#domain/release/event.ts';
import { stepOf } from '#domain/release/step-of.ts';
import { artifactSeen } from '#domain/release/verified-artifact.ts';
import { plain } from '../../text/plain.ts';
import { say } from '../../text/say.ts';
import type { EventLine, Moment } from '../moment.ts';
import { stageWords } from '../stage-words.ts';

/** A service verified in the last environment of the plan, on its way there or back. Elsewhere the detail tells. */
export function verifiedLine({ before, after }: Moment, body: ReleaseEventOf<'step.succeeded'>): EventLine | null {
  const step = stepOf(after, body.step);
  const isTold = before.steps.get(body.step) !== after.steps.get(body.step);
  if (step?.kind !== 'verify-service' || step.environment !== after.plan.environments.at(-1) || !isTold) return null;
  const { service, environment } = step;
  const version = step.params.version ?? null;
  if (version === null) return { phrase: say`${service ?? ''} was removed from ${environment ?? ''}.` };
  const runs = `${step.undoes === null && !isReturn(step) ? 'runs' : 'is back on'} ${plain(String(version), 40)}`;
  const stage = stageOf(step.params);
  const isPart = 'percent' in stage || stage.kind === 'idle';
  if (isPart)
    return {
      phrase: say`${service ?? ''} ${plain(String(version), 40)} ${stageWords(stage)} in ${environment ?? ''}: verified.`,
    };
  if (stage.kind === 'retire') return null;
  return { phrase: say`${service ?? ''} ${runs} in ${environment ?? ''}: verified.${sameArtifact(body.result)}` };
}

/** That it is the very artifact of the environment before; nothing where that was not compared. */
function sameArtifact(result: Json): string {
  const seen = artifactSeen(result);
  return seen === null ? '' : ` Same artifact as in ${plain(seen.sameAs, 40)}, ${shortDigest(seen.artifact)}.`;
}

/** `sha256:1f3a9c02e4b7`: as much of a digest as people compare. */
function shortDigest(digest: string): string {
  const [, name = '', digits = ''] = /^([a-z0-9]+:)?(.*)$/.exec(digest) ?? [];
  return `${plain(name, 20)}${plain(digits.slice(0, 12), 12)}`;
}
