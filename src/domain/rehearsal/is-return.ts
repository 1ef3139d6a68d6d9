import type { Step } from '../plan/step.ts';

/** Whether a step is one of the way back that the plan of a rehearsal holds beside the way there. */
export function isReturn({ id, environment }: Pick<Step, 'id' | 'environment'>): boolean {
  return environment !== null && id.startsWith(returnPrefix(environment));
}

/** How the names of these steps begin: `staging/return/`. */
export function returnPrefix(environment: string): string {
  return `${environment}/return/`;
}
