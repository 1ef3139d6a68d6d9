import { type App, type Authorize, webApi } from '@slack/bolt';
import { ReleaseError } from '#errors.ts';
import type { Log } from './log.ts';

/** Who the bot is in the workspace, asked of Slack once (auth.test). */
export type Identity = {
  /** Rejects with SLACK_FAILED when Slack refuses the token; a Slack that is away is logged and asked again later. */
  check(): Promise<void>;
  /** Bolt's authorize: always gives the token, with the bot's ids as soon as they are known. */
  readonly authorize: Authorize<boolean>;
};

/**
 * Makes the identity of one bot token. Bolt's own check keeps the first failed auth.test for ever and then takes no payload at all; this
 * one never stands between a person and the acknowledgement. `client` is asked for late, since Bolt wants `authorize` first.
 */
export function createIdentity(botToken: string, client: () => App['client'], log: Log): Identity {
  let known: { readonly botId?: string; readonly botUserId?: string } = {};
  const ask = async (): Promise<void> => {
    const answer = await client().auth.test({ token: botToken });
    known = {
      ...(answer.bot_id === undefined ? {} : { botId: answer.bot_id }),
      ...(answer.user_id === undefined ? {} : { botUserId: answer.user_id }),
    };
  };
  return {
    async check() {
      try {
        await ask();
      } catch (error) {
        if (error instanceof webApi.WebAPIPlatformError) throw refused(error);
        log.warn({ err: error }, 'Slack could not be asked who the bot is; it is asked again with the next payload');
      }
    },
    async authorize() {
      if (known.botUserId === undefined) ask().catch((error: unknown) => log.warn({ err: error }, 'auth.test failed'));
      return { botToken, ...known };
    },
  };
}

function refused(error: webApi.WebAPIPlatformError): ReleaseError {
  const reason = /^[a-z_]{1,60}$/.test(error.data.error) ? error.data.error : 'unreadable answer';
  const message = `Slack does not accept the bot token (${reason}). Set SLACK_BOT_TOKEN to the bot token of the installed app and start again.`;
  return new ReleaseError('SLACK_FAILED', 'fatal', message, { cause: error });
}
