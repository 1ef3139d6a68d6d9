import { couldNotCheck, failed, ok, type Verdict, warning } from '#domain/doctor/finding.ts';
import type { SlackBot, SlackInspection, SlackLook } from '#ports/slack-inspection.ts';
import type { Check } from './check.ts';
import { badToken } from './slack-refusals.ts';

const slackApps = 'https://api.slack.com/apps';

/** The bot token and what it may do. `wanted` are the bot scopes of the manifest. */
export function checkBotToken(slack: SlackInspection, wanted: readonly string[]): readonly Check[] {
  let asked: Promise<SlackLook<SlackBot>> | undefined;
  const bot = () => {
    asked ??= slack.bot();
    return asked;
  };
  return [
    { name: 'slack bot token', run: async () => botVerdict(await bot()) },
    { name: 'slack scopes', run: async () => scopesVerdict(await bot(), wanted) },
  ];
}

function botVerdict(look: SlackLook<SlackBot>): Verdict {
  if (look.kind === 'seen') return ok(`It is the bot ${look.value.name} in the workspace ${look.value.team}.`);
  if (look.kind === 'untold') return couldNotCheck(look.why, 'Check SLACK_API_URL if this should be Slack.');
  if (look.kind === 'away') return failed(look.why, 'Check the network and SLACK_API_URL.');
  return failed(
    `Slack does not accept the bot token (${look.reason}).`,
    `Copy "Bot User OAuth Token" of the installed app from ${slackApps} into SLACK_BOT_TOKEN.`,
  );
}

function scopesVerdict(look: SlackLook<SlackBot>, wanted: readonly string[]): Verdict {
  if (look.kind === 'untold') return couldNotCheck(look.why);
  if (look.kind !== 'seen') return couldNotCheck('The bot token does not work.');
  const granted = look.value.scopes;
  if (granted === null) return couldNotCheck('This server does not say which scopes the token has.');
  const missing = wanted.filter((scope) => !granted.includes(scope));
  if (missing.length > 0) {
    return failed(
      `The bot token lacks ${missing.join(', ')}.`,
      `Add what is missing under OAuth & Permissions at ${slackApps}, as manifest.yml has it, reinstall the app and start again.`,
    );
  }
  const more = granted.filter((scope) => scope !== '' && !wanted.includes(scope));
  if (more.length === 0) return ok(`All ${wanted.length} scopes of manifest.yml are granted.`);
  return warning(
    `All ${wanted.length} scopes of manifest.yml are granted, and ${more.join(', ')}, which Fairlead does not use.`,
    'Take away what nothing else needs.',
  );
}

/** Whether Socket Mode will open. */
export function checkAppToken(slack: SlackInspection): Check {
  return {
    name: 'slack app token',
    async run() {
      const look = await slack.socketMode();
      if (look.kind === 'seen') return ok('It opens Socket Mode.');
      if (look.kind === 'untold') return couldNotCheck(look.why);
      if (look.kind === 'away') return failed(look.why, 'Check the network and SLACK_API_URL.');
      if (badToken.test(look.reason)) {
        return failed(
          `Slack does not accept the app-level token (${look.reason}).`,
          `Make one with connections:write under Basic Information at ${slackApps} and set SLACK_APP_TOKEN to it.`,
        );
      }
      if (look.reason === 'missing_scope') {
        return failed('The app-level token lacks connections:write.', `Make one that has it at ${slackApps}.`);
      }
      return failed(
        `Slack does not open Socket Mode (${look.reason}).`,
        `Turn it on under Socket Mode at ${slackApps}, or set SLACK_SIGNING_SECRET instead of SLACK_APP_TOKEN.`,
      );
    },
  };
}

/** In HTTP mode only a request from Slack can show whether the secret is the right one. */
export function checkSigningSecret(port: number): Check {
  return {
    name: 'slack signing secret',
    run: async () =>
      ok(
        `It is set, and Fairlead listens on port ${port}. Whether it is the right one shows at Slack's first request.`,
      ),
  };
}
