import { expect, it } from 'vitest';
import { taggedVersion } from '#domain/commands/arguments/version.ts';
import type { CommandContext, KnownProject } from '#domain/commands/command-context.ts';

const project: KnownProject = {
  name: 'shop',
  channel: 'C0RELEASES',
  services: ['api'],
  environments: [],
  tags: ['release-{version}', 'api@{version}'],
};
const context: CommandContext = {
  projects: [project],
  defaultProject: null,
  strategies: [],
  channel: null,
  canOpenForms: false,
};
const read = (text: string) => taggedVersion.read(text, { context, project });

it.each(['1.5.0', 'v1.5.0', 'V1.5.0', 'release-1.5.0', 'api@1.5.0'])('takes %s for 1.5.0', (text) => {
  expect(read(text)).toEqual({ kind: 'read', value: '1.5.0' });
});

it.each(['release-1.5', 'v1.5', 'release-v1.5.0', 'v1.5.0^{}', '--all'])('does not take %j for a version', (text) => {
  expect(read(text)).toMatchObject({ kind: 'refused', refusal: { code: 'version_malformed' } });
});

it('knows a tag without its flag by the shape', () => {
  expect(taggedVersion.claims('release-1.5.0', context)).toBe(true);
  expect(taggedVersion.claims('release', context)).toBe(false);
});
