// chat.*: posting, updating, deleting and ephemerals, with Slack's rules on channels and authorship.
import { type Json, textIn, textsIn } from '../json.ts'
import { appMessage, contentOf, wireMessage } from '../messages.ts'
import type { SlackChannel, SlackMessage } from '../store.ts'
import type { Workspace } from '../workspace.ts'
import { ApiError, type Method } from './answer.ts'
import { checkMessage } from './check.ts'

/** The channel to post in; a user id means the direct messages with that person. */
export function channelToPostIn(workspace: Workspace, name: string): SlackChannel {
  const { store, manifest, seed } = workspace
  const channel = name.startsWith('U') ? store.dmOf(name) : store.findChannel(name)
  if (!channel || name.startsWith('@')) throw new ApiError('channel_not_found')
  if (channel.isArchived) throw new ApiError('is_archived')
  if (channel.dmWith && !manifest.messagesTab) throw new ApiError('messages_tab_disabled')
  if (!channel.members.has(seed.app.botUserId)) {
    if (channel.isPrivate) throw new ApiError('channel_not_found')
    if (!manifest.botScopes.includes('chat:write.public')) throw new ApiError('not_in_channel')
  }
  return channel
}

/** A message of the app by channel id and ts; `cannot` is the error for somebody else's message. */
function ownMessage(workspace: Workspace, args: Json, cannot: string): SlackMessage {
  const { store, seed } = workspace
  const channel = store.channels.get(textIn(args.channel))
  const isHidden = channel?.isPrivate && !channel.members.has(seed.app.botUserId)
  if (!channel || isHidden) throw new ApiError('channel_not_found')
  const message = store.messages.find(each => each.channel === channel.id && each.ts === args.ts)
  if (!message) throw new ApiError('message_not_found')
  if (!message.isFromApp) throw new ApiError(cannot)
  if (channel.isArchived) throw new ApiError('is_archived')
  return message
}

export function checkThread(workspace: Workspace, channel: SlackChannel, args: Json): void {
  const parent = textIn(args.thread_ts)
  if (!parent) return
  const found = workspace.store.messages.find(each => each.channel === channel.id && each.ts === parent)
  if (!found) throw new ApiError('thread_not_found')
  if (found.threadTs && found.threadTs !== parent)
    workspace.journal.broke('thread of a reply', 'thread_ts is the ts of a reply: take the first message’s')
}

const echo = (workspace: Workspace, message: SlackMessage, more: Json) => {
  const dm = workspace.store.channels.get(message.channel)?.dmWith
  if (!dm) return
  const event = {
    type: 'message',
    channel: message.channel,
    channel_type: 'im',
    event_ts: message.ts,
    ...more,
  }
  void workspace.events.emit('message.im', event, { isEcho: true })
}

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': {
    token: 'bot',
    run(args, workspace) {
      const { store, seed } = workspace
      checkMessage(workspace, args, 'post', 'chat.postMessage')
      const channel = channelToPostIn(workspace, textIn(args.channel))
      checkThread(workspace, channel, args)
      const message = store.add(appMessage(store, seed, channel.id, args))
      const wire = wireMessage(message, seed)
      echo(workspace, message, wire)
      return { channel: channel.id, ts: message.ts, message: wire }
    },
  },
  'chat.update': {
    token: 'bot',
    run(args, workspace) {
      const { store, seed } = workspace
      checkMessage(workspace, args, 'update', 'chat.update')
      const message = ownMessage(workspace, args, 'cant_update_message')
      const content = contentOf(args, store)
      // Blocks that are not mentioned stay, as Slack documents it: an empty list removes them.
      if (args.blocks !== undefined) message.blocks = content.blocks
      if (content.text || args.blocks === undefined) message.text = content.text
      if (content.metadata) message.metadata = content.metadata
      message.editedAt = store.nextTs()
      store.changed()
      const wire = wireMessage(message, seed)
      echo(workspace, message, { type: 'message', subtype: 'message_changed', hidden: true, message: wire })
      return { channel: message.channel, ts: message.ts, text: message.text, message: wire }
    },
  },
  'chat.delete': {
    token: 'bot',
    run(args, workspace) {
      const message = ownMessage(workspace, args, 'cant_delete_message')
      workspace.store.remove(message)
      return { channel: message.channel, ts: message.ts }
    },
  },
  'chat.postEphemeral': {
    token: 'bot',
    run(args, workspace) {
      const { store, seed } = workspace
      checkMessage(workspace, args, 'ephemeral', 'chat.postEphemeral')
      const channel = channelToPostIn(workspace, textIn(args.channel))
      if (!channel.members.has(seed.app.botUserId)) throw new ApiError('not_in_channel')
      const reader = textIn(args.user)
      if (!channel.members.has(reader)) throw new ApiError('user_not_in_channel')
      checkThread(workspace, channel, args)
      const message = store.add(appMessage(store, seed, channel.id, args, reader))
      return { message_ts: message.ts }
    },
  },
  'chat.getPermalink': {
    token: 'bot',
    run(args, { store, seed }) {
      const channel = store.channels.get(textIn(args.channel))
      if (!channel) throw new ApiError('channel_not_found')
      const ts = textIn(args.message_ts)
      const exists = store.messages.some(each => each.channel === channel.id && each.ts === ts)
      if (!exists) throw new ApiError('message_not_found')
      const permalink = `https://${seed.team.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`
      return { channel: channel.id, permalink }
    },
  },
}

export const userIdsIn = (value: unknown): string[] =>
  Array.isArray(value) ? textsIn(value) : textIn(value).split(',').filter(Boolean)
