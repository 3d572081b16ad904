// Slack's manifest schema: keys, lengths and patterns.

import { z } from 'zod'

const text = (min: number, max: number) =>
  z
    .string()
    .refine(
      value => [...value].length >= min && [...value].length <= max,
      `must have ${min} to ${max} characters`,
    )
const url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^https?:\/\//)
const unique = <T>(items: z.ZodArray<z.ZodType<T>>) =>
  items.refine(all => new Set(all.map(one => JSON.stringify(one))).size === all.length, 'has an entry twice')
const scopes = z.array(text(0, 50)).max(255).optional()
const events = unique(z.array(text(0, 50)).max(100)).optional()
const flag = z.boolean().optional()
const prompts = z.array(z.strictObject({ title: z.string(), message: z.string() }))

const features = z.strictObject({
  app_home: z
    .strictObject({
      home_tab_enabled: flag,
      messages_tab_enabled: flag,
      messages_tab_read_only_enabled: flag,
    })
    .optional(),
  bot_user: z.strictObject({ display_name: text(1, 80), always_online: flag }).optional(),
  shortcuts: z
    .array(
      z.strictObject({
        name: text(1, 24),
        type: z.enum(['message', 'global']),
        callback_id: text(1, 255),
        description: text(1, 150),
      }),
    )
    .min(1)
    .max(10)
    .optional(),
  slash_commands: z
    .array(
      z.strictObject({
        command: text(2, 32).refine(value => value.startsWith('/'), 'must start with /'),
        url: url(3000).optional(),
        description: text(1, 2000),
        usage_hint: text(1, 1000).optional(),
        should_escape: flag,
      }),
    )
    .min(1)
    .max(50)
    .optional(),
  unfurl_domains: unique(
    z
      .array(
        z
          .string()
          .max(255)
          .regex(/^(?![.-])[-a-z0-9.]+[a-z0-9]$/),
      )
      .min(1)
      .max(5),
  ).optional(),
  assistant_view: z
    .strictObject({ assistant_description: z.string(), suggested_prompts: prompts.optional() })
    .optional(),
  agent_view: z
    .strictObject({
      agent_description: text(0, 300).optional(),
      suggested_prompts: prompts.max(4).optional(),
      actions: z.array(z.strictObject({ name: z.string(), description: z.string() })).optional(),
    })
    .optional(),
  functions: z.array(z.unknown()).max(50).optional(),
  workflow_steps: z
    .array(z.strictObject({ name: text(1, 50), callback_id: text(1, 50) }))
    .min(1)
    .max(10)
    .optional(),
})

const ipRange =
  /^((\d|[1-9]\d|1\d{2}|2[0-4]\d|25[0-5])\.){3}(\d|[1-9]\d|1\d{2}|2[0-4]\d|25[0-5])(\/(3[0-2]|[12]?\d))?$/
const settings = z.strictObject({
  allowed_ip_address_ranges: unique(z.array(z.string().regex(ipRange)).min(1).max(50)).optional(),
  event_subscriptions: z
    .strictObject({
      request_url: url(3500).optional(),
      bot_events: events,
      user_events: events,
      metadata_subscriptions: unique(
        z
          .array(z.strictObject({ app_id: z.string(), event_type: text(0, 50) }))
          .min(1)
          .max(20),
      ).optional(),
    })
    .optional(),
  interactivity: z
    .strictObject({
      is_enabled: z.boolean(),
      request_url: url(3500).optional(),
      message_menu_options_url: url(3500).optional(),
    })
    .optional(),
  incoming_webhooks: z.strictObject({ incoming_webhooks_enabled: flag }).optional(),
  siws_links: z
    .strictObject({
      initiate_uri: z
        .string()
        .max(3500)
        .regex(/^https:\/\//)
        .optional(),
    })
    .optional(),
  org_deploy_enabled: flag,
  socket_mode_enabled: flag,
  token_rotation_enabled: flag,
  is_hosted: flag,
  is_mcp_enabled: flag,
  hermes_app_type: z.string().optional(),
  function_runtime: z.string().optional(),
})

const appDirectory = z.strictObject({
  app_directory_categories: z.array(text(1, 255)).max(3).optional(),
  use_direct_install: flag,
  direct_install_url: url(255).optional(),
  installation_landing_page: url(255),
  privacy_policy_url: url(500),
  support_url: url(350),
  support_email: z.email().max(100),
  supported_languages: z.array(text(0, 50)).min(1).max(50),
  pricing: text(1, 30),
})

// The parts that only apps hosted by Slack fill are let through unread.
const hosted = z.unknown().optional()
const version = z.int().optional()

/**
 * What Slack's manifest schema accepts in the keys of an app that runs on its own server; every object refuses
 * unknown keys. Source: github.com/slackapi/manifest-schema 0.5.0, schemas/manifest.schema.2.0.0.json.
 */
export const manifestSchema = z.strictObject({
  $schema: z.string().optional(),
  _metadata: z
    .strictObject({
      schema_version: version,
      min_version: version,
      major_version: version,
      minor_version: version,
    })
    .optional(),
  display_information: z.strictObject({
    name: text(1, 35),
    description: text(1, 140).optional(),
    long_description: text(175, 4000).optional(),
    background_color: z
      .string()
      .regex(/^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$/)
      .optional(),
  }),
  features: features.optional(),
  oauth_config: z
    .strictObject({
      redirect_urls: unique(z.array(z.string().max(2500)).max(1000)).optional(),
      scopes: z
        .strictObject({ bot: scopes, user: scopes, bot_optional: scopes, user_optional: scopes })
        .optional(),
      token_management_enabled: flag,
      pkce_enabled: flag,
    })
    .optional(),
  settings: settings.optional(),
  app_directory: appDirectory.optional(),
  functions: hosted,
  workflows: hosted,
  datastores: hosted,
  outgoing_domains: hosted,
  types: hosted,
  external_auth_providers: hosted,
  mcp_servers: hosted,
})
