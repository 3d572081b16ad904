// What an administrator of the workspace changes before or during a test.
import type { SlackChannel, SlackGroup } from './store.ts'
import type { Workspace } from './workspace.ts'

/** Every change is told to the app as Slack would, where the manifest subscribes to the event. */
export interface SetUp {
  setUserLocale(person: string, locale: string): void
  setTimeZone(person: string, timeZone: string): void
  setAdmin(person: string, isAdmin: boolean): void
  archiveChannel(channel: string): void
  unarchiveChannel(channel: string): void
  removeBotFrom(channel: string): void
  addBotTo(channel: string): void
  addToChannel(channel: string, person: string): void
  removeFromChannel(channel: string, person: string): void
  /** By group id or handle. */
  addToGroup(group: string, person: string): void
  removeFromGroup(group: string, person: string): void
}

export function createSetUp(workspace: Workspace): SetUp {
  const { store, events, seed } = workspace
  const tell = (type: string, event: Record<string, unknown>) => {
    store.changed()
    void events.emit(type, { type, event_ts: store.nextTs(), ...event })
  }
  const channelNamed = (name: string): SlackChannel => {
    const channel = store.findChannel(name)
    if (!channel) throw new Error(`there is no channel "${name}"`)
    return channel
  }
  const groupNamed = (name: string): SlackGroup => {
    const group = [...store.groups.values()].find(each => each.id === name || each.handle === name)
    if (!group) throw new Error(`there is no user group "${name}"`)
    return group
  }
  const change = (person: string, fields: { locale?: string; timeZone?: string; isAdmin?: boolean }) => {
    const user = store.users.get(store.userId(person))
    if (!user) throw new Error(`the workspace has no user "${person}"`)
    Object.assign(user, fields)
    tell('user_change', { user: { id: user.id, name: user.name, locale: user.locale, tz: user.timeZone } })
  }
  const join = (name: string, user: string, isIn: boolean) => {
    const channel = channelNamed(name)
    if (isIn) channel.members.add(user)
    else channel.members.delete(user)
    const type = isIn ? 'member_joined_channel' : 'member_left_channel'
    tell(type, { user, channel: channel.id, channel_type: channel.isPrivate ? 'G' : 'C', team: seed.team.id })
  }
  const regroup = (name: string, person: string, isIn: boolean) => {
    const group = groupNamed(name)
    if (isIn) group.members.add(store.userId(person))
    else group.members.delete(store.userId(person))
    const subteam = { id: group.id, handle: group.handle, name: group.name, users: [...group.members] }
    tell('subteam_updated', { subteam })
  }
  const archive = (name: string, isArchived: boolean) => {
    const channel = channelNamed(name)
    channel.isArchived = isArchived
    tell(isArchived ? 'channel_archive' : 'channel_unarchive', { channel: channel.id })
  }
  return {
    setUserLocale: (person, locale) => change(person, { locale }),
    setTimeZone: (person, timeZone) => change(person, { timeZone }),
    setAdmin: (person, isAdmin) => change(person, { isAdmin }),
    archiveChannel: name => archive(name, true),
    unarchiveChannel: name => archive(name, false),
    removeBotFrom: name => join(name, seed.app.botUserId, false),
    addBotTo: name => join(name, seed.app.botUserId, true),
    addToChannel: (name, person) => join(name, store.userId(person), true),
    removeFromChannel: (name, person) => join(name, store.userId(person), false),
    addToGroup: (name, person) => regroup(name, person, true),
    removeFromGroup: (name, person) => regroup(name, person, false),
  }
}
