import { describe, expect, it } from 'vitest';
import { problemsIn, sampleWith } from './sample.ts';

const withInstances = (text: string): string => sampleWith('needs: [database]', `needs: [database]\n        ${text}`);
const withRolling = (text: string): string =>
  sampleWith('strategy: sequential', `strategy: sequential\n        rolling: ${text}`);

describe('the number of instances of a service', () => {
  it.each(['instances: 6', 'instances: { staging: 2, production: 6 }', 'instances: { production: 6 }'])(
    'is taken: %s',
    (text) => {
      expect(problemsIn(withInstances(text))).toEqual([]);
    },
  );

  it('is refused for an environment that does not exist', () => {
    const [problem] = problemsIn(withInstances('instances: { prod: 6 }'));
    expect(problem).toContain('instances.prod: unknown environment "prod"; did you mean "production"?');
  });

  it.each(['instances: 0', 'instances: some', 'instances: { production: 0 }'])('is refused: %s', (text) => {
    expect(problemsIn(withInstances(text))).toHaveLength(1);
  });
});

describe('the batches of a rolling update', () => {
  it.each(['{ batches: [10, 50] }', '{ batchSize: 2 }'])('are taken: %s', (text) => {
    expect(problemsIn(withRolling(text))).toEqual([]);
  });

  it('are shares or a size, and not both', () => {
    const [problem] = problemsIn(withRolling('{ batches: [10, 50], batchSize: 2 }'));
    expect(problem).toContain('expected batches (shares in percent) or batchSize (a number of instances), not both');
  });

  it('have a size of one instance at least', () => {
    expect(problemsIn(withRolling('{ batchSize: 0 }'))).toHaveLength(1);
  });
});
