import type { AppEvent } from '../core.ts';
import type { Ground } from '../ground.ts';
import type { Acknowledgement, Outgoing } from './delivery.ts';
import type { PostOffice } from './post-office.ts';

/** Sends the events an app subscribes to, and tries again as the Events API does. */
export type AppEvents = {
  readonly emit: (event: AppEvent, subscription?: string) => void;
  /** Gives up the tries that are still to come. */
  readonly stop: () => void;
};

/** Opens the way for events. */
export function createAppEvents(ground: Ground, office: PostOffice): AppEvents {
  const pending = new Set<NodeJS.Timeout>();
  const attempt = async (outgoing: Outgoing, tries: number): Promise<void> => {
    const answer = await office.send(outgoing);
    const delay = ground.timings.eventRetryMs[tries];
    if (answer.ok || answer.noRetry === true || delay === undefined) return;
    const again = { ...outgoing, retry: { num: tries + 1, reason: retryReason(answer) } };
    const timer = setTimeout(() => {
      pending.delete(timer);
      void attempt(again, tries + 1);
    }, delay);
    timer.unref();
    pending.add(timer);
  };
  return {
    emit(event, subscription = event.type) {
      if (!ground.manifest.events.includes(subscription)) return;
      void attempt({ kind: 'events_api', payload: eventPayload(ground, event) }, 0);
    },
    stop() {
      for (const timer of pending) clearTimeout(timer);
    },
  };
}

function eventPayload(ground: Ground, event: AppEvent) {
  const { team, app, counters } = ground.workspace;
  return {
    token: 'sandbox-verification-token',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: counters.id('Ev'),
    event_time: Math.floor(ground.timings.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: app.userId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  };
}

function retryReason(answer: Exclude<Acknowledgement, { ok: true }>): string {
  if (answer.error === 'operation_timeout') return 'http_timeout';
  return answer.error === 'dispatch_failed' ? 'connection_failed' : 'http_error';
}
