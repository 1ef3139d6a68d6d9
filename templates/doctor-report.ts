import type { Finding } from '#domain/doctor/finding.ts';

const words: Readonly<Record<Finding['status'], string>> = {
  ok: 'ok',
  warning: 'warning',
  failed: 'failed',
  could_not_check: 'could not check',
};

/** The doctor's report as plain text: one line for each check, what to do at its end, and the count below. */
export function doctorReport(findings: readonly Finding[]): string {
  return [...findings.map(lineOf), '', summaryOf(findings)].join('\n');
}

function lineOf({ name, next, says, status }: Finding): string {
  const sentences = next === null ? says : `${says} ${next}`;
  return `${words[status].padEnd(16)} ${oneLine(`${name}: ${sentences}`)}`;
}

/** Names and versions come from other systems: no line ends, no escape sequences, nothing that turns text around. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function summaryOf(findings: readonly Finding[]): string {
  const count = (status: Finding['status']) => findings.filter((finding) => finding.status === status).length;
  const failures = count('failed');
  const rest = [
    `${count('ok')} ok`,
    ...(count('warning') > 0 ? [`${count('warning')} to know about`] : []),
    ...(count('could_not_check') > 0 ? [`${count('could_not_check')} not checked`] : []),
  ].join(', ');
  if (failures === 0) return `Nothing failed: ${rest}.`;
  return `${failures} failed, ${rest}. Do what the lines say and run \`fairlead doctor\` again.`;
}
