import { describe, expect, it } from 'vitest';
import type { MigrationNature } from '#domain/migrations/migration.ts';
import { drawRelease } from '#templates/release/draw-release.ts';
import { aDatabaseProject, migrationsOf } from '../support/a-database.ts';
import { aRelease, people, type Story } from '../support/a-release.ts';
import { checkMessage } from '../support/check-blocks.ts';
import { readBlocks } from '../support/read-blocks.ts';

const shop = (...natures: MigrationNature[]): Story =>
  aRelease({ project: aDatabaseProject(), services: ['api'], migrations: migrationsOf(...natures) });
const contract = { step: 'staging/contract/approval', roles: ['dba'] };

/** Every message of the release as it is read, the card with all of its parts among them. */
function read(story: Story): string {
  const drawings = drawRelease(story.picture());
  for (const { text, blocks } of drawings) expect(checkMessage({ text, blocks })).toEqual([]);
  return drawings.map(({ text, blocks }) => `${text}\n${readBlocks(blocks ?? [])}`).join('\n');
}

describe('the way back on the card', () => {
  it('says that a reversible migration is undone', () => {
    expect(read(shop('reversible').run())).toContain(
      'Undo the database migrations of 1.5.0 in production: only once they have run',
    );
  });

  it('says that a forward-only migration stays, and what that means', () => {
    expect(read(shop('forward-only').run())).toContain(
      'Stays: Run the database migrations of 1.5.0 in production. They are not undone; 1.4.2 will run against the newer database.',
    );
  });

  it('says that there is none behind a destructive migration, and shows it as what cannot be undone', () => {
    const text = read(shop('destructive').run());
    expect(text).toContain('Run the destructive database migrations of 1.5.0 in production (cannot be undone)');
    expect(text).toContain(
      'Stays: Run the destructive database migrations of 1.5.0 in staging. The version before cannot run against the database any more, so there is no way back in staging.',
    );
  });
});

describe('the approval of a destructive migration', () => {
  it('is asked for as what it is', () => {
    const text = read(shop('destructive').run());
    expect(text).toContain('Approve 1.5.0 for the destructive migration in staging');
    expect(text).toContain('Approval for the destructive migration in staging');
  });

  it('is told as what it was', () => {
    const text = read(shop('destructive').run().approve(people.aiko, contract).run());
    expect(text).toContain('approved shop 1.5.0 for the destructive migration in staging.');
  });
});

describe('a release whose first environment cannot be taken back', () => {
  const story = () => shop('destructive').run().approve(people.aiko, contract).run().approve(people.priya);

  it('says which part of it stays', () => {
    const failed = story().fail('production/verify/api', 'It is not well.');
    expect(read(failed)).toContain(
      'Return api to 1.4.2 in staging: no way back, a step that cannot be undone has begun',
    );
    const by = { kind: 'automatic', rule: 'countdown' } as const;
    const over = failed.add({ v: 1, type: 'rollback.started', by, reason: 'It failed.' }).run();
    expect(read(over)).toContain('Every service it changed, but for those in staging, runs what ran before.');
  });

  it('says that what was deployed stays when it is given up', () => {
    const given = shop('destructive').run().approve(people.aiko, contract).run();
    given.add({ v: 1, type: 'release.cancelled', by: people.mira, reason: 'No need.' });
    expect(read(given)).toContain('What was deployed stays: it cannot be taken back.');
  });
});
