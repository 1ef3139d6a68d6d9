import type { ReplyTo } from '#domain/job.ts';

/** Who did something, and where, as far as Slack says. */
export type Whereabouts = {
  readonly user: string;
  readonly channel: string | null;
  readonly responseUrl: string | null;
};

/** The payload of a click or choice, as much of it as tells where it happened. */
export type ClickBody = {
  readonly user: { readonly id: string };
  readonly channel?: { readonly id?: string } | undefined;
  readonly response_url?: string | undefined;
};

/** Where a click was made. In a modal or on the App Home there is no channel. */
export function whereaboutsOf(body: ClickBody): Whereabouts {
  return { user: body.user.id, channel: body.channel?.id ?? null, responseUrl: body.response_url ?? null };
}

/** The way to answer: where it was asked, else by direct message. */
export function replyTo({ user, channel, responseUrl }: Whereabouts): ReplyTo {
  if (channel === null) return { kind: 'direct', user };
  return responseUrl === null
    ? { kind: 'channel', channel, user }
    : { kind: 'response_url', url: responseUrl, user, channel };
}
