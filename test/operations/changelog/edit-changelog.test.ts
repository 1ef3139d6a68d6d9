import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEditChangelog } from '#operations/changelog/edit-changelog.ts';
import { createMakeChangelog } from '#operations/changelog/make-changelog.ts';
import type { Forges } from '#ports/forge.ts';
import { planned } from '#test/support/planned.ts';
import { aiko, aWorkshop, mira } from '../a-workshop.ts';

const notes = 'refs/notes/fairlead';

/** The shop, whose managers are the release leads: Aiko is one, Mira is none. */
function aShop(more: Record<string, unknown> = {}) {
  const { ports, remote } = aWorkshop({ managers: ['release-lead'], ...more });
  const edit = createEditChangelog(ports);
  const make = createMakeChangelog({ ...ports, forges: planned<Forges>('forges', {}) });
  return {
    remote,
    correct: (text: string | null, commit: string = remote.head(), actor = aiko) =>
      edit({ request: { project: 'shop', commit, text }, actor }),
    listed: async () => {
      const request = {
        project: 'shop',
        from: null,
        to: null,
        format: 'plain',
        includeBreakingChanges: true,
        output: 'README.md',
        hotfix: false,
        services: null,
        version: null,
      } as const;
      const made = await make(request);
      if (made.kind === 'refused') throw new Error(made.refusal.code);
      return made.document.changes.sections.flatMap(({ entries }) => entries.map(({ subject }) => subject));
    },
  };
}

describe('createEditChangelog', () => {
  it('corrects an entry for every changelog made from then on, once, and takes it back', async () => {
    const shop = aShop();
    expect(await shop.listed()).toEqual(['pay with a saved card']);
    const text = 'feat(cart): pay with any card\n\nfix: a door';
    expect(await shop.correct(text)).toEqual({
      kind: 'corrected',
      commit: { sha: shop.remote.head(), subject: 'pay with a saved card' },
      entries: ['feat(cart): pay with any card', 'fix: a door'],
    });
    expect(shop.remote.git('notes', `--ref=${notes}`, 'show', shop.remote.head())).toBe(text);
    expect(shop.remote.git('log', '-1', '--format=%an <%ae>', notes)).toBe('Fairlead <fairlead@localhost>');
    expect(await shop.listed()).toEqual(['pay with any card', 'a door']);
    const tip = shop.remote.git('rev-parse', notes);
    expect(await shop.correct(text, shop.remote.head().slice(0, 8))).toMatchObject({ kind: 'already' });
    expect(shop.remote.git('rev-parse', notes)).toBe(tip);
    expect(await shop.correct(null)).toMatchObject({ kind: 'corrected', entries: [] });
    expect(await shop.listed()).toEqual(['pay with a saved card']);
  });

  it('is for the managers of the project', async () => {
    const shop = aShop();
    const refusal = { code: 'not_permitted', roles: ['release-lead'] };
    expect(await shop.correct('fix: a', shop.remote.head(), mira)).toEqual({ kind: 'refused', refusal });
    expect(await aShop({ managers: [] }).correct('fix: a')).toMatchObject({ refusal: { roles: [] } });
    expect(shop.remote.git('for-each-ref', 'refs/notes')).toBe('');
  });

  it.each([
    ['a commit that is not there', 'fix: a', 'deadbeef', { code: 'commit_unknown', typed: 'deadbeef', nearest: null }],
    ['a tag that is not there', 'fix: a', 'v1.4.3', { code: 'commit_unknown', typed: 'v1.4.3', nearest: 'v1.4.2' }],
    ['an option', 'fix: a', '--all', { code: 'commit_unknown' }],
    ['a text of which nothing is left', '<!--\n-->', 'v1.4.2', { code: 'text_empty' }],
  ])('refuses %s', async (_what, text, commit, refusal) => {
    const shop = aShop();
    expect(await shop.correct(text, commit)).toMatchObject({ kind: 'refused', refusal });
    expect(shop.remote.git('for-each-ref', 'refs/notes')).toBe('');
  });

  it('says when the remote forbids notes', async () => {
    const shop = aShop();
    const hook = join(shop.remote.url, 'hooks', 'pre-receive');
    writeFileSync(hook, '#!/bin/sh\nexit 1\n');
    chmodSync(hook, 0o755);
    expect(await shop.correct('fix: a')).toMatchObject({ kind: 'refused', refusal: { code: 'push_refused' } });
  });
});
