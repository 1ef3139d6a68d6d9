import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { FairleadFile } from '#config/fairlead-file.ts';
import { problemsIn, sampleWith, sampleYaml } from './sample.ts';

const identity = (more: string) =>
  sampleWith('{ user: U0MIRA, osUsers: [mira] }', `{ user: U0MIRA, osUsers: [mira], ${more} }`);

it('takes roles that are held without Slack, with the address of the commits', () => {
  const text = identity('roles: [tech-lead], email: mira@shop.example');
  expect(problemsIn(text)).toEqual([]);
  expect(FairleadFile.parse(parse(text)).cli.identities.mira).toMatchObject({ roles: ['tech-lead'] });
});

it('refuses roles without the address, since the rule on authors could not be kept', () => {
  expect(problemsIn(identity('roles: [tech-lead]')).join()).toContain(
    'cli.identities.mira.email: this key is missing (Address in the person’s commits, for the rule on authors; required beside roles)',
  );
});

it('refuses a role that there is not, with the nearest one', () => {
  expect(problemsIn(identity('roles: [tech-led], email: mira@shop.example')).join()).toContain(
    'unknown role "tech-led"; did you mean "tech-lead"',
  );
});

it('gives no role of itself', () => {
  expect(FairleadFile.parse(parse(sampleYaml)).cli.identities.mira).toMatchObject({ roles: [] });
});
