// Messages as Slack stores and sends them: built from what the app gave, and back to the wire.
import { withIds } from './blocks.ts'
import { isJson, type Json, objectsIn, textIn } from './json.ts'
import type { SlackSeed } from './seed.ts'
import type { SlackMessage, Store } from './store.ts'

/** The parts of a message that an app writes. */
export function contentOf(args: Json, store: Store): Pick<SlackMessage, 'text' | 'blocks' | 'metadata'> {
  return {
    text: textIn(args.text) || textIn(args.markdown_text),
    blocks: withIds(objectsIn(args.blocks), () => store.nextId('b')),
    ...(isJson(args.metadata) && { metadata: args.metadata }),
  }
}

export function appMessage(
  store: Store,
  seed: SlackSeed,
  channel: string,
  args: Json,
  onlyFor?: string,
): SlackMessage {
  return {
    channel,
    ts: store.nextTs(),
    user: seed.app.botUserId,
    isFromApp: true,
    chosen: new Map(),
    ...contentOf(args, store),
    ...(textIn(args.thread_ts) && { threadTs: textIn(args.thread_ts) }),
    ...(onlyFor && { onlyFor }),
  }
}

export function wireMessage(message: SlackMessage, seed: SlackSeed): Json {
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: seed.team.id,
    ...(message.isFromApp && { bot_id: seed.app.botId, app_id: seed.app.id }),
    ...(message.blocks.length > 0 && { blocks: structuredClone(message.blocks) }),
    ...(message.threadTs && { thread_ts: message.threadTs }),
    ...(message.editedAt && { edited: { user: message.user, ts: message.editedAt } }),
    ...(message.metadata && { metadata: message.metadata }),
  }
}
