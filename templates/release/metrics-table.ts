import { valueText } from '#domain/analysis/value-text.ts';
import type { VerdictRow, VerdictTable } from '#domain/analysis/verdict-table.ts';
import type { Block } from '../blocks/block.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { comparedWith } from './measured-words.ts';

/** What was measured of one service. */
export type MeasuredService = { readonly service: string; readonly table: VerdictTable };

const mostRows = 40;
const none = '\u2013';
const wrapped = { is_wrapped: true };

/**
 * Every metric with the verdict, its value, its baseline and its limit, a row for each limit. The verdict comes first, since a narrow window shows
 * only the first columns. Of several services it is one table all the same: Slack may take only one in a message. `values` is what stands above
 * the values.
 */
export function metricsTable(measured: readonly MeasuredService[], values: string): Block {
  const names = [...new Set(measured.map(({ table }) => comparedWith(table.baseline)))];
  const rows = measured.flatMap(({ service, table }) =>
    table.rows.map((row) => cellsOf(row, measured.length === 1 ? row.metric : `${service}: ${row.metric}`)),
  );
  const hidden = rows.length - mostRows;
  const rest = hidden > 0 ? [[`+${plural(hidden, 'more limit')}`, '\u2026', '\u2026', '\u2026', '\u2026']] : [];
  const heading = ['Metric', 'Verdict', values, names.length === 1 ? (names[0] ?? '') : 'Baseline', 'Limit'];
  return {
    type: 'table',
    column_settings: [wrapped, wrapped, wrapped, wrapped, wrapped],
    rows: [heading, ...rows.slice(0, mostRows), ...rest].map((row) => row.map((text) => ({ type: 'raw_text', text }))),
  };
}

function cellsOf(row: VerdictRow, name: string): readonly string[] {
  const { metric, value, baseline } = row;
  return [
    plain(name, 100),
    verdictText(row),
    value === null ? none : valueText(metric, value),
    baseline === null ? none : valueText(metric, baseline),
    limitText(row),
  ];
}

/** The limit without the name of its metric; one that compares says which value that comes to. */
function limitText({ metric, limit, failsAt, verdict }: VerdictRow): string {
  const own = plain(limit.startsWith(metric) ? limit.slice(metric.length).trim() : limit, 60);
  if (own === 'worse') return 'no worse';
  const isRelative = /x$|degradation$/.test(own);
  return isRelative && failsAt !== null && verdict !== 'not_enough_data'
    ? `${own} (${valueText(metric, failsAt)})`
    : own;
}

function verdictText({ verdict, missing }: VerdictRow): string {
  if (verdict !== 'not_enough_data') return verdict === 'pass' ? 'passes' : 'fails';
  if (missing === null) return 'not enough data';
  if (missing.count === null) return `not enough data: no ${missing.what}`;
  return `not enough data: ${plural(missing.count, missing.what.slice(0, -1))} missing`;
}
