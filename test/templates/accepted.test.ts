import { expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { decide } from '#domain/release/decide.ts';
import { drawRelease } from '#templates/release/draw-release.ts';
import { people } from '#test/support/a-release.ts';
import { stories } from './stories.ts';

/** A service that was never well, and a person who went on all the same. */
function accepted() {
  return stories.stopped().add({
    v: 1,
    type: 'step.accepted',
    step: StepId.parse('production/verify/web'),
    attempt: 1,
    by: people.sam,
    reason: 'It answers by hand.',
  });
}

it('never calls a service verified whose failed verification was accepted', () => {
  const drawings = drawRelease(accepted().run().picture());
  expect(JSON.stringify(drawings.find(({ slot }) => slot === 'card')?.blocks)).toContain('accepted, not verified');
  expect(drawings.map(({ text }) => text).join('\n')).toMatch(/ verified and 1 accepted without in production/);
});

it('does not watch what was accepted: it would only fail of the same', () => {
  const story = accepted();
  const watched = decide(story.release(), 0).start.map(({ step }) => step);
  expect(watched).not.toContain('production/watch/web');
});
