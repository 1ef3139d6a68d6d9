import { z } from 'zod';

const SlashCommand = z.object({
  command: z.string().regex(/^\/\S{1,31}$/),
  description: z.string().max(2000),
  usage_hint: z.string().max(1000).optional(),
  should_escape: z.boolean().default(false),
});

const Manifest = z.object({
  display_information: z.object({ name: z.string().max(35) }),
  features: z
    .object({
      app_home: z
        .object({ home_tab_enabled: z.boolean().default(false), messages_tab_enabled: z.boolean().default(true) })
        .default({ home_tab_enabled: false, messages_tab_enabled: true }),
      bot_user: z.object({ display_name: z.string().max(80) }).optional(),
      slash_commands: z.array(SlashCommand).max(50).default([]),
    })
    .default({
      app_home: { home_tab_enabled: false, messages_tab_enabled: true },
      slash_commands: [],
    }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()).default([]) }) }),
  settings: z
    .object({
      event_subscriptions: z
        .object({ bot_events: z.array(z.string()).max(100).default([]) })
        .default({ bot_events: [] }),
      interactivity: z.object({ is_enabled: z.boolean() }).default({ is_enabled: false }),
    })
    .default({ event_subscriptions: { bot_events: [] }, interactivity: { is_enabled: false } }),
});

/** What the sandbox needs of an app manifest. */
export type AppManifest = {
  readonly appName: string;
  readonly botName: string;
  readonly homeTab: boolean;
  readonly scopes: readonly string[];
  readonly events: readonly string[];
  readonly interactive: boolean;
  readonly commands: readonly {
    readonly command: string;
    readonly description: string;
    readonly usage_hint: string | undefined;
    readonly should_escape: boolean;
  }[];
};

/** Reads a parsed Slack app manifest. Throws, naming the field, where the manifest breaks Slack's schema or limits. */
export function readManifest(parsed: unknown): AppManifest {
  const read = Manifest.safeParse(parsed);
  if (!read.success) throw new Error(`The app manifest is not one Slack accepts: ${z.prettifyError(read.error)}`);
  const { display_information: shown, features, oauth_config: oauth, settings } = read.data;
  return {
    appName: shown.name,
    botName: features.bot_user?.display_name ?? shown.name,
    homeTab: features.app_home.home_tab_enabled,
    scopes: oauth.scopes.bot,
    events: settings.event_subscriptions.bot_events,
    interactive: settings.interactivity.is_enabled,
    commands: features.slash_commands.map((command) => ({ ...command, usage_hint: command.usage_hint })),
  };
}
