import type { Release } from '#domain/release/release.ts';
import type { Block } from '../blocks/block.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { serviceStanding, standingText } from './service-standing.ts';

const mostColumns = 8;
const budget = 3_000;

/** What runs where and how far each service is, one row a service. Where there are too many, those in motion come first and the rest are counted. */
export function servicesTable(release: Release): Block {
  const environments = release.plan.environments.slice(0, mostColumns);
  const all = release.plan.services.map((service) => rowOf(release, environments, service));
  const isLong = all.reduce((sum, row) => sum + row.size, 0) > budget;
  const ordered = isLong ? [...all].sort((a, b) => Number(a.isCalm) - Number(b.isCalm)) : all;
  let used = 0;
  const shown = ordered.filter((row) => {
    used += row.size;
    return used <= budget;
  });
  const hidden = all.length - shown.length;
  const heading = ['Service', ...environments.map((environment) => plain(environment, 40))];
  const rest = [[`+${plural(hidden, 'more service')}`, ...environments.map(() => '\u2026')]];
  const rows = [heading, ...shown.map((row) => row.cells), ...(hidden > 0 ? rest : [])];
  return { type: 'table', rows: rows.map((row) => row.map((text) => ({ type: 'raw_text', text }))) };
}

type Row = { readonly cells: readonly string[]; readonly isCalm: boolean; readonly size: number };

function rowOf(release: Release, environments: readonly string[], service: string): Row {
  const standings = environments.map((environment) => serviceStanding(release, environment, service));
  const cells = [plain(service, 63), ...standings.map(standingText)];
  return {
    cells,
    isCalm: standings.every((standing) => standing.isCalm),
    size: cells.reduce((sum, cell) => sum + cell.length, 0),
  };
}
