import type { KnownNames } from '#config/check-references.ts';
import { formatProblem, problemsOf } from '#config/config-problem.ts';
import { parseConfig } from '#config/load-config.ts';

/** A configuration without a mistake, to put mistakes into. Its line numbers are what the tables of the tests name. */
export const sampleYaml = `version: 1
roles:
  tech-lead:
    groups: [S0LEADS]
  release-manager:
    users: [U0MIRA, U0JONAS]
projects:
  shop:
    repository:
      url: https://git.example/shop.git
      branch: main
    channel: C0RELEASES
    versionFiles: [package.json]
    services:
      database:
        deployer: { kind: command, deploy: [./deploy.sh, "{service}", "{version}"] }
      api:
        needs: [database]
        deployer: { kind: http, url: "http://deploy.example" }
        health:
          url: http://api.example/{environment}/health
    environments:
      - name: staging
      - name: production
        strategy: sequential
        approvals:
          - roles: [tech-lead]
            count: 2
    managers: [release-manager]
defaults:
  project: shop
cli:
  identities:
    mira: { user: U0MIRA, osUsers: [mira] }
`;

/** The names a configuration may use, as the program gives them. */
export const known: KnownNames = {
  strategies: ['sequential', 'immediate'],
  versionFileNames: ['package.json', 'VERSION', 'Chart.yaml'],
  isVersionFile: (path) => /(^|\/)(package\.json|VERSION|Chart\.yaml)$/.test(path),
};

/** The sample with one text replaced; throws when the text is not in it, so that no case tests nothing. */
export function sampleWith(before: string, after: string): string {
  if (!sampleYaml.includes(before)) throw new Error(`The sample does not hold ${before}`);
  return sampleYaml.replace(before, after);
}

/** Every problem of a configuration, as a person reads it; none when it is in order. */
export function problemsIn(text: string): readonly string[] {
  try {
    parseConfig('fairlead.yml', text, known);
    return [];
  } catch (error) {
    return problemsOf(error).map(formatProblem);
  }
}
