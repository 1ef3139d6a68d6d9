import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { View } from '#domain/drawing.ts';
import type { ReleaseModalData, RollbackModalData } from '#domain/modal-data.ts';
import { type MoveRequest, moveKinds } from '#domain/moves/move.ts';
import { needsReason } from '#domain/moves/needs-reason.ts';
import { readFormMetadata, readReasonMetadata } from '#templates/modals/modal-metadata.ts';
import { modalNotice } from '#templates/modals/modal-notice.ts';
import { reasonModal } from '#templates/modals/reason-modal.ts';
import { releaseModal, releaseModalLoading } from '#templates/modals/release-modal.ts';
import { rollbackModal, rollbackModalLoading } from '#templates/modals/rollback-modal.ts';
import { aCommit } from '#test/support/a-release.ts';
import { checkView } from '#test/support/check-blocks.ts';
import { readBlocks } from '#test/support/read-blocks.ts';
import { hostileText } from './a-hostile-text.ts';
import { stories } from './stories.ts';

const at = { externalId: 'release-1', channel: 'C0RELEASES' };
const commits = [aCommit(1, 'feat', 'pay with a saved card'), aCommit(3, 'fix', 'keep the basket after logging in')];
const read = (view: View): string => readBlocks(view.blocks as readonly unknown[]);

const release: ReleaseModalData = {
  project: 'shop',
  projects: ['shop', 'docs'],
  units: [],
  unit: null,
  current: '1.4.2',
  suggested: '1.5.0',
  bump: 'minor',
  because: commits.slice(0, 1),
  commits,
  services: ['api', 'web', 'worker'],
  environments: ['staging', 'production'],
  strategies: [{ name: 'sequential', summary: 'one service after the other' }],
};

const cards = { path: 'db/0012-cards.sql', nature: 'forward-only' } as const;

const rollback: RollbackModalData = {
  project: 'shop',
  environments: ['staging', 'production'],
  environment: 'production',
  services: [
    { name: 'api', version: '1.5.0' },
    { name: 'web', version: null },
  ],
  chosen: ['api'],
  targets: ['1.4.2', '1.4.1'],
  target: '1.4.2',
  from: '1.5.0',
  takenAway: { commits, features: commits.slice(0, 1), migrations: [cards], dataFate: 'stays' },
  inFlight: null,
};

describe('the release form', () => {
  it('suggests a version with the commits behind it and preselects everything', () => {
    expect(read(releaseModal(release, at))).toMatchInlineSnapshot(`
      "Project: x shop, o docs
      The last release is 1.4.2. Since then: 2 commits: 1 feature and 1 fix.
      1.5.0, a minor step, is suggested because of:
      - 4e1c0a1 feat: pay with a saved card (Mira Holm)
      Version: <1.5.0>
      Services: x api, x web, x worker
      Environments, in order: x staging, x production
      Strategy (optional): o sequential
      Reason to allow a breaking change (optional): <>"
    `);
  });
  it('says so when there is nothing to release', () => {
    expect(read(releaseModal({ ...release, suggested: null, bump: null, commits: [] }, at))).toContain(
      'There is nothing to release: no commit has come since.',
    );
  });
  it('asks which service is released where each has a version of its own', () => {
    const units = [
      { name: 'core', service: 'api' },
      { name: 'web', service: 'web' },
    ];
    const form = read(releaseModal({ ...release, units, unit: 'core', services: ['api', 'worker'] }, at));
    expect(form).toContain('What is released: x core, o web');
    expect(form).toContain('The last release of core is 1.4.2.');
    expect(form).toContain('Services: x api, x worker');
  });
  it('does not keep the version and services of another project', () => {
    const idsOf = (project: string): readonly unknown[] =>
      (releaseModal({ ...release, project }, at).blocks as { element?: { action_id: string } }[]).map(
        (block) => block.element?.action_id,
      );
    expect(idsOf('shop')).toEqual([
      'release_project',
      undefined,
      'value_shop',
      'value_shop',
      'value_shop',
      'value',
      'value',
    ]);
    expect(idsOf('docs')[2]).toBe('value_docs');
  });
  it('takes the project and the channel along', () => {
    const view = releaseModal(release, at);
    expect(readFormMetadata(String(view.private_metadata))).toEqual({ project: 'shop', channel: 'C0RELEASES' });
    expect(view.external_id).toBe('release-1');
  });
});

describe('the rollback form', () => {
  it('shows what runs, where it can go, and what is taken away', () => {
    expect(read(rollbackModal(rollback, at))).toMatchInlineSnapshot(`
      "Environment: o staging, x production
      Services, with what runs now: x api, o web
      Go back to: x 1.4.2, o 1.4.1
      What is taken away (1.5.0 → 1.4.2): 2 commits, 1 feature among them.
      - 4e1c0a1 feat: pay with a saved card (Mira Holm)
      - 4e1c0a3 fix: keep the basket after logging in (Mira Holm)
      Warning: 1 database migration will not be undone. The older version runs against the newer database:
      - db/0012-cards.sql
      Reason: <>"
    `);
  });
  it('says what becomes of the data: that it is brought back, or that there is no way back', () => {
    const known = { commits, features: [], migrations: [{ ...cards, nature: 'reversible' as const }] };
    const undone = read(rollbackModal({ ...rollback, takenAway: { ...known, dataFate: 'undone' } }, at));
    expect(undone).toContain('1 database migration will be undone once the services are back.');
    expect(undone).toContain('db/0012-cards.sql (reversible)');
    const migrations = [{ ...cards, nature: 'destructive' as const }];
    const refused = read(rollbackModal({ ...rollback, takenAway: { ...known, migrations, dataFate: 'refused' } }, at));
    expect(refused).toContain('There is no way back to this version.');
  });
  it('offers nothing to submit where there is nothing to go back to', () => {
    const view = rollbackModal({ ...rollback, targets: [], target: null, takenAway: null }, at);
    expect(view.submit).toBeUndefined();
    expect(read(view)).toMatchInlineSnapshot(`
      "o staging, x production
      x api, o web
      There is no earlier version to go back to that is known to have run for all of these in production. Choose fewer services or another environment."
    `);
    expect(checkView(view)).toEqual([]);
  });
  it('says that a release in flight is taken back as a whole', () => {
    const view = rollbackModal({ ...rollback, targets: [], target: null, inFlight: { version: '1.5.0' } }, at);
    expect(read(view)).toContain('1.5.0 is being released now. Rolling back takes that release back as a whole.');
    expect(checkView(view)).toEqual([]);
    expect(read(rollbackModal({ ...rollback, inFlight: { version: '1.5.0' } }, at))).toContain(
      'Leave the version empty to take that release back as a whole.',
    );
  });
  it('admits that it does not know what is taken away', () => {
    expect(read(rollbackModal({ ...rollback, takenAway: null }, at))).toContain(
      'is not known: one of the two versions has no tag in the repository.',
    );
  });
});

describe('the reason form', () => {
  const request = (move: MoveRequest['move']): MoveRequest => ({
    move,
    release: stories.waiting().release().id,
    step: null,
    digest: null,
    reason: null,
  });

  it.each(moveKinds.filter(needsReason))('has a verb for its title and its button: %s', (move) => {
    const view = reasonModal({ request: request(move), about: 'Roll back to 1.4.2' });
    expect(view.title).toEqual(view.submit);
    expect(view.title).not.toMatchObject({ text: 'Give a reason' });
    expect(checkView(view)).toEqual([]);
  });
  it('says what the button said and what it means', () => {
    expect(read(reasonModal({ request: request('roll-back'), about: 'Roll back to 1.4.2' }))).toBe(
      'Roll back to 1.4.2. Every service that was changed goes back to what ran before, one after the other.\nReason: <>',
    );
  });
  it('takes the press along', () => {
    const view = reasonModal({ request: request('hold'), channel: 'C0RELEASES' });
    expect(readReasonMetadata(String(view.private_metadata))).toEqual({
      request: request('hold'),
      channel: 'C0RELEASES',
    });
  });
  it.each(['', 'null', '[]', '{"request":{"move":"explode"}}', '{"project":"<!channel>"}'])(
    'knows a foreign metadata: %s',
    (text) => {
      expect([readReasonMetadata(text), readFormMetadata(text)]).toEqual([null, null]);
    },
  );
});

describe('every modal', () => {
  it('keeps within the limits of Slack, whatever the repository holds', () => {
    const many = fc.record({
      subject: hostileText,
      author: hostileText,
      version: hostileText,
      count: fc.constantFrom(0, 1, 11, 150),
    });
    fc.assert(
      fc.property(many, ({ subject, author, version, count }) => {
        const log = Array.from({ length: count }, (_, index) => aCommit(index, 'feat', subject, { author }));
        const names = Array.from({ length: Math.max(1, count) }, (_, index) => `name-${index}-${'n'.repeat(50)}`);
        const versions = names.map((_, index) => `1.${index}.0-${'a'.repeat(index % 90)}`);
        const services = names.map((name) => ({ name, version }));
        const migrations = log.map(() => ({ path: subject, nature: 'destructive' as const }));
        const takenAway = { commits: log, features: log, migrations, dataFate: 'refused' as const };
        const views = [
          releaseModal(
            {
              ...release,
              projects: names,
              suggested: version,
              commits: log,
              because: log,
              services: names,
              environments: names,
            },
            at,
          ),
          rollbackModal(
            {
              ...rollback,
              environments: names,
              services,
              chosen: names,
              targets: versions,
              target: versions[0] ?? null,
              from: version,
              takenAway,
            },
            at,
          ),
          releaseModalLoading({ ...at, project: 'shop' }),
          rollbackModalLoading(at),
          modalNotice(subject, author),
        ];
        expect(views.flatMap(checkView)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
