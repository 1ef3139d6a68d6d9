import { describe, expect, it } from 'vitest';
import { type Stage, stagePlace } from '#domain/plan/stage.ts';
import { settingsPhrase } from '#templates/release/settings-phrase.ts';
import { stageWords } from '#templates/release/stage-words.ts';
import { serviceReturnPhrase } from '#templates/rollback-plan/service-return-phrase.ts';
import { sentence } from '#templates/text/sentence.ts';

const share: Stage = { kind: 'instances', percent: 25 };
const number: Stage = { kind: 'instances', percent: 29, count: 2, of: 7 };

describe('a batch of instances', () => {
  it.each([
    [share, 'is on 25 % of the instances', 'on 25 % of the instances'],
    [number, 'is on 2 of 7 instances', 'on 2 of 7 instances'],
  ])('is told as it was planned: %j', (stage, words, place) => {
    expect(stageWords(stage)).toBe(words);
    expect(stagePlace(stage)).toBe(place);
  });

  it.each([
    [share, 'api: the 25 % of the instances on 1.5.0 go back to 1.4.2.'],
    [number, 'api: the 2 of 7 instances on 1.5.0 go back to 1.4.2.'],
  ] as const)('goes back as it was planned: %j', (from, words) => {
    const how = { kind: 'shift', from } as const;
    const one = { service: 'api', from: '1.5.0', to: '1.4.2', how, took: null };
    expect(sentence([serviceReturnPhrase(one as Parameters<typeof serviceReturnPhrase>[0])])).toBe(words);
  });

  it.each([
    [1, 'batches of 1 instance'],
    [2, 'batches of 2 instances'],
  ])('has a size that somebody may ask for: %d', (batchSize, words) => {
    expect(sentence([settingsPhrase({ batchSize })])).toBe(words);
  });
});
