// What the desk remembers of Slack: members of user groups and desk channels, and people's languages. Read ahead
// and kept in memory, because nothing may be asked of Slack between a command and its form.
import type { Settings, StaffLists } from '../domain/settings.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import { type Language, toLanguage } from '../lib/words.ts'
import type { Messenger } from './messenger.ts'

const refreshEveryMs = 60_000
// users.info allows 100 a minute; whoever is left out is asked for at their first command.
const mostGreetings = 60
const greetWithinMs = 500
const personFreshMs = 24 * 3_600_000

interface KnownPerson {
  locale: string | undefined
  isAdmin: boolean | undefined
  fetchedAt: number
}

export interface DirectoryOptions {
  settings: () => Settings | undefined
  messenger: Pick<Messenger, 'person' | 'groupMembers' | 'channelMembers'>
  clock: Clock
  logger: Logger
  /** Languages from an earlier run, and where to keep new ones. */
  remembered: readonly { userId: string; locale: string | undefined; fetchedAt: number }[]
  remember: (person: { userId: string; locale: string | undefined; fetchedAt: number }) => Promise<void>
}

export type Directory = ReturnType<typeof createDirectory>

export function createDirectory(options: DirectoryOptions) {
  const { settings, messenger, clock, logger } = options
  const members = new Map<string, ReadonlySet<string>>()
  const people = new Map<string, KnownPerson>(
    options.remembered.map(({ userId, locale, fetchedAt }) => [
      userId,
      { locale, isAdmin: undefined, fetchedAt },
    ]),
  )
  const asking = new Map<string, Promise<void>>()
  const stopping = new AbortController()

  const refreshMembers = async () => {
    const current = settings()
    if (!current) return
    for (const [id, read] of memberSources(current, messenger)) {
      try {
        members.set(id, new Set(await read()))
      } catch (error) {
        // The last known members stand until Slack answers again.
        logger.warn({
          event: 'members.unread',
          id,
          reason: error instanceof Error ? error.message : 'unknown',
        })
      }
    }
  }

  const readPerson = async (userId: string) => {
    try {
      const { locale, isAdmin } = await messenger.person(userId)
      const fetchedAt = clock.now()
      people.set(userId, { locale, isAdmin, fetchedAt })
      await options.remember({ userId, locale, fetchedAt })
    } catch (error) {
      logger.warn({ event: 'person.unread', reason: error instanceof Error ? error.message : 'unknown' })
    }
  }

  /** Asks Slack who this is; who asks meanwhile waits for the same answer. */
  const ask = (userId: string): Promise<void> => {
    const underWay = asking.get(userId)
    if (underWay) return underWay
    const answer = readPerson(userId).finally(() => asking.delete(userId))
    asking.set(userId, answer)
    return answer
  }

  /** Reads ahead who is on the lists, so that the first sentence to each is in their language. */
  const greet = async () => {
    const current = settings()
    if (!current) return
    const listed = [
      ...current.hotels.flatMap(({ staff }) => listedIds(staff)),
      ...[...members.values()].flatMap(ids => [...ids]),
    ]
    const strangers = [...new Set(listed)].filter(id => !id.startsWith('S') && !people.has(id))
    for (const userId of strangers.slice(0, mostGreetings)) {
      if (stopping.signal.aborted) return
      await ask(userId)
    }
  }

  const known = (userId: string): KnownPerson | undefined => {
    const person = people.get(userId)
    const isStale = !person || person.isAdmin === undefined || clock.now() - person.fetchedAt > personFreshMs
    if (isStale) void ask(userId)
    return person
  }

  return {
    async start() {
      await refreshMembers()
      // The first sentence to each should be in their language, but a slow Slack does not keep the desk closed.
      await Promise.race([
        keepFresh().greeted,
        clock.sleep(greetWithinMs, stopping.signal).catch(() => undefined),
      ])
    },
    stop() {
      stopping.abort()
    },
    /** Resolves once it is known whether this person administers the workspace, or Slack did not say. */
    async meet(userId: string) {
      if (people.get(userId)?.isAdmin === undefined) await ask(userId)
    },
    membersOf: (id: string): ReadonlySet<string> => members.get(id) ?? none,
    /** From memory; a person not yet known is asked for in the background. */
    languageOf: (userId: string): Language | undefined => toLanguage(known(userId)?.locale),
    isWorkspaceAdmin: (userId: string): boolean => known(userId)?.isAdmin === true,
  }

  function keepFresh(): { greeted: Promise<void> } {
    const greeted = greet()
    const turn = async () => {
      await greeted
      while (!stopping.signal.aborted) {
        await clock.sleep(refreshEveryMs, stopping.signal).catch(() => undefined)
        if (stopping.signal.aborted) return
        await refreshMembers()
        await greet()
      }
    }
    void turn()
    return { greeted }
  }
}

const none: ReadonlySet<string> = new Set()

function memberSources(
  settings: Settings,
  messenger: Pick<Messenger, 'groupMembers' | 'channelMembers'>,
): Map<string, () => Promise<string[]>> {
  const sources = new Map<string, () => Promise<string[]>>()
  for (const { staff, channels } of settings.hotels) {
    if (staff.agents === 'desk-channel-members')
      sources.set(channels.desk, () => messenger.channelMembers(channels.desk))
    for (const id of listedIds(staff))
      if (id.startsWith('S')) sources.set(id, () => messenger.groupMembers(id))
  }
  return sources
}

/** Users and groups named in the settings. */
function listedIds({ agents, managers, admins, shared }: StaffLists): string[] {
  return [...(agents === 'desk-channel-members' ? [] : agents), ...managers, ...admins, ...shared]
}
