import { ReleaseId, StepId } from '../../ids.ts';
import { type Argument, defineArgument } from '../argument.ts';
import { read, refuse } from '../command-refusal.ts';

/** A release by its id. */
export const releaseArgument: Argument<'release', ReleaseId> = defineArgument({
  name: 'release',
  shown: 'rel-4k2m9x7q1z3b',
  meaning: 'The id of a release, where its version does not tell.',
  claims: (word) => /^rel-/i.test(word),
  read: (text) => {
    const parsed = ReleaseId.safeParse(text);
    return parsed.success ? read(parsed.data) : refuse({ code: 'release_malformed', value: text, place: '--release' });
  },
});

/** A step, which is whatever no other argument claims. */
export const stepArgument: Argument<'step', StepId> = defineArgument({
  name: 'step',
  shown: 'deploy/api',
  meaning: 'A step by its id or the last parts of it.',
  takesRest: true,
  read: (text) => {
    const parsed = StepId.safeParse(text);
    return parsed.success ? read(parsed.data) : refuse({ code: 'step_malformed', value: text, place: '--step' });
  },
});

/** The plan that was looked at, by the beginning of its digest. */
export const planArgument: Argument<'plan', string> = defineArgument({
  name: 'plan',
  shown: '3f9a2c1b',
  meaning: 'The first letters of the digest of the plan that was looked at.',
  read: (text) => {
    const digits = text.toLowerCase();
    return /^[0-9a-f]{8,64}$/.test(digits)
      ? read(digits)
      : refuse({ code: 'plan_malformed', value: text, place: '--plan' });
  },
});
