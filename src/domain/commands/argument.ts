/** Every argument there is: how its value is shown in usage lines, and what it means. The flag is `--` and the name. */
export const argumentTable = {
  project: { shown: 'project', meaning: 'The project; without it the channel’s, then the default one.' },
  version: { shown: '1.5.0', meaning: 'A version by SemVer 2.0.0.' },
  services: { shown: '"api,worker"', meaning: 'Services, separated by commas; all of the project when left out.' },
  environments: { shown: 'staging', meaning: 'Environments, separated by commas; all of the project when left out.' },
  environment: { shown: 'production', meaning: 'One environment; the last one when left out.' },
  strategy: { shown: 'immediate', meaning: 'How services are brought to the version; as configured when left out.' },
  'override-breaking': {
    shown: '"why"',
    meaning: 'Reason for releasing a breaking change as less than a major version; only for roles that may.',
  },
  to: { shown: '1.4.1', meaning: 'The version to go back to; the one before when left out.' },
  reason: { shown: '"why"', meaning: 'The reason, which everybody then reads; at most 1,000 characters.' },
  release: { shown: 'rel-4k2m9x7q1z3b', meaning: 'The id of a release, where its version does not tell.' },
  step: { shown: 'deploy/api', meaning: 'A step by its id or the last parts of it.' },
  plan: { shown: '3f9a2c1b', meaning: 'The first letters of the digest of the plan that was looked at.' },
} as const satisfies Record<string, { readonly shown: string; readonly meaning: string }>;

export type ArgumentName = keyof typeof argumentTable;

/** The flag of an argument. */
export function flagOf(name: ArgumentName): `--${ArgumentName}` {
  return `--${name}`;
}
