// The workspace's memory: users, channels, messages, ephemerals and views, with every change announced.
import type { Clock } from '../../lib/clock.ts'
import type { ViewValues } from './form-state.ts'
import type { Json } from './json.ts'
import type { SlackSeed } from './seed.ts'

export interface SlackUser {
  id: string
  name: string
  realName: string
  locale: string
  timeZone: string
  isAdmin: boolean
  isBot: boolean
}

export interface SlackChannel {
  id: string
  name: string
  alias?: string
  isPrivate: boolean
  isArchived: boolean
  /** For a direct message with the app: the person's user id. */
  dmWith?: string
  members: Set<string>
}

export interface SlackFile {
  id: string
  name: string
  title: string
  /** Who attached or uploaded it. */
  user: string
  content: Buffer
  createdAt: number
  /** Where it was shared. */
  channels: string[]
}

export interface SlackMessage {
  channel: string
  ts: string
  user: string
  isFromApp: boolean
  /** The fallback: notification and screen-reader text. */
  text: string
  blocks: Json[]
  threadTs?: string
  /** Ids of the files that it shares. */
  files?: string[]
  /** `ts` of the last edit. */
  editedAt?: string
  metadata?: Json
  /** Set on ephemerals: the one user who sees it. */
  onlyFor?: string
  /** What people have chosen in its selects and pickers, by user id. */
  chosen: Map<string, ViewValues>
}

export interface SlackView {
  id: string
  type: 'modal' | 'home'
  owner: string
  /** The view as the app gave it, with ids filled in. */
  body: Json
  blocks: Json[]
  hash: string
  values: ViewValues
  /** Errors of the last submission by block_id. */
  errors: Record<string, string>
  /** Slack's own banner after a submission that the app did not answer properly. */
  trouble?: string
  rootId: string
  previousId: string | null
  externalId: string
}

export interface SlackGroup {
  id: string
  handle: string
  name: string
  members: Set<string>
}

export type Store = ReturnType<typeof createStore>

export function createStore(seed: SlackSeed, clock: Clock, ring: () => void) {
  const users = new Map<string, SlackUser>()
  const channels = new Map<string, SlackChannel>()
  const groups = new Map<string, SlackGroup>()
  const files = new Map<string, SlackFile>()
  /** Announced by the app, by the ticket in the address that it got. */
  const uploads = new Map<string, { id: string; name: string; length: number }>()
  const messages: SlackMessage[] = []
  const ephemerals: SlackMessage[] = []
  const stacks = new Map<string, SlackView[]>()
  const homes = new Map<string, SlackView>()
  let lastMicros = 0
  let counter = 0
  let posts = 0

  const idOf = (name: string) => {
    if (name === 'bot') return seed.app.botUserId
    const user = [...users.values()].find(each => each.name === name || each.id === name)
    if (!user) throw new Error(`the workspace has no user "${name}": ${[...users.values()].map(u => u.name)}`)
    return user.id
  }
  const plant = () => {
    const bot = { locale: 'en-US', timeZone: 'UTC', isAdmin: false, isBot: true }
    for (const user of seed.users) users.set(user.id, { isAdmin: false, isBot: false, ...user })
    const { botUserId, botName } = seed.app
    users.set(botUserId, { id: botUserId, name: botName, realName: botName, ...bot })
    for (const { members, ...channel } of seed.channels) {
      const rest = { isPrivate: false, isArchived: false, members: new Set(members.map(idOf)) }
      channels.set(channel.id, { ...rest, ...channel })
    }
    for (const group of seed.groups) {
      groups.set(group.id, { ...group, members: new Set(group.members.map(idOf)) })
    }
    for (const user of seed.users) {
      const id = `D${user.id.slice(1)}`
      const members = new Set([user.id, botUserId])
      channels.set(id, {
        id,
        name: `@${user.name}`,
        isPrivate: true,
        isArchived: false,
        dmWith: user.id,
        members,
      })
    }
  }
  plant()

  const openViews = (userId: string): SlackView[] => {
    const stack = stacks.get(userId) ?? []
    stacks.set(userId, stack)
    return stack
  }

  return {
    users,
    channels,
    groups,
    files,
    uploads,
    messages,
    ephemerals,
    homes,
    openViews,
    get posts() {
      return posts
    },
    userId: idOf,
    /** By id, name, alias, `#name`, or `@name` for a person's direct messages with the app. */
    findChannel(name: string): SlackChannel | undefined {
      const bare = name.replace(/^#/, '')
      return [...channels.values()].find(
        each => each.id === bare || each.name === bare || each.alias === bare,
      )
    },
    dmOf: (userId: string): SlackChannel | undefined =>
      [...channels.values()].find(each => each.dmWith === userId),
    /** An open modal or a Home tab; closed modals are gone. */
    findView: (id: string): SlackView | undefined =>
      [...stacks.values(), [...homes.values()]].flat().find(each => each.id === id),
    findExternalView: (externalId: string): SlackView | undefined =>
      [...stacks.values(), [...homes.values()]].flat().find(each => each.externalId === externalId),
    /** A message timestamp: the clock's time, unique and rising in the whole workspace. */
    nextTs(): string {
      lastMicros = Math.max(lastMicros + 1, Math.floor(clock.now()) * 1000)
      return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`
    },
    nextId(prefix: string): string {
      counter += 1
      return `${prefix}${counter.toString(36).toUpperCase().padStart(6, '0')}`
    },
    add(message: SlackMessage): SlackMessage {
      if (message.onlyFor) ephemerals.push(message)
      else messages.push(message)
      if (message.isFromApp && !message.onlyFor) posts += 1
      ring()
      return message
    },
    remove(message: SlackMessage): void {
      for (const list of [messages, ephemerals]) {
        const at = list.indexOf(message)
        if (at >= 0) list.splice(at, 1)
      }
      ring()
    },
    /** To be called after changing a row in place. */
    changed: ring,
    reset(): void {
      for (const table of [users, channels, groups, files, uploads, stacks, homes]) table.clear()
      messages.length = 0
      ephemerals.length = 0
      posts = 0
      lastMicros = 0
      plant()
      ring()
    },
  }
}
