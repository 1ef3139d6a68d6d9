/** One measured figure. `bare` is what it is compared with, measured in turns with it in the same run; null where nothing is. */
export type ResultRow = {
  readonly what: string;
  readonly fairlead: string;
  readonly bare: string | null;
  /** The median over the rounds of Fairlead's figure divided by the bare one of the same round. */
  readonly ratio: number | null;
  readonly goal: string | null;
};

/** The rows as a Markdown table. */
export function resultTable(rows: readonly ResultRow[]): string {
  const lines = rows.map(
    ({ what, fairlead, bare, ratio, goal }) =>
      `| ${what} | ${fairlead} | ${bare ?? ''} | ${ratio === null ? '' : ratio.toFixed(2)} | ${goal ?? ''} |`,
  );
  return ['| What | Fairlead | Bare | Ratio | Goal |', '|---|---|---|---|---|', ...lines].join('\n');
}
