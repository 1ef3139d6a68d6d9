import { expect, it } from 'vitest';
import { problemsIn, sampleWith } from './sample.ts';

it('refuses to rehearse in an environment that does not exist', () => {
  const [problem] = problemsIn(
    sampleWith('    environments:', '    rehearsal: { environments: [stagin] }\n    environments:'),
  );
  expect(problem).toContain('rehearsal.environments[0]: unknown environment "stagin"; did you mean "staging"?');
});

it('refuses to demand a rehearsal where no version can be rehearsed', () => {
  const text = sampleWith('    environments:', '    rehearsal: { environments: [] }\n    environments:').replace(
    'approvals:',
    'rehearsal: { within: 7d }\n        approvals:',
  );
  const [problem] = problemsIn(text);
  expect(problem).toMatch(/environments\[\d\]\.rehearsal: no version can be rehearsed: /);
});
