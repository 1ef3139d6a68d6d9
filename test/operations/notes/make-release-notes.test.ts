import { describe, expect, it } from 'vitest';
import { notesOf } from '#domain/notes/standing-notes.ts';
import { ReleaseError } from '#errors.ts';
import { jonas, mira } from '../a-workshop.ts';
import { aMerged, aNewsroom, aNotesRequest, aProposal, publish } from './a-newsroom.ts';

const note = '```release-note\nPay with a card you saved before.\n```';

async function written(room: ReturnType<typeof aNewsroom>, request = aNotesRequest('customers'), actor = mira) {
  const outcome = await room.makeNotes({ request, actor });
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  return { ...outcome.document, copies: outcome.copies };
}

describe('the notes of a plan', () => {
  it('are written for each audience from commits and pull requests, and for the page those of customers', async () => {
    const room = aNewsroom();
    room.remote.commit('fix(api): round prices (#12)');
    room.world.pullRequests.set(12, aMerged(12, 'Release note: Prices are rounded @once.'));
    const { plan } = await room.releases.get(await aProposal(room));
    expect(plan.notesFor).toEqual([
      {
        audience: 'engineers',
        text: '1 new feature and 1 fix since 1.4.2.\n\n## Features\n\n- pay with a saved card\n\n## Fixes\n\n- **api:** Prices are rounded @once. ([#12](https://github.com/octo/shop/pull/12))\n\n## Contributors\n\nMira.\n\n[Every commit since 1.4.2](https://github.com/octo/shop/compare/v1.4.2...v1.5.0)\n',
      },
      {
        audience: 'customers',
        text: expect.stringContaining('We added 1 new feature and fixed 1 problem in shop 1.5.0.'),
      },
    ]);
    expect(plan.notesForge).toBe('customers');
    expect(plan.notes).toContain('- Prices are rounded @\u200bonce. ([#12](https://github.com/octo/shop/pull/12))');
    expect(plan.steps.find(({ kind }) => kind === 'forge-release')?.params).toMatchObject({ body: plan.notes });
  });

  it('are made of the commits alone while the forge is away', async () => {
    const room = aNewsroom();
    room.world.fault = new ReleaseError('FORGE_UNAVAILABLE', 'transient', 'GitHub is away.');
    const { plan } = await room.releases.get(await aProposal(room));
    expect(plan.notesFor?.[1]?.text).toContain('- Pay with a saved card');
  });
});

describe('notes on request', () => {
  it('are a draft of the next version while commits wait', async () => {
    const room = aNewsroom();
    expect(await written(room)).toMatchObject({ version: '1.5.0', previous: '1.4.2', isDraft: true, copies: 'none' });
    expect(await written(room, aNotesRequest('customers', '2.0.0'))).toMatchObject({ version: '2.0.0', isDraft: true });
  });

  it('are those of a tag, and of the last one when nothing waits', async () => {
    const room = aNewsroom();
    room.remote.git('tag', 'v1.5.0', 'main');
    const last = { version: '1.5.0', previous: '1.4.2', isDraft: false };
    expect(await written(room)).toMatchObject(last);
    expect(await written(room, aNotesRequest('customers', '1.5.0'))).toMatchObject(last);
    expect(await written(room, aNotesRequest('customers', '1.4.2'))).toMatchObject({
      version: '1.4.2',
      previous: null,
    });
  });

  it.each([
    ['1.3.0', { code: 'never_released', version: '1.3.0', last: '1.5.0' }],
    ['1.6.0', { code: 'nothing_to_tell', version: '1.5.0' }],
  ])('refuse %s, which nothing stands for', async (version, refusal) => {
    const room = aNewsroom();
    room.remote.git('tag', 'v1.5.0', 'main');
    const request = aNotesRequest('customers', version);
    expect(await room.makeNotes({ request, actor: mira })).toEqual({ kind: 'refused', refusal });
  });

  it('say so when pull requests could not be read', async () => {
    const room = aNewsroom();
    room.world.fault = new ReleaseError('FORGE_UNAVAILABLE', 'transient', 'GitHub is away.');
    expect((await written(room)).remarks).toEqual([
      'The pull requests could not be read, so these notes are made of the commits alone: GitHub is away.',
    ]);
  });
});

describe('notes of a release that is out', () => {
  async function released() {
    const room = aNewsroom();
    room.remote.commit('fix(api): round prices (#12)');
    const release = await aProposal(room);
    await publish(room, release);
    const standing = async () => notesOf(await room.releases.get(release), 'customers');
    return { room, release, standing };
  }

  it('are the posted ones while nothing changed', async () => {
    const { room, standing } = await released();
    const { markdown, copies } = await written(room);
    expect([markdown, copies]).toEqual([(await standing())?.text, 'none']);
  });

  it('bring every copy up to a pull request that was corrected after the merge', async () => {
    const { room, standing } = await released();
    room.world.pullRequests.set(12, aMerged(12, note));
    expect((await written(room)).copies).toBe('updated');
    expect(await standing()).toMatchObject({ edited: { from: 'repository', by: mira } });
    expect((await standing())?.text).toContain('Pay with a card you saved before.');
    expect(room.world.pages.get('v1.5.0')).toContain('Pay with a card you saved before.');
    expect((await written(room)).copies).toBe('none');
  });

  it('are shown to everybody, but change copies only for those who may edit', async () => {
    const { room, standing } = await released();
    room.world.pullRequests.set(12, aMerged(12, note));
    const { markdown, copies } = await written(room, aNotesRequest('customers'), jonas);
    expect([markdown.includes('Pay with a card you saved before.'), copies]).toEqual([true, 'not_permitted']);
    expect((await standing())?.edited).toBeNull();
  });

  it('are never made poorer by a forge that is away', async () => {
    const { room, standing } = await released();
    room.world.pullRequests.set(12, aMerged(12, note));
    await written(room);
    room.world.fault = new ReleaseError('FORGE_UNAVAILABLE', 'transient', 'GitHub is away.');
    expect((await written(room)).copies).toBe('none');
    expect((await standing())?.text).toContain('Pay with a card you saved before.');
  });

  it('stay in the words of a person, with the screenshots that were asked for', async () => {
    const { room, release } = await released();
    const image = '![The page](https://shop.example/a.png)';
    room.world.pullRequests.set(12, aMerged(12, `${note}\n${image}`));
    const edit = {
      release,
      audience: 'customers',
      text: 'My words.',
      base: null,
      from: 'person',
      actor: mira,
    } as const;
    await room.editNotes(edit);
    const request = { ...aNotesRequest('customers'), includeScreenshots: true };
    expect(await written(room, request)).toMatchObject({
      markdown: 'My words.',
      edited: { by: mira },
      screenshots: [{ url: 'https://shop.example/a.png', alt: 'The page' }],
      copies: 'none',
    });
  });
});
