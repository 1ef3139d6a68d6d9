import { expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { drawRelease } from '#templates/release/draw-release.ts';
import { aProject, aRelease, people, type Story } from '../support/a-release.ts';
import { checkMessage } from '../support/check-blocks.ts';
import { readBlocks } from '../support/read-blocks.ts';

const analysis = StepId.parse('production/analyse/api/20');
const of = { v: 1, step: analysis, attempt: 1 } as const;
const note = 'error-rate 0.4 %, baseline 0.3 %, limit error-rate > 5%: passes.';

function baking(canary: Record<string, unknown> = {}): Story {
  const project = aProject({
    environments: [
      { name: 'staging' },
      {
        name: 'production',
        strategy: 'canary',
        approvals: [{ roles: ['release-lead'], count: 1 }],
        canary: { steps: [20, 50], bake: '10m', roles: ['on-call'], ...canary },
      },
    ],
  });
  return aRelease({ project, services: ['api'], stagesOf: () => ['share'] })
    .run()
    .approve(people.priya)
    .run(analysis)
    .add({ ...of, type: 'step.started', worker: 'worker-1' })
    .add({ ...of, type: 'step.pending', handle: null, lookAgainAt: 0, note });
}

function cardOf(story: Story, eligible: Record<string, readonly string[]> = {}): string {
  const card = drawRelease(story.picture(eligible)).find(({ slot }) => slot === 'card');
  expect(card && checkMessage({ text: card.text, blocks: card.blocks })).toEqual([]);
  return readBlocks(card?.blocks ?? []);
}

it('says share, stage, until when it is looked at and what the analysis says, beside the moves that are legal', () => {
  const card = cardOf(baking());
  expect(card).toContain('api 1.5.0 has 20 % of the traffic in production, stage 1 of 3, looked at until');
  expect(card).toContain('(10 min left of 10 min).');
  expect(card).toContain(note);
  for (const label of ['Promote now: api at 20 %', 'Bake longer: api at 20 %', 'Hold 1.5.0', 'Roll back to 1.4.2'])
    expect(card).toContain(label);
});

it('calls no service verified that has a part of the traffic only', () => {
  const card = cardOf(baking());
  expect(card).toContain('| api | 1.5.0, verified | 1.5.0, at 20 % of the traffic |');
});

it('adds what people had it looked at for longer', () => {
  const longer = { ...of, type: 'step.extended', millis: 600_000, by: people.jonas, reason: null } as const;
  const story = baking().add(longer);
  expect(cardOf(story)).toContain('(20 min left of 10 min and 10 min more).');
  const lines = drawRelease(story.picture()).map(({ text }) => text);
  expect(lines.join('\n')).toContain(
    'had this go on for 10 min more: Analyse api in production at 20 % of the traffic.',
  );
});

it('names who promoted it, and goes on to the next share', () => {
  const story = baking().add({ ...of, type: 'step.promoted', by: people.jonas, reason: 'Looks good.' });
  const drawings = drawRelease(story.picture());
  expect(drawings.map(({ text }) => text).join('\n')).toContain(
    'let this pass before its time was up: Analyse api in production at 20 % of the traffic.',
  );
  expect(readBlocks(drawings.find(({ slot }) => slot === 'detail')?.blocks ?? [])).toMatch(/Analyse api .* passed by /);
  expect(cardOf(story.run('production/verify/api/50'))).toContain(
    'api 1.5.0 has 50 % of the traffic in production, stage 2 of 3',
  );
});

it('says whom a promotion waits for, with what the analysis found', () => {
  const story = baking({ promotion: 'button' })
    .add({ ...of, type: 'step.succeeded', result: { score: 100, words: note } })
    .run();
  const card = cardOf(story, { 'production/promote/api/20': ['U0JONAS'] });
  expect(card).toContain(
    'api 1.5.0 has 20 % of the traffic in production, stage 1 of 3, and waits for on-call to let it go on.',
  );
  expect(card).toContain(note);
  expect(card).toContain('Promotion of api in production at 20 % of the traffic');
  expect(card).toContain('Promote api at 20 %');
});

it('asks whether to go on where there is not enough data', () => {
  const card = cardOf(baking().add({ ...of, type: 'step.unknown', why: 'There is not enough data. 3 requests.' }));
  expect(card).toContain('Go on? Analyse api in production at 20 % of the traffic');
  expect(card).toContain('Go on: api at 20 %');
  expect(card).toContain('Look again: api at 20 %');
  expect(card).not.toContain('It happened');
});

it('says nothing of stages once a rollback runs', () => {
  const card = cardOf(baking().add({ v: 1, type: 'rollback.started', by: people.jonas, reason: 'No.' }));
  expect(card).not.toContain('looked at until');
  expect(card).not.toContain('Promote now');
});
