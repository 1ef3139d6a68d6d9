import type { ButtonArgs } from './move.ts';

/** A button that only leads somewhere. Slack tells of the click all the same and waits for the acknowledgement. */
export async function handleLink({ ack }: Pick<ButtonArgs, 'ack'>): Promise<void> {
  await ack();
}
