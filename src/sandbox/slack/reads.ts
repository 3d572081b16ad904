// The workspace as tests read it: copies of rows, found by the names that people use.
import type {
  SlackChannel,
  SlackFile,
  SlackGroup,
  SlackMessage,
  SlackUser,
  SlackView,
  Store,
} from './store.ts'

export interface SlackReads {
  users(): SlackUser[]
  /** By name or id; throws when there is none. */
  user(name: string): SlackUser
  groups(): SlackGroup[]
  channels(): SlackChannel[]
  /** By id, name, alias or `@name` for a person's direct messages with the app; throws when there is none. */
  channel(name: string): SlackChannel
  /** Everybody's messages there, oldest first, without ephemerals. */
  messagesIn(channel: string): SlackMessage[]
  message(channel: string, ts: string): SlackMessage | undefined
  /** Everybody's files, oldest first. */
  files(): SlackFile[]
  /** What only this person sees, oldest first. */
  ephemeralsOf(person: string): SlackMessage[]
  homeOf(person: string): SlackView | undefined
  /** The person's open modals, the one on top last. */
  openViews(person: string): SlackView[]
  /** How many messages the app has posted for everybody, deleted ones included. */
  readonly posts: number
}

export function createReads(store: Store): SlackReads {
  const channel = (name: string) => {
    const found = store.findChannel(name)
    if (!found) throw new Error(`there is no channel "${name}"`)
    return found
  }
  const messagesIn = (name: string) => {
    const { id } = channel(name)
    return store.messages.filter(message => message.channel === id)
  }
  return {
    users: () => structuredClone([...store.users.values()]),
    user(name) {
      const found = store.users.get(store.userId(name))
      if (!found) throw new Error(`the workspace has no user "${name}"`)
      return structuredClone(found)
    },
    groups: () => structuredClone([...store.groups.values()]),
    channels: () => structuredClone([...store.channels.values()]),
    channel: name => structuredClone(channel(name)),
    messagesIn: name => structuredClone(messagesIn(name)),
    message: (name, ts) => structuredClone(messagesIn(name).find(message => message.ts === ts)),
    files: () => [...store.files.values()].map(file => ({ ...file, channels: [...file.channels] })),
    ephemeralsOf(person) {
      const id = store.userId(person)
      return structuredClone(store.ephemerals.filter(message => message.onlyFor === id))
    },
    homeOf: person => structuredClone(store.homes.get(store.userId(person))),
    openViews: person => structuredClone(store.openViews(store.userId(person))),
    get posts() {
      return store.posts
    },
  }
}
