// Who a click comes from: lists, user groups, the desk channel, shared log-ins, several hotels.
import { describe, expect, it, test } from 'vitest'
import type { DeskHotel, Settings, StaffLists } from '../../src/domain/settings.ts'
import type { Language } from '../../src/lib/words.ts'
import { createIdentity } from '../../src/slack/identity.ts'

const role = { grant: { perAction: 500, perDay: 2000, above: 'approval' }, redeem: 'approval' } as const
const nobody: StaffLists = { agents: [], managers: [], admins: [], shared: [] }

function hotel(id: number, staff: Partial<StaffLists> = {}, language: Language = 'es'): DeskHotel {
  return {
    id,
    name: `Hotel ${id}`,
    timeZone: 'Europe/Madrid',
    dayStartsAt: '00:00',
    language,
    channels: { desk: `C${id}DESK`, approvals: `C${id}APPR`, digest: `C${id}DIGEST` },
    digest: { at: '08:00', days: [] },
    handover: [],
    staff: { ...nobody, ...staff },
    policy: {
      agent: role,
      manager: role,
      undo: { authorMinutes: 10, after: 'manager' },
      approval: { expiresAfterMinutes: 1440, remindAfterMinutes: 30, ownRequests: 'never' },
      adjust: { enabled: false, approvalAbove: 1000 },
    },
  }
}

interface Known {
  members?: Record<string, string[]>
  languages?: Record<string, Language>
  workspaceAdmins?: string[]
}

function identityOf(hotels: DeskHotel[] | undefined, known: Known = {}) {
  const settings: Settings | undefined = hotels && {
    language: 'en',
    hotels,
    levels: {},
    rooms: { lookBackDays: 7 },
  }
  return createIdentity({
    settings: () => settings,
    directory: {
      async start() {},
      stop() {},
      async meet() {},
      membersOf: id => new Set(known.members?.[id]),
      languageOf: userId => known.languages?.[userId],
      isWorkspaceAdmin: userId => known.workspaceAdmins?.includes(userId) === true,
    },
  })
}

describe('a person’s roles in a hotel', () => {
  const staff: StaffLists = {
    agents: ['U0ANA', 'S0AGENTS'],
    managers: ['U0CARLA', 'S0MANAGERS'],
    admins: ['U0EVA', 'S0IT'],
    shared: ['U0DESK'],
  }
  const known = {
    members: { S0AGENTS: ['U0BEN'], S0MANAGERS: ['U0DIEGO', 'U0DESK'], S0IT: ['U0FELIX'] },
    workspaceAdmins: ['U0OWNER', 'U0ANA'],
  }
  const none = { isAgent: false, isManager: false, isAdmin: false, isShared: false }
  it.each([
    ['an agent on the list, who administers the workspace', 'U0ANA', { isAgent: true, isAdmin: true }],
    ['an agent through a user group', 'U0BEN', { isAgent: true }],
    ['a manager on the list', 'U0CARLA', { isManager: true }],
    ['a manager through a user group', 'U0DIEGO', { isManager: true }],
    ['an admin on the list', 'U0EVA', { isAdmin: true }],
    ['an admin through a user group', 'U0FELIX', { isAdmin: true }],
    ['an administrator of the workspace', 'U0OWNER', { isAdmin: true }],
    ['a shared log-in, never a manager though its group is', 'U0DESK', { isShared: true, isAgent: true }],
    ['a stranger', 'U0STRANGER', {}],
  ])('%s', (_name, userId, roles) => {
    const here = hotel(101, staff)
    expect(identityOf([here], known).staffIn(userId, here)).toEqual({
      userId,
      hotelId: 101,
      ...none,
      ...roles,
    })
  })

  test('everybody in the desk channel is an agent, where the settings say so', () => {
    const here = hotel(101, { agents: 'desk-channel-members' })
    const { staffIn } = identityOf([here], { members: { C101DESK: ['U0ANA'], C101APPR: ['U0BEN'] } })
    expect(staffIn('U0ANA', here).isAgent).toBe(true)
    expect(staffIn('U0BEN', here).isAgent).toBe(false)
  })

  test('nobody is in a group that Slack has not told us about', () => {
    const here = hotel(101, { agents: ['S0AGENTS'] })
    expect(identityOf([here]).staffIn('U0BEN', here).isAgent).toBe(false)
    expect(identityOf([here]).staffIn('S0AGENTS', here).isAgent).toBe(true)
  })
})

describe('the hotel that a person acts for', () => {
  const miramar = hotel(101, { agents: ['U0ANA', 'U0BOTH'] }, 'es')
  const sierra = hotel(102, { agents: ['U0BOTH'], managers: ['U0CARLA'] }, 'en')
  const identity = identityOf([miramar, sierra])

  it.each([
    ['the channel’s, for who works in both', 'U0BOTH', 'C102DESK', 102],
    ['the channel’s, in its approvals channel too', 'U0BOTH', 'C101APPR', 101],
    ['the only one, in any channel', 'U0ANA', 'C0OTHER', 101],
    ['the only one, in a direct message', 'U0ANA', undefined, 101],
    ['open, for who works in both and is in neither’s channel', 'U0BOTH', undefined, undefined],
    ['none, for a stranger even in its channel', 'U0STRANGER', 'C101DESK', undefined],
  ])('is %s', (_name, userId, channel, id) => {
    expect(identity.who(userId, channel).hotel?.id).toBe(id)
  })

  test('is one of those where they are staff', () => {
    expect(identity.who('U0BOTH').hotels.map(({ id }) => id)).toEqual([101, 102])
    expect(identity.who('U0CARLA').hotels.map(({ id }) => id)).toEqual([102])
    expect(identity.who('U0STRANGER').hotels).toEqual([])
  })

  test('is every hotel for an administrator of the workspace', () => {
    const { who } = identityOf([miramar, sierra], { workspaceAdmins: ['U0OWNER'] })
    expect(who('U0OWNER').hotels).toHaveLength(2)
  })

  test('is none before the desk is set up', () => {
    expect(identityOf(undefined).who('U0ANA', 'C101DESK')).toEqual({
      userId: 'U0ANA',
      hotels: [],
      hotel: undefined,
      isInForeignChannel: false,
      language: 'en',
    })
  })
})

describe('the language that a person hears', () => {
  const miramar = hotel(101, { agents: ['U0ANA', 'U0BOTH'] }, 'es')
  const sierra = hotel(102, { agents: ['U0BOTH'] }, 'es')
  const known: Known = { languages: { U0ANA: 'en' } }
  it.each([
    ['their own in Slack', 'U0ANA', 'C101DESK', 'en'],
    ['the hotel’s, when theirs is not known', 'U0BOTH', 'C101DESK', 'es'],
    ['the channel’s hotel’s, for a stranger', 'U0STRANGER', 'C102DESK', 'es'],
    ['the desk’s, where no hotel is meant', 'U0BOTH', undefined, 'en'],
  ])('is %s', (_name, userId, channel, language) => {
    expect(identityOf([miramar, sierra], known).who(userId, channel).language).toBe(language)
  })
})

describe('who could decide on a request', () => {
  const here = hotel(101, {
    managers: ['U0CARLA', 'S0MANAGERS', 'U0DIEGO'],
    shared: ['U0DESK'],
  })
  const { approvers } = identityOf([here], { members: { S0MANAGERS: ['U0DIEGO', 'U0EVA', 'U0DESK'] } })

  it.each([
    [
      'of an agent: every manager once, no shared log-in',
      ['U0ANA', undefined],
      ['U0CARLA', 'U0DIEGO', 'U0EVA'],
    ],
    ['of a manager: the others', ['U0CARLA', undefined], ['U0DIEGO', 'U0EVA']],
    ['of a manager at the shared desk: the others', ['U0DESK', 'U0EVA'], ['U0CARLA', 'U0DIEGO']],
  ])('%s', (_name, except, found) => {
    expect(approvers(here, except)).toEqual(found)
  })

  test('and who are its admins: those of the list and its groups, once each', () => {
    const led = hotel(101, { admins: ['U0EVA', 'S0IT'] })
    const { admins } = identityOf([led], {
      members: { S0IT: ['U0FELIX', 'U0EVA'] },
      workspaceAdmins: ['U0OWNER'],
    })
    expect(admins(led)).toEqual(['U0EVA', 'U0FELIX'])
  })

  test('nobody, where the only manager asked', () => {
    const alone = hotel(101, { managers: ['U0CARLA'] })
    expect(identityOf([alone]).approvers(alone, ['U0CARLA'])).toEqual([])
  })
})
