import { parseArgs } from 'node:util';
import { hasFailed } from '#domain/doctor/finding.ts';
import { doctorReport } from '#templates/doctor-report.ts';
import { examine } from './examine.ts';

const usage = `Usage: fairlead doctor [--json] [--logs]

  --json   The findings as data
  --logs   Also read the newest logs and check their hash chains`;

/**
 * `fairlead doctor`: checks the whole chain and says for each failure what to do. Gives the exit code: 0 when nothing failed, 1 when
 * something did, 2 for an option it does not know.
 */
export async function doctor(
  args: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<number> {
  const options = optionsOf(args);
  if (options === null) {
    say(usage);
    return 2;
  }
  const findings = await examine({ variables, logs: options.logs });
  const failed = hasFailed(findings);
  say(options.json ? JSON.stringify({ ok: !failed, checks: findings }, null, 2) : doctorReport(findings));
  return failed ? 1 : 0;
}

function optionsOf(args: readonly string[]): { readonly json: boolean; readonly logs: boolean } | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false }, logs: { type: 'boolean', default: false } },
    });
    return values;
  } catch {
    return null;
  }
}
