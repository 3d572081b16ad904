// users.*, conversations.*, usergroups.* and bots.info: reading who and what is in the workspace.
import { flagIn, type Json, textIn } from '../json.ts'
import { missingScope } from '../manifest.ts'
import type { SlackChannel, SlackGroup, SlackUser } from '../store.ts'
import type { Workspace } from '../workspace.ts'
import { ApiError, type Method, page } from './answer.ts'
import { userIdsIn } from './chat.ts'

function wireUser(user: SlackUser, workspace: Workspace, withLocale: boolean): Json {
  const { seed, clock } = workspace
  return {
    id: user.id,
    team_id: seed.team.id,
    name: user.name,
    real_name: user.realName,
    deleted: false,
    tz: user.timeZone,
    tz_label: user.timeZone,
    tz_offset: offsetSeconds(user.timeZone, clock.now()),
    profile: { real_name: user.realName, display_name: user.name, team: seed.team.id },
    is_admin: user.isAdmin,
    is_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: user.isBot,
    is_app_user: false,
    updated: Math.floor(clock.now() / 1000),
    ...(withLocale && { locale: user.locale }),
  }
}

function offsetSeconds(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const name = parts.find(part => part.type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours, minutes] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60)
}

function wireChannel(channel: SlackChannel, workspace: Workspace): Json {
  const isMember = channel.members.has(workspace.seed.app.botUserId)
  const common = { id: channel.id, is_archived: channel.isArchived, is_im: channel.dmWith !== undefined }
  if (channel.dmWith) return { ...common, user: channel.dmWith, is_open: true }
  const kind = { is_channel: !channel.isPrivate, is_group: channel.isPrivate, is_private: channel.isPrivate }
  return { ...common, ...kind, name: channel.name, is_mpim: false, is_member: isMember }
}

const conversationType = (channel: SlackChannel) =>
  channel.dmWith ? 'im' : channel.isPrivate ? 'private' : 'public'

/** The channel if the app may see it with its scopes; private ones only as a member. */
function visibleChannel(workspace: Workspace, args: Json, method: string): SlackChannel {
  const channel = workspace.store.channels.get(textIn(args.channel))
  const isMember = channel?.members.has(workspace.seed.app.botUserId)
  if (!channel || (channel.isPrivate && !isMember)) throw new ApiError('channel_not_found')
  const granted = workspace.manifest.botScopes
  const needed = missingScope(method, granted, conversationType(channel))
  if (needed) throw new ApiError('missing_scope', { needed, provided: granted.join(',') })
  return channel
}

const wireGroup = (group: SlackGroup, workspace: Workspace, withUsers: boolean): Json => ({
  id: group.id,
  team_id: workspace.seed.team.id,
  is_usergroup: true,
  name: group.name,
  handle: group.handle,
  user_count: group.members.size,
  ...(withUsers && { users: [...group.members] }),
})

export const directoryMethods: Record<string, Method> = {
  'users.info': {
    token: 'bot',
    run(args, workspace) {
      const user = workspace.store.users.get(textIn(args.user))
      if (!user) throw new ApiError('user_not_found')
      return { user: wireUser(user, workspace, flagIn(args.include_locale)) }
    },
  },
  'users.list': {
    token: 'bot',
    run(args, workspace) {
      const { rows, response_metadata } = page([...workspace.store.users.values()], args)
      const members = rows.map(user => wireUser(user, workspace, flagIn(args.include_locale)))
      return { members, cache_ts: Math.floor(workspace.clock.now() / 1000), response_metadata }
    },
  },
  'conversations.info': {
    token: 'bot',
    run(args, workspace) {
      const channel = visibleChannel(workspace, args, 'conversations.info')
      const count = flagIn(args.include_num_members) ? { num_members: channel.members.size } : {}
      return { channel: { ...wireChannel(channel, workspace), ...count } }
    },
  },
  'conversations.members': {
    token: 'bot',
    run(args, workspace) {
      const channel = visibleChannel(workspace, args, 'conversations.members')
      const { rows, response_metadata } = page([...channel.members], args)
      return { members: rows, response_metadata }
    },
  },
  'conversations.open': {
    token: 'bot',
    run(args, workspace) {
      const granted = workspace.manifest.botScopes
      const needed = missingScope('conversations.open', granted, 'im')
      if (needed) throw new ApiError('missing_scope', { needed, provided: granted.join(',') })
      const ids = userIdsIn(args.users)
      if (ids.length === 0) throw new ApiError('users_list_not_supplied')
      if (ids.length > 1) throw new ApiError('not_implemented_in_sandbox')
      const channel = workspace.store.dmOf(ids[0] ?? '')
      if (!channel) throw new ApiError('user_not_found')
      const body = flagIn(args.return_im) ? wireChannel(channel, workspace) : { id: channel.id }
      return { channel: body, no_op: false, already_open: true }
    },
  },
  'usergroups.list': {
    token: 'bot',
    run(args, workspace) {
      const groups = [...workspace.store.groups.values()]
      return { usergroups: groups.map(each => wireGroup(each, workspace, flagIn(args.include_users))) }
    },
  },
  'usergroups.users.list': {
    token: 'bot',
    run(args, workspace) {
      const group = workspace.store.groups.get(textIn(args.usergroup))
      if (!group) throw new ApiError('no_such_subteam')
      return { users: [...group.members] }
    },
  },
  'bots.info': {
    token: 'bot',
    run(args, { seed }) {
      const { app } = seed
      if (args.bot !== undefined && args.bot !== app.botId) throw new ApiError('bot_not_found')
      const bot = { id: app.botId, app_id: app.id, user_id: app.botUserId, name: app.botName, deleted: false }
      return { bot }
    },
  },
}
