import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { AnalysisPolicy } from '#domain/project/monitor.ts';
import { decide } from '#domain/release/decide.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { tallyOf } from '#domain/release/tally.ts';
import { announcedBlocks, tallyPhrase } from '#templates/release/announced-blocks.ts';
import { eventLine } from '#templates/release/event-line.ts';
import { openLine } from '#templates/release/open-line.ts';
import { sentence } from '#templates/text/sentence.ts';
import { aProject, aRelease, people, type Story } from '../../support/a-release.ts';

const withAnalysis = (change: object) => {
  const project = aProject({
    monitors: { metrics: { kind: 'prometheus', url: 'http://prometheus.example' } },
    environments: [
      { name: 'staging' },
      { name: 'production', strategy: 'canary', canary: { steps: [20], bake: '10m' } },
    ],
  });
  const analysis = AnalysisPolicy.parse({
    monitor: 'metrics',
    limits: ['error-rate > 5%'],
    mode: 'announce',
    ...change,
  });
  const services = Object.entries(project.services).map(([name, service]) =>
    name === 'api' ? ([name, { ...service, analysis }] as const) : ([name, service] as const),
  );
  return { ...project, services: Object.fromEntries(services) };
};
const step = StepId.parse('production/analyse/api/20');
const of = { v: 1, step, attempt: 1 } as const;
const words = 'error-rate 8.0 %, limit error-rate > 5%: fails.';
const told: ReleaseEvent = { ...of, type: 'rule.announced', rule: 'analysis', words };

const baking = (change: object = {}): Story =>
  aRelease({ project: withAnalysis(change), stagesOf: () => ['share'] })
    .run(step)
    .add({ ...of, type: 'step.started', worker: 'worker-1' });

describe('what a rule in announce mode would have stopped', () => {
  it('decides nothing', () => {
    const story = baking();
    const before = decide(story.release(), story.picture().now);
    const after = story
      .add(told)
      .add({ ...of, type: 'rule.judged', agreed: true, by: people.jonas })
      .release();
    expect(decide(after, story.picture().now)).toEqual(before);
    expect(after.steps).toEqual(baking().release().steps);
  });

  it('counts once for each attempt, with the last answer of each person', () => {
    const release = baking()
      .add(told)
      .add(told)
      .add({ ...of, type: 'rule.judged', agreed: false, by: people.jonas })
      .add({ ...of, type: 'rule.judged', agreed: true, by: people.jonas })
      .add({ ...of, type: 'rule.judged', agreed: false, by: people.priya })
      .release();
    expect(tallyOf(release)).toContainEqual({ rule: 'analysis', of: 1, stopped: 1, agreed: 1, disagreed: 1 });
    expect(sentence([openLine(release, release.updatedAt)])).toContain('would have stopped 1 of 1');
    expect(sentence([tallyPhrase(release)])).toContain(
      'Only telling: the analysis would have stopped 1 of 1 (1 of 2 answers agreed)',
    );
  });

  it('is counted where it would have stopped nothing, too', () => {
    expect(tallyOf(baking().release())).toContainEqual({
      rule: 'analysis',
      of: 1,
      stopped: 0,
      agreed: 0,
      disagreed: 0,
    });
  });

  it('is counted for health, the rollback and the breaker, each where it only tells', () => {
    const rollback = {
      mode: 'announce',
      breaker: { failures: 1, mode: 'announce' },
      triggers: [{ when: 'health', mode: 'announce' }],
    };
    const verify = { v: 1, step: StepId.parse('production/verify/web'), attempt: 1 } as const;
    const story = aRelease({ project: aProject({ rollback }) })
      .run()
      .approve(people.priya)
      .run('production/deploy/web');
    const before = tallyOf(story.release()).map(({ rule, stopped }) => [rule, stopped]);
    expect(before).toEqual([
      ['health', 0],
      ['rollback', 0],
      ['breaker', 0],
    ]);
    const release = story
      .add({ ...verify, type: 'rule.announced', rule: 'health', words })
      .add({ ...verify, type: 'rule.announced', rule: 'rollback', words })
      .add({ ...verify, type: 'rule.judged', agreed: true, by: people.jonas })
      .release();
    expect(tallyOf(release)).toMatchObject([
      { rule: 'health', stopped: 1, agreed: 1 },
      { rule: 'rollback', of: 1, stopped: 1, agreed: 1 },
      { rule: 'breaker', of: 1, stopped: 0 },
    ]);
    expect(sentence([tallyPhrase(release)])).toContain(
      'the automatic rollback would have acted (1 of 1 answer agreed)',
    );
  });

  it('is not counted where the rule acts', () => {
    expect(tallyOf(baking({ mode: 'act' }).release())).toEqual([]);
    expect(announcedBlocks(baking({ mode: 'act' }).release())).toEqual([]);
  });

  it('is on the card with two buttons, and in the thread', () => {
    const story = baking();
    const before = story.release();
    const after = story.add(told).release();
    const card = JSON.stringify(announcedBlocks(after));
    expect(card).toContain('rule_agree');
    expect(card).toContain('rule_disagree');
    expect(card).toContain(words);
    const event = { seq: after.seq, at: after.updatedAt, body: told };
    const line = eventLine({ event, before, after, log: [event], eligible: new Map() });
    expect(sentence([line?.phrase ?? []])).toContain('Would have stopped:');
  });
});
