import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { needsPerson } from '#domain/release/question.ts';
import { nextPhrase } from '#templates/release/next-phrase.ts';
import { sentence } from '#templates/text/sentence.ts';
import { aRelease, people, type Story } from '../support/a-release.ts';

const step = StepId.parse('production/deploy/web');
const url = 'https://github.com/shop/shop/actions/runs/7';

/** Shop 1.5.0 while web is deployed to production, of which the deployer says this. */
function deploying(note: string | null): Story {
  const of = { v: 1, step, attempt: 1 } as const;
  const lookAgainAt = Date.UTC(2026, 10, 22);
  return aRelease()
    .run()
    .approve(people.sam)
    .run(step)
    .add({ ...of, type: 'step.started', worker: 'a/1' })
    .add({ ...of, type: 'step.pending', handle: 'd-1', lookAgainAt, note });
}

const next = (story: Story): string => {
  const { release, now } = story.picture();
  return sentence([nextPhrase(release, now)]).replace(/<!date[^>]*>/g, 'TIME');
};

describe('what is said of a deployment in progress', () => {
  it.each([
    ['nothing where the deployer says nothing', null, ''],
    ['its sentence', '2 of 3 tasks run.', ' 2 of 3 tasks run.'],
    ['a sentence that leads to the run', `Its run was started: ${url}`, ` <${url}|Its run was started>.`],
    ['text that is no markup', 'Ask <!channel> *now*', ' Ask &lt;!channel&gt; *now*.'],
  ])('is %s', (_what, note, words) => {
    expect(next(deploying(note))).toBe(
      `Now: Deploy web 1.5.0 to production, since TIME.${words} Next: verify web in production.`,
    );
  });

  it('stays while the release is taken back and the way back waits for its end', () => {
    const story = deploying(`It was asked to end. Run 7 is running: ${url}`);
    story.add({ v: 1, type: 'rollback.started', by: people.sam, reason: 'It is not well.' });
    expect(next(story)).toBe(
      `Now: Deploy web 1.5.0 to production, since TIME. <${url}|It was asked to end. Run 7 is running>. Next: return web to 1.4.2 in production.`,
    );
    const { release, now } = story.picture();
    expect(needsPerson(release, now)).toBe(false);
  });
});
