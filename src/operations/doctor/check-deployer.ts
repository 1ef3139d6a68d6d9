import { failed, ok, warning } from '#domain/doctor/finding.ts';
import type { Deployer } from '#ports/deployer.ts';
import type { Check } from './check.ts';
import { withoutRetry } from './run-checks.ts';

/** The deployer of a service can be reached, and can do what a release may need. `name` is `project/service`. */
export function checkDeployer(deployer: () => Deployer, name: string): Check {
  return {
    name: `deployer ${name}`,
    async run() {
      const answer = await deployer().check();
      if (!answer.ok)
        return failed(withoutRetry(answer.why), 'Check deployer of the service in fairlead.yml, and the platform.');
      const { observe, remove } = await deployer().capabilities();
      const lacks = [
        ...(observe ? [] : ['tell what runs, so what it deployed is not compared with what was meant']),
        ...(remove ? [] : ['take the service away, so its first deployment has no way back and is refused']),
      ];
      if (lacks.length === 0) return ok('It answers, can tell what runs and can take the service away.');
      return warning(`It answers, but cannot ${lacks.join(', nor ')}.`, adviceFor(observe, remove));
    },
  };
}

function adviceFor(observe: boolean, remove: boolean): string {
  const what = [...(observe ? [] : ['status']), ...(remove ? [] : ['remove'])];
  return `Give it ${what.join(' and ')}, or what docs/deployers.md names for its kind.`;
}
