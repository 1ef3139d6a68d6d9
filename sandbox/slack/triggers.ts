import { invalidArguments, SlackRefusal } from './refusal.ts';
import type { Timings } from './timings.ts';

/** Who a trigger belongs to, and the modal it was pulled in, if any. */
export type Trigger = { readonly userId: string; readonly viewId: string | undefined };

/** The trigger_ids of the workspace: each opens one view, once, within the time Slack gives. */
export type Triggers = {
  readonly create: (trigger: Trigger) => string;
  /** Uses a trigger up. Refuses unknown, used and late ones with the words of views.open. */
  readonly exchange: (id: string) => Trigger;
};

/** Starts with no triggers. Expired ones are forgotten after a minute, and are then unknown. */
export function createTriggers(timings: Timings): Triggers {
  const known = new Map<string, Trigger & { readonly until: number; used: boolean }>();
  let made = 0;
  return {
    create(trigger) {
      made += 1;
      const id = `${made}.${timings.now()}.${made.toString(16).padStart(32, '0')}`;
      known.set(id, { ...trigger, until: timings.now() + timings.triggerMs, used: false });
      if (made % 100 === 0) forget(known, timings.now() - 60_000);
      return id;
    },
    exchange(id) {
      const trigger = known.get(id);
      if (trigger === undefined) throw invalidArguments('invalid `trigger_id` [json-pointer:/trigger_id]');
      if (trigger.used) throw new SlackRefusal('exchanged_trigger_id');
      if (timings.now() > trigger.until) throw new SlackRefusal('expired_trigger_id');
      trigger.used = true;
      return trigger;
    },
  };
}

function forget(known: Map<string, { readonly until: number }>, before: number): void {
  for (const [id, trigger] of known) if (trigger.until < before) known.delete(id);
}
