import { expect, it } from 'vitest';
import { mira } from '../a-workshop.ts';
import { aNewsroom, aNotesRequest } from './a-newsroom.ts';

it('tells of the commits of a service alone where it has a version of its own', async () => {
  const room = aNewsroom({ audiences: ['engineers'] });
  const { project } = room.settings;
  const [api, web] = [project.services.api, project.services.web];
  if (api === undefined || web === undefined) throw new Error('The shop has no such services.');
  room.settings.project = {
    ...project,
    versioning: { ...project.versioning, scheme: 'independent' },
    services: { api: { ...api, path: 'services/api' }, web: { ...web, path: 'services/web' } },
  };
  room.remote.git('tag', 'api@1.4.2', 'main');
  room.remote.commit('feat: page the export', { 'services/api/export.js': '1\n' });
  room.remote.commit('feat: show the export', { 'services/web/export.js': '1\n' });
  room.remote.git('tag', 'api@1.5.0', 'main');
  const outcome = await room.makeNotes({ request: aNotesRequest('engineers', 'api@1.5.0'), actor: mira });
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  expect(outcome.document.version).toBe('1.5.0');
  expect(outcome.document.markdown).toContain('- page the export');
  expect(outcome.document.markdown).not.toContain('show the export');
});
