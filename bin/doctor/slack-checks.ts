import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { createSlackInspection } from '#adapters/slack/slack-inspection.ts';
import type { EnvironmentVariables } from '#config/environment-variables.ts';
import type { FairleadFile } from '#config/fairlead-file.ts';
import type { Check } from '#operations/doctor/check.ts';
import { checkCliIdentity, checkRole } from '#operations/doctor/check-role.ts';
import { checkSlackChannel } from '#operations/doctor/check-slack-channel.ts';
import { checkAppToken, checkBotToken, checkSigningSecret } from '#operations/doctor/check-slack-tokens.ts';
import { packageRoot } from '../package-root.ts';

const Manifest = z.looseObject({
  oauth_config: z.looseObject({ scopes: z.looseObject({ bot: z.array(z.string()) }) }),
});

/** Everything about Slack: tokens and scopes, then the channels, people and groups that the configuration names. */
export async function slackChecks(
  slack: NonNullable<EnvironmentVariables['slack']>,
  file: FairleadFile | null,
): Promise<readonly (readonly Check[])[]> {
  const { apiUrl, botToken, door } = slack;
  const inspection = createSlackInspection({
    botToken,
    apiUrl,
    ...(door.kind === 'socket' ? { appToken: door.appToken } : {}),
  });
  const channels = Object.entries(channelsOf(file));
  return [
    checkBotToken(inspection, await wantedScopes()),
    [door.kind === 'socket' ? checkAppToken(inspection) : checkSigningSecret(door.port)],
    ...channels.map(([id, projects]) => checkSlackChannel(inspection, id, projects)),
    ...Object.entries(file?.roles ?? {}).map(([name, role]) => [checkRole(inspection, name, role)]),
    ...Object.entries(file?.cli.identities ?? {}).map(([name, { user }]) => [checkCliIdentity(inspection, name, user)]),
  ];
}

/** The bot scopes of the manifest.yml that comes with Fairlead. */
async function wantedScopes(): Promise<readonly string[]> {
  const manifest: unknown = parse(await readFile(join(packageRoot(), 'manifest.yml'), 'utf8'));
  return Manifest.parse(manifest).oauth_config.scopes.bot;
}

/** Each channel once, with the projects that use it. */
function channelsOf(file: FairleadFile | null): Readonly<Record<string, readonly string[]>> {
  const channels: Record<string, string[]> = {};
  for (const [name, { channel }] of Object.entries(file?.projects ?? {})) {
    channels[channel] = [...(channels[channel] ?? []), name];
  }
  return channels;
}
