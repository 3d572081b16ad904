// Reads the app's manifest.yml as strictly as Slack does, and tells which scope a Web API call lacks.

import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { manifestSchema } from './manifest-schema.ts'
import { limits } from './validate-table.ts'

/** What a workspace needs to know of an installed app. */
export interface Manifest {
  name: string
  botName: string
  commands: {
    command: string
    description: string
    usageHint?: string
    shouldEscape: boolean
    url?: string
  }[]
  shortcuts: { name: string; type: 'message' | 'global'; callbackId: string; description: string }[]
  botScopes: string[]
  botEvents: string[]
  socketMode: boolean
  interactivity: boolean
  homeTab: boolean
  messagesTab: boolean
  messagesTabReadOnly: boolean
}

export type ConversationType = 'public' | 'private' | 'im' | 'mpim'

/**
 * Reads a manifest file (YAML, or JSON, which is YAML too). Whatever the file leaves out is empty or false.
 * Throws one error that lists every key that Slack would refuse, one a line, and what YAML cannot read.
 */
export function readManifest(path: string): Manifest {
  let content: unknown
  try {
    content = parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Error(`${path} cannot be read: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
  const read = manifestSchema.safeParse(content)
  if (!read.success) {
    const lines = read.error.issues.map(
      ({ path: keys, message }) => `  ${keys.join('.') || '(top)'}: ${message}`,
    )
    throw new Error(`Slack would refuse ${path}:\n${lines.join('\n')}`)
  }
  const { display_information: display, features = {}, oauth_config: oauth, settings = {} } = read.data
  const { app_home: home, bot_user: bot, slash_commands: commands = [], shortcuts = [] } = features
  return {
    name: display.name,
    botName: bot?.display_name ?? display.name,
    commands: commands.map(row => ({
      command: row.command,
      description: row.description,
      shouldEscape: row.should_escape ?? false,
      ...(row.usage_hint === undefined ? {} : { usageHint: row.usage_hint }),
      ...(row.url === undefined ? {} : { url: row.url }),
    })),
    shortcuts: shortcuts.map(({ callback_id: callbackId, ...row }) => ({ ...row, callbackId })),
    botScopes: oauth?.scopes?.bot ?? [],
    botEvents: settings.event_subscriptions?.bot_events ?? [],
    socketMode: settings.socket_mode_enabled ?? false,
    interactivity: settings.interactivity?.is_enabled ?? false,
    homeTab: home?.home_tab_enabled ?? false,
    messagesTab: home?.messages_tab_enabled ?? false,
    messagesTabReadOnly: home?.messages_tab_read_only_enabled ?? false,
  }
}

/**
 * The bot scope that a call lacks; undefined when nothing is missing. Where the scope goes by conversation type
 * and none is given (conversations.list), any of the four will do, and the one for public channels is named.
 * With `isMember` false, posting to a public channel asks for chat:write.public besides: real Slack then answers
 * `not_in_channel`, not `missing_scope`. Throws for methods that limits.json does not know.
 * Source: docs.slack.dev/reference/methods, "Scopes" of each method.
 */
export function missingScope(
  method: string,
  granted: readonly string[],
  conversationType?: ConversationType,
  isMember = true,
): string | undefined {
  const row = Object.hasOwn(limits.rate_limits.methods, method)
    ? limits.rate_limits.methods[method]
    : undefined
  if (row === undefined) throw new Error(`limits.json does not say which scopes ${method} needs`)
  const missing = row.bot_scopes?.find(scope => !granted.includes(scope))
  if (missing !== undefined) return missing
  const byType = row.scope_by_conversation
  if (byType !== undefined) {
    const enough = conversationType === undefined ? Object.values(byType) : [byType[conversationType]]
    return enough.some(scope => granted.includes(scope)) ? undefined : enough[0]
  }
  const outside = row.outside_public_channel
  const isOutside = conversationType === 'public' && !isMember
  return isOutside && outside !== undefined && !granted.includes(outside) ? outside : undefined
}
