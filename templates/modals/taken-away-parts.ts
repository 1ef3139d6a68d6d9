import type { RollbackModalData } from '#domain/modal-data.ts';
import { bullets, paragraph, type RichPart } from '../blocks/rich-text.ts';
import { commitLine } from '../release/commit-line.ts';
import { fittingLines } from '../text/fitting.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { code, strong } from '../text/styled.ts';

type TakenAway = NonNullable<RollbackModalData['takenAway']>;

/** What a rollback takes from its users: features by name, other commits counted and listed, and what becomes of migrations. */
export function takenAwayParts(data: Pick<RollbackModalData, 'takenAway' | 'from' | 'target'>): readonly RichPart[] {
  const { takenAway, from, target } = data;
  if (target === null) return [paragraph(say`Choose a version to see what it takes away.`)];
  const road = `${plain(from ?? 'what runs', 40)} \u2192 ${plain(target, 40)}`;
  if (takenAway === null)
    return [
      paragraph(
        say`${strong(`What is taken away (${road})`)} is not known: one of the two versions has no tag in the repository.`,
      ),
    ];
  const { commits, features } = takenAway;
  const others = commits.filter((commit) => !features.some((feature) => feature.sha === commit.sha));
  return [
    paragraph(
      say`${strong(`What is taken away (${road})`)}: ${plural(commits.length, 'commit')}, ${plural(features.length, 'feature')} among them.`,
    ),
    ...bullets(
      fittingLines(
        features.map((one) => commitLine(one, 80)),
        900,
        more('feature'),
      ),
    ),
    ...bullets(
      fittingLines(
        others.map((one) => commitLine(one, 80)),
        600,
        more('commit'),
      ),
    ),
    ...migrationParts(takenAway),
  ];
}

function migrationParts({ migrations, dataFate }: TakenAway): readonly RichPart[] {
  if (migrations.length === 0) return [];
  const count = plural(migrations.length, 'database migration');
  return [
    paragraph(fateWords[dataFate](count)),
    ...bullets(
      fittingLines(
        migrations.map(({ path, nature }) => {
          const known = dataFate === 'stays' ? '' : ` (${nature})`;
          return say`${code(plain(path, 120))}${known}`;
        }),
        600,
        more('migration'),
      ),
    ),
  ];
}

const fateWords: Readonly<Record<TakenAway['dataFate'], (count: string) => Phrase>> = {
  stays: (count) =>
    say`${strong(`Warning: ${count} will not be undone.`)} The older version runs against the newer database:`,
  undone: (count) =>
    say`${strong(`${count} will be undone`)} once the services are back. What was written since in what they added is lost:`,
  unrehearsed: () =>
    say`${strong('There is no way back to this version.')} No rehearsal has undone these, and database.rehearsedReverse asks for that. Release a fix on top, or choose a version that came after them:`,
  refused: () =>
    say`${strong('There is no way back to this version.')} It cannot run against the database any more. Release a fix on top, or choose a version that came after these:`,
};

function more(what: string) {
  return (count: number) => say`+${plural(count, `more ${what}`)}`;
}
