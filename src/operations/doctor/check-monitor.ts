import { failed, ok } from '#domain/doctor/finding.ts';
import type { Monitor } from '#ports/monitor.ts';
import type { Check } from './check.ts';
import { withoutRetry } from './run-checks.ts';

/** A monitor answers, and knows the credentials it is asked with. `name` is `project/monitor`. */
export function checkMonitor(monitor: () => Monitor, name: string): Check {
  return {
    name: `monitor ${name}`,
    async run() {
      const answer = await monitor().check();
      return answer.ok
        ? ok('It answers.')
        : failed(withoutRetry(answer.why), 'Correct the monitor in fairlead.yml, or its key (docs/monitors.md).');
    },
  };
}
