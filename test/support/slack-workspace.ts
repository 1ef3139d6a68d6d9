import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { SandboxSlack, SlackOptions } from '#sandbox/slack/slack-options.ts';
import { startSlack } from '#sandbox/slack/start-slack.ts';

export const botToken = 'xoxb-test-bot';
export const appToken = 'xapp-test-app';
export const signingSecret = 'test-signing-secret';

const ManifestText = z.looseObject({
  features: z.looseObject({ slash_commands: z.array(z.looseObject({ command: z.string() })) }),
  oauth_config: z.looseObject({ scopes: z.looseObject({ bot: z.array(z.string()) }) }),
});

/** The project's manifest.yml, with a command nobody listens to, and without the scopes named. */
export async function readTestManifest(change: { readonly withoutScopes?: readonly string[] } = {}): Promise<unknown> {
  const manifest = ManifestText.parse(parse(await readFile('manifest.yml', 'utf8')));
  const stray = { command: '/unheard', description: 'A command that no listener takes' };
  const bot = manifest.oauth_config.scopes.bot.filter((scope) => change.withoutScopes?.includes(scope) !== true);
  return {
    ...manifest,
    features: { ...manifest.features, slash_commands: [...manifest.features.slash_commands, stray] },
    oauth_config: { scopes: { bot } },
  };
}

const seed: SlackOptions['seed'] = {
  people: [
    { id: 'U0MIRA', name: 'mira', realName: 'Mira', email: 'mira@shop.example' },
    { id: 'U0JONAS', name: 'jonas', realName: 'Jonas' },
    { id: 'U0AIKO', name: 'aiko', realName: 'Aiko' },
    { id: 'U0SAM', name: 'sam', realName: 'Sam', restricted: true },
    { id: 'U0PRIYA', name: 'priya', realName: 'Priya', deleted: true },
  ],
  channels: [
    { id: 'C0RELEASES', name: 'releases', members: 'everyone', app: true },
    { id: 'C0GENERAL', name: 'general', members: 'everyone', app: true },
    { id: 'C0QUIET', name: 'quiet', members: 'everyone' },
    { id: 'C0OLD', name: 'old', members: 'everyone', app: true, archived: true },
  ],
  groups: [
    { id: 'S0LEADS', handle: 'leads', name: 'Leads', members: ['jonas', 'aiko', 'priya'] },
    { id: 'S0EMPTY', handle: 'empty', name: 'Nobody', members: [] },
  ],
};

/** A Slack workspace of the sandbox with the people Mira, Jonas, Aiko, Sam (a guest) and Priya (deactivated). No rate limits unless asked for. */
export async function startWorkspace(options: Partial<SlackOptions> = {}): Promise<SandboxSlack> {
  return startSlack({
    port: 0,
    manifest: await readTestManifest(),
    seed,
    delivery: { mode: 'socket' },
    botToken,
    appToken,
    rateLimits: 'off',
    ...options,
  });
}
