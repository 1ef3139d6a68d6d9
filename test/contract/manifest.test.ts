import { readFile } from 'node:fs/promises';
import type { AppsManifestValidateArguments } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readManifest } from '#sandbox/slack/manifest.ts';

const BotScope = z.enum([
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:write',
  'groups:history',
  'groups:read',
  'usergroups:read',
  'users:read',
  'users:read.email',
]);

/** The part of Slack's manifest schema that the project uses, with Slack's own limits. Anything else is refused. */
const ProjectManifest = z.strictObject({
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().max(140),
    background_color: z.string().regex(/^#([0-9a-f]{3}){1,2}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({
      display_name: z.string().regex(/^[a-z0-9._-]{1,80}$/),
      always_online: z.boolean(),
    }),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/[a-z0-9-]{1,31}$/),
          description: z.string().min(1).max(2_000),
          usage_hint: z.string().max(1_000),
          should_escape: z.literal(false),
        }),
      )
      .min(1)
      .max(50),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(BotScope).min(1).max(255) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.enum(['app_home_opened', 'app_mention'])).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true) }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.literal(true),
    token_rotation_enabled: z.literal(false),
  }),
});

const text = await readFile('manifest.yml', 'utf8');
const manifest = ProjectManifest.parse(parse(text)) satisfies AppsManifestValidateArguments['manifest'];

describe('manifest.yml', () => {
  it('keeps to the limits of Slack, and the sandbox takes it', () => {
    expect(readManifest(parse(text))).toMatchObject({ appName: 'Fairlead', interactive: true, homeTab: true });
  });

  it('asks for no scope, command or event twice', () => {
    const { bot } = manifest.oauth_config.scopes;
    const commands = manifest.features.slash_commands.map(({ command }) => command);
    const events = manifest.settings.event_subscriptions.bot_events;
    for (const list of [bot, commands, events]) expect(new Set(list).size).toBe(list.length);
  });

  it('has each of its scopes explained in docs/slack-setup.md, and no other', async () => {
    const page = await readFile('docs/slack-setup.md', 'utf8');
    const rows = [...page.matchAll(/^\| `([a-z_:.]+)` \|/gm)].map(([, scope]) => scope);
    expect(rows.sort()).toEqual([...manifest.oauth_config.scopes.bot].sort());
  });
});
