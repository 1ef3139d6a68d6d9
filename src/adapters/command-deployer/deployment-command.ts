import { fillPlaceholders, placeholdersIn } from '#domain/placeholders.ts';
import { ReleaseError } from '#errors.ts';
import type { Deployment } from '#ports/deployer.ts';

type Place = { readonly service: string; readonly environment: string };

/**
 * The values of the placeholders for a deployment. Where a service is taken away `{version}` is the version that goes. What is not known is
 * an empty text.
 */
export function deploymentValues(deployment: Deployment): Readonly<Record<string, string>> {
  const { service, environment, key, previous, commit } = deployment;
  const version = deployment.version ?? previous;
  return { version: version ?? '', previous: previous ?? '', service, environment, commit: commit ?? '', key };
}

/** The values a status command may use: it is asked about a place, not about a deployment. */
export function placeValues({ service, environment }: Place): Readonly<Record<string, string>> {
  return { service, environment };
}

/**
 * Fills the placeholders inside each argument; nothing is split or expanded again. Refuses an unknown placeholder, a value with a control
 * character, and a value that would make its argument an option by beginning it with a dash.
 */
export function fillCommand(template: readonly string[], values: Readonly<Record<string, string>>): readonly string[] {
  return template.map((argument) => {
    refuseValues(argument, values);
    const filled = fillPlaceholders(argument, values);
    if (filled.kind === 'refused') throw refusal(`A command of the deployer cannot be filled in. ${filled.why}`);
    if (filled.text.startsWith('-') && !argument.startsWith('-')) {
      throw refusal(
        `The argument ${argument} would become an option (it is filled in as one that begins with a dash), so nothing was run.`,
      );
    }
    return filled.text;
  });
}

function refuseValues(argument: string, values: Readonly<Record<string, string>>): void {
  for (const name of placeholdersIn(argument)) {
    const value = Object.hasOwn(values, name) ? (values[name] ?? '') : '';
    if (/\p{Cc}/u.test(value) || value.length > 300) {
      throw refusal(
        `The value of {${name}} holds a control character or is longer than 300 characters, so nothing was run.`,
      );
    }
  }
}

function refusal(message: string): ReleaseError {
  return new ReleaseError('DEPLOYER_FAILED', 'fatal', message);
}
