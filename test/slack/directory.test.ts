// What the desk remembers of Slack: read ahead, kept when Slack fails, never asked for between a click and its answer.
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { DeskHotel, Settings, StaffLists } from '../../src/domain/settings.ts'
import { createMovableClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { createDirectory, type Directory } from '../../src/slack/directory.ts'

const start = Date.parse('2026-11-23T13:32:00Z')
const minute = 60_000
const role = { grant: { perAction: 500, perDay: 2000, above: 'approval' }, redeem: 'approval' } as const

function settingsWith(staff: Partial<StaffLists>): Settings {
  const hotel: DeskHotel = {
    id: 101,
    name: 'Hotel Miramar',
    timeZone: 'Europe/Madrid',
    dayStartsAt: '00:00',
    language: 'es',
    channels: { desk: 'C0DESK', approvals: 'C0APPR', digest: 'C0DIGEST' },
    digest: { at: '08:00', days: [] },
    handover: [],
    staff: { agents: [], managers: [], admins: [], shared: [], ...staff },
    policy: {
      agent: role,
      manager: role,
      undo: { authorMinutes: 10, after: 'manager' },
      approval: { expiresAfterMinutes: 1440, remindAfterMinutes: 30, ownRequests: 'never' },
      adjust: { enabled: false, approvalAbove: 1000 },
    },
  }
  return { language: 'es', hotels: [hotel], levels: {}, rooms: { lookBackDays: 7 } }
}

/** A Slack of groups, channels and people that can be taken down. */
function createWorkspace(groups: Record<string, string[]>, people: Record<string, [string, boolean]> = {}) {
  const state = { groups, people, isDown: false, asked: [] as string[], groupReads: 0 }
  const answer = <T>(value: T | undefined): Promise<T> =>
    state.isDown || value === undefined
      ? Promise.reject(new Error('Slack: no_answer'))
      : Promise.resolve(value)
  const members = (id: string) => {
    state.groupReads++
    return answer(state.groups[id])
  }
  const messenger = {
    groupMembers: members,
    channelMembers: members,
    person: (userId: string) => {
      state.asked.push(userId)
      const [locale, isAdmin] = state.people[userId] ?? []
      return answer(locale === undefined ? undefined : { locale, isAdmin: isAdmin === true })
    },
  }
  return { state, messenger }
}

describe('the directory', () => {
  let directory: Directory | undefined
  afterEach(() => directory?.stop())

  function open(
    workspace: ReturnType<typeof createWorkspace>,
    settings: Settings | undefined,
    remembered: { userId: string; locale: string | undefined; fetchedAt: number }[] = [],
  ) {
    const clock = createMovableClock(start)
    const kept: { userId: string; locale: string | undefined }[] = []
    const lines: string[] = []
    const current = { settings }
    directory = createDirectory({
      settings: () => current.settings,
      messenger: workspace.messenger,
      clock,
      logger: createLogger('warn', { write: line => lines.push(line) }),
      remembered,
      remember: async ({ userId, locale }) => {
        kept.push({ userId, locale })
      },
    })
    return { directory, clock, kept, lines, current }
  }
  const names = (members: ReadonlySet<string>) => [...members].toSorted()

  test('knows the members of groups and of the desk channel before the desk opens', async () => {
    const workspace = createWorkspace({
      S0MANAGERS: ['U0CARLA'],
      C0DESK: ['U0ANA', 'U0BEN'],
      S0OTHER: ['U0X'],
    })
    const { directory } = open(
      workspace,
      settingsWith({ agents: 'desk-channel-members', managers: ['S0MANAGERS', 'U0DIEGO'] }),
    )
    await directory.start()
    expect(names(directory.membersOf('S0MANAGERS'))).toEqual(['U0CARLA'])
    expect(names(directory.membersOf('C0DESK'))).toEqual(['U0ANA', 'U0BEN'])
    expect(names(directory.membersOf('S0OTHER'))).toEqual([])
  })

  test('follows changes within a minute', async () => {
    const workspace = createWorkspace({ S0MANAGERS: ['U0CARLA'] })
    const { directory, clock } = open(workspace, settingsWith({ managers: ['S0MANAGERS'] }))
    await directory.start()
    workspace.state.groups.S0MANAGERS = ['U0DIEGO']
    await vi.waitFor(() => {
      clock.advance(minute)
      expect(names(directory.membersOf('S0MANAGERS'))).toEqual(['U0DIEGO'])
    })
  })

  test('keeps the last members when Slack does not answer, and says so in the log', async () => {
    const workspace = createWorkspace({ S0MANAGERS: ['U0CARLA'], S0AGENTS: ['U0ANA'] })
    const { directory, clock, lines } = open(
      workspace,
      settingsWith({ managers: ['S0MANAGERS'], agents: ['S0AGENTS'] }),
    )
    await directory.start()
    workspace.state.isDown = true
    await vi.waitFor(() => {
      clock.advance(minute)
      expect(lines.join('')).toContain('members.unread')
    })
    expect(names(directory.membersOf('S0MANAGERS'))).toEqual(['U0CARLA'])
    expect(names(directory.membersOf('S0AGENTS'))).toEqual(['U0ANA'])
  })

  test('opens although one group cannot be read, and reads the others', async () => {
    const workspace = createWorkspace({ S0MANAGERS: ['U0CARLA'] })
    const { directory } = open(workspace, settingsWith({ agents: ['S0GONE'], managers: ['S0MANAGERS'] }))
    await directory.start()
    expect(names(directory.membersOf('S0GONE'))).toEqual([])
    expect(names(directory.membersOf('S0MANAGERS'))).toEqual(['U0CARLA'])
  })

  test('learns everybody’s language ahead, through groups too, and remembers it', async () => {
    const workspace = createWorkspace(
      { S0AGENTS: ['U0ANA'] },
      { U0ANA: ['es-ES', false], U0CARLA: ['en-US', true], U0DESK: ['fr-FR', false] },
    )
    const { directory, kept } = open(
      workspace,
      settingsWith({ agents: ['S0AGENTS'], managers: ['U0CARLA'], shared: ['U0DESK'] }),
    )
    await directory.start()
    await vi.waitFor(() => expect(kept).toHaveLength(3))
    expect(directory.languageOf('U0ANA')).toBe('es')
    expect(directory.languageOf('U0CARLA')).toBe('en')
    expect(directory.languageOf('U0DESK')).toBeUndefined()
    expect(directory.isWorkspaceAdmin('U0CARLA')).toBe(true)
    expect(directory.isWorkspaceAdmin('U0ANA')).toBe(false)
    expect(kept).toContainEqual({ userId: 'U0ANA', locale: 'es-ES' })
    expect(workspace.state.asked.toSorted()).toEqual(['U0ANA', 'U0CARLA', 'U0DESK'])
  })

  test('answers at once for somebody new, asks for them once, and knows them afterwards', async () => {
    const workspace = createWorkspace({}, { U0NEW: ['en-GB', true] })
    const { directory, kept } = open(workspace, settingsWith({}))
    expect(directory.languageOf('U0NEW')).toBeUndefined()
    expect(directory.isWorkspaceAdmin('U0NEW')).toBe(false)
    await vi.waitFor(() => expect(kept).toHaveLength(1))
    expect(directory.languageOf('U0NEW')).toBe('en')
    expect(directory.isWorkspaceAdmin('U0NEW')).toBe(true)
    expect(workspace.state.asked).toEqual(['U0NEW'])
  })

  test('gets to know a stranger before it answers, with one question to Slack', async () => {
    const workspace = createWorkspace({}, { U0OWNER: ['en-GB', true] })
    const { directory } = open(workspace, settingsWith({}))
    expect(directory.isWorkspaceAdmin('U0OWNER')).toBe(false)
    await Promise.all([directory.meet('U0OWNER'), directory.meet('U0OWNER')])
    expect(directory.isWorkspaceAdmin('U0OWNER')).toBe(true)
    await directory.meet('U0OWNER')
    expect(workspace.state.asked).toEqual(['U0OWNER'])
  })

  test('goes on without knowing a stranger when Slack does not say, and asks again the next time', async () => {
    const workspace = createWorkspace({}, { U0OWNER: ['en-GB', true] })
    const { directory } = open(workspace, settingsWith({}))
    workspace.state.isDown = true
    await directory.meet('U0OWNER')
    expect(workspace.state.asked).toEqual(['U0OWNER'])
    workspace.state.isDown = false
    await directory.meet('U0OWNER')
    expect(directory.isWorkspaceAdmin('U0OWNER')).toBe(true)
  })

  test('speaks the language of the last run at once, but gives no rights from it', async () => {
    const workspace = createWorkspace({}, { U0CARLA: ['en-US', true] })
    const { directory, kept } = open(workspace, settingsWith({}), [
      { userId: 'U0CARLA', locale: 'es-ES', fetchedAt: start - minute },
    ])
    expect(directory.languageOf('U0CARLA')).toBe('es')
    expect(directory.isWorkspaceAdmin('U0CARLA')).toBe(false)
    await vi.waitFor(() => expect(kept).toHaveLength(1))
    expect(directory.languageOf('U0CARLA')).toBe('en')
    expect(directory.isWorkspaceAdmin('U0CARLA')).toBe(true)
  })

  test('asks again after a day, and keeps what it knows when Slack does not answer', async () => {
    const workspace = createWorkspace({}, { U0ANA: ['es-ES', true] })
    const { directory, clock, kept, lines } = open(workspace, settingsWith({}))
    directory.languageOf('U0ANA')
    await vi.waitFor(() => expect(kept).toHaveLength(1))
    clock.advance(23 * 60 * minute)
    directory.languageOf('U0ANA')
    expect(workspace.state.asked).toHaveLength(1)
    workspace.state.isDown = true
    clock.advance(61 * minute)
    expect(directory.languageOf('U0ANA')).toBe('es')
    expect(workspace.state.asked).toHaveLength(2)
    await vi.waitFor(() => expect(lines.join('')).toContain('person.unread'))
    expect(directory.languageOf('U0ANA')).toBe('es')
    expect(directory.isWorkspaceAdmin('U0ANA')).toBe(true)
  })

  test('has nothing to read before the desk is set up, and reads once it is', async () => {
    const workspace = createWorkspace({ S0MANAGERS: ['U0CARLA'] })
    const { directory, clock, current } = open(workspace, undefined)
    await directory.start()
    expect(workspace.state.groupReads).toBe(0)
    current.settings = settingsWith({ managers: ['S0MANAGERS'] })
    await vi.waitFor(() => {
      clock.advance(minute)
      expect(names(directory.membersOf('S0MANAGERS'))).toEqual(['U0CARLA'])
    })
  })

  test('opens with everybody’s language known', async () => {
    const agents = ['U0ANA', 'U0BEN']
    const workspace = createWorkspace({}, { U0ANA: ['es-ES', false], U0BEN: ['en-GB', false] })
    const { directory } = open(workspace, settingsWith({ agents }))
    await directory.start()
    expect(agents.map(directory.languageOf)).toEqual(['es', 'en'])
  })

  test('asks nobody any more once the desk has closed', async () => {
    const agents = ['U0ANA', 'U0BEN', 'U0CARLA']
    const workspace = createWorkspace({}, Object.fromEntries(agents.map(id => [id, ['es-ES', false]])))
    const { directory, clock, kept } = open(workspace, settingsWith({ agents }))
    const opening = directory.start()
    while (workspace.state.asked.length === 0) await Promise.resolve()
    directory.stop()
    await opening
    await vi.waitFor(() => expect(kept).toHaveLength(1))
    clock.advance(10 * minute)
    await new Promise(resolve => setImmediate(resolve))
    expect(workspace.state.asked).toEqual(['U0ANA'])
  })
})
