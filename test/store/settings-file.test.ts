// The settings file: what the desk makes of it, and how it names what is wrong with it.
import { describe, expect, it, test } from 'vitest'
import { hotelById, hotelOfChannel } from '../../src/domain/settings.ts'
import { parseSettings, SettingsError } from '../../src/store/settings-file.ts'

const example = `
language: es                     # es or en; for channels
hotels:
  - id: 101
    name: Hotel Miramar
    timeZone: Europe/Madrid
    channels: { desk: C0DESK, approvals: C0APPR, digest: C0DIGEST }
    dayStartsAt: "00:00"
    digest: { at: "08:00", days: [mon, tue, wed, thu, fri, sat, sun] }
staff:
  agents: [U0ANA, U0BEN]
  managers: [U0CARLA, U0DIEGO]
  admins: [U0CARLA]
  shared: [U0DESK]
policy:
  agent:   { grant: { perAction: 500, perDay: 2000, above: approval }, redeem: approval }
  manager: { grant: { perAction: 5000, perDay: 20000, above: approval }, redeem: allowed }
  undo: { authorMinutes: 10, after: manager }
  approval: { expiresAfterMinutes: 1440, remindAfterMinutes: 30, ownRequests: never }
levels: { "2673": Gold }
rooms: { lookBackDays: 7 }
`
const least = `
hotels:
  - id: 101
    name: Hotel Miramar
    timeZone: Europe/Madrid
    channels: { desk: C0DESK, approvals: C0APPR, digest: C0DIGEST }
`
const second = `  - id: 102
    name: Hotel Sierra
    timeZone: America/Mexico_City
    channels: { desk: C1DESK, approvals: C1APPR, digest: C1DIGEST }
`

const usualPolicy = {
  agent: { grant: { perAction: 500, perDay: 2000, above: 'approval' }, redeem: 'approval' },
  manager: { grant: { perAction: 5000, perDay: 20_000, above: 'approval' }, redeem: 'allowed' },
  undo: { authorMinutes: 10, after: 'manager' },
  approval: { expiresAfterMinutes: 1440, remindAfterMinutes: 30, ownRequests: 'never' },
  adjust: { enabled: false, approvalAbove: 1000 },
}

function problemsOf(text: string): readonly string[] {
  try {
    parseSettings(text)
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    for (const problem of error.problems) expect(error.message).toContain(`\n  ${problem}`)
    return error.problems
  }
  return []
}

describe('a complete file', () => {
  test('is read as it is written', () => {
    expect(parseSettings(example)).toEqual({
      language: 'es',
      hotels: [
        {
          id: 101,
          name: 'Hotel Miramar',
          timeZone: 'Europe/Madrid',
          language: 'es',
          channels: { desk: 'C0DESK', approvals: 'C0APPR', digest: 'C0DIGEST' },
          dayStartsAt: '00:00',
          digest: { at: '08:00', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
          handover: [],
          staff: {
            agents: ['U0ANA', 'U0BEN'],
            managers: ['U0CARLA', 'U0DIEGO'],
            admins: ['U0CARLA'],
            shared: ['U0DESK'],
          },
          policy: usualPolicy,
        },
      ],
      levels: { '2673': 'Gold' },
      rooms: { lookBackDays: 7 },
    })
  })

  test('leads from a hotel’s number or channel to the hotel', () => {
    const settings = parseSettings(least + second)
    expect(hotelById(settings, 102)?.name).toBe('Hotel Sierra')
    expect(hotelById(settings, 103)).toBeUndefined()
    for (const channel of ['C1DESK', 'C1APPR', 'C1DIGEST'])
      expect(hotelOfChannel(settings, channel)?.id).toBe(102)
    expect(hotelOfChannel(settings, 'C0OTHER')).toBeUndefined()
    expect(hotelOfChannel(settings, undefined)).toBeUndefined()
  })
})

test('the least that a file needs; the rest has its usual values', () => {
  const settings = parseSettings(least)
  expect(settings).toMatchObject({ language: 'en', levels: {}, rooms: { lookBackDays: 7 } })
  expect(settings.hotels[0]).toMatchObject({
    language: 'en',
    dayStartsAt: '00:00',
    digest: { at: '08:00', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
    handover: [],
    staff: { agents: [], managers: [], admins: [], shared: [] },
    policy: usualPolicy,
  })
})

describe('what may be written', () => {
  it.each([
    ['agents by their channel', 'staff: { agents: desk-channel-members }'],
    ['user groups', 'staff: { agents: [S0AGENTS], managers: [S0MANAGERS], admins: [S0IT] }'],
    ['people of another workspace', 'staff: { agents: [W0ANA] }'],
    ['level numbers without quotes', 'levels: { 2673: Gold }'],
    ['no look back at all', 'rooms: { lookBackDays: 0 }'],
    ['the hotel’s own consent', `consent: { version: '3', en: ${'x'.repeat(30)}, es: ${'x'.repeat(30)} }`],
    ['adjusting switched on, with the usual limit', 'policy: { adjust: { enabled: true } }'],
    ['no undo by the author', 'policy: { undo: { authorMinutes: 0, after: never } }'],
  ])('%s', (_what, line) => {
    expect(problemsOf(`${least}${line}\n`)).toEqual([])
  })

  test('a hotel’s own language, day and digest', () => {
    const own = `${least}    language: es\n    dayStartsAt: 03:00\n    digest: { at: '07:30', days: [mon] }\n`
    expect(parseSettings(own).hotels[0]).toMatchObject({
      language: 'es',
      dayStartsAt: '03:00',
      digest: { at: '07:30', days: ['mon'] },
    })
  })
})

describe('a hotel’s own staff and policy', () => {
  const common = `
staff: { agents: [U0ANA], managers: [U0CARLA], shared: [U0DESK] }
policy:
  agent: { grant: { perAction: 100, perDay: 300, above: refused }, redeem: refused }
  undo: { authorMinutes: 5 }
  adjust: { enabled: true, approvalAbove: 200 }
`
  const [first, sierra] = parseSettings(`${least}${second}    staff: { managers: [U0DIEGO] }
    policy: { agent: { redeem: allowed }, approval: { remindAfterMinutes: 15 }, adjust: { enabled: false } }
${common}`).hotels

  test('stand over the common ones', () => {
    expect(sierra?.staff.managers).toEqual(['U0DIEGO'])
    expect(sierra?.policy.agent.redeem).toBe('allowed')
    expect(sierra?.policy.approval.remindAfterMinutes).toBe(15)
    expect(sierra?.policy.adjust.enabled).toBe(false)
  })

  test('leave in force what they do not mention: no limit falls back to the usual one by accident', () => {
    expect(sierra?.staff).toEqual({
      agents: ['U0ANA'],
      managers: ['U0DIEGO'],
      admins: [],
      shared: ['U0DESK'],
    })
    expect(sierra?.policy.agent.grant).toEqual({ perAction: 100, perDay: 300, above: 'refused' })
    expect(sierra?.policy.undo).toEqual({ authorMinutes: 5, after: 'manager' })
    expect(sierra?.policy.adjust.approvalAbove).toBe(200)
    expect(sierra?.policy.manager).toEqual(usualPolicy.manager)
    expect(sierra?.policy.approval.expiresAfterMinutes).toBe(1440)
  })

  test('change nothing for the other hotels', () => {
    expect(first?.staff.managers).toEqual(['U0CARLA'])
    expect(first?.policy.agent.redeem).toBe('refused')
    expect(first?.policy.approval.remindAfterMinutes).toBe(30)
    expect(first?.policy.adjust).toEqual({ enabled: true, approvalAbove: 200 })
  })
})

describe('what is wrong is named by its place', () => {
  it.each([
    ['an empty file', '', 'the file: Invalid input: expected object, received null'],
    ['a list', '- 101', 'the file: Invalid input: expected object, received array'],
    [
      'a consent without Spanish',
      `${least}consent: { version: '3', en: ${'x'.repeat(30)} }`,
      'consent.es: Invalid input: expected string, received undefined',
    ],
    [
      'a word where adjusting is switched on',
      `${least}policy: { adjust: { enabled: managers } }`,
      'policy.adjust.enabled: Invalid input: expected boolean, received string',
    ],
    ['no hotels', 'hotels: []', 'hotels: Too small: expected array to have >=1 items'],
    ['an unknown key', `${least}hotel: 1`, 'the file: Unrecognized key: "hotel"'],
    ['an unknown language', `${least}language: fr`, 'language: Invalid option: expected one of "es"|"en"'],
    [
      'a time zone’s nickname',
      least.replace('Europe/Madrid', 'Madrid'),
      'hotels.0.timeZone: write an IANA time zone such as Europe/Madrid',
    ],
    [
      'a fixed offset',
      least.replace('Europe/Madrid', '+02:00'),
      'hotels.0.timeZone: write an IANA time zone such as Europe/Madrid',
    ],
    [
      'no time zone',
      least.replace(/ {4}timeZone.*\n/, ''),
      'hotels.0.timeZone: write an IANA time zone such as Europe/Madrid',
    ],
    [
      'a channel’s name',
      least.replace('C0DIGEST', 'digest'),
      'hotels.0.channels.digest: write a Slack channel id such as C0123ABC',
    ],
    [
      'a hotel id in quotes',
      least.replace('101', '"101"'),
      'hotels.0.id: Invalid input: expected number, received string',
    ],
    [
      'an hour that no day has',
      `${least}    dayStartsAt: "25:00"`,
      'hotels.0.dayStartsAt: write a time such as "08:00", in quotes',
    ],
    [
      'an hour without minutes',
      `${least}    dayStartsAt: 3`,
      'hotels.0.dayStartsAt: write a time such as "08:00", in quotes',
    ],
    [
      'a weekday in full',
      `${least}    digest: { days: [monday] }`,
      'hotels.0.digest.days.0: Invalid option: expected one of "mon"|"tue"|"wed"|"thu"|"fri"|"sat"|"sun"',
    ],
    [
      'an agent’s name',
      `${least}staff: { agents: [U0ANA, ana] }`,
      'staff.agents.1: write a Slack user id (U…) or user group id (S…)',
    ],
    [
      'an agent’s number',
      `${least}staff: { agents: [5] }`,
      'staff.agents.0: write a Slack user id (U…) or user group id (S…)',
    ],
    [
      'everybody as agent',
      `${least}staff: { agents: everybody }`,
      'staff.agents: write a list of Slack ids, or desk-channel-members',
    ],
    [
      'a manager’s e-mail',
      `${least}staff: { managers: [carla@example.com] }`,
      'staff.managers.0: write a Slack user id (U…) or user group id (S…)',
    ],
    [
      'a group as a shared log-in',
      `${least}staff: { shared: [S0DESK] }`,
      'staff.shared.0: write a Slack user id such as U0123ABC',
    ],
    [
      'half a limit',
      `${least}policy: { agent: { grant: { perAction: 5 } } }`,
      'policy.agent.grant.perDay: Invalid input: expected number, received undefined',
    ],
    [
      'a negative limit',
      `${least}policy: { agent: { grant: { perAction: -5, perDay: 5 } } }`,
      'policy.agent.grant.perAction: Too small: expected number to be >=0',
    ],
    [
      'points in parts',
      `${least}policy: { manager: { grant: { perAction: 5, perDay: 5.5 } } }`,
      'policy.manager.grant.perDay: Invalid input: expected int, received number',
    ],
    [
      'approving one’s own requests',
      `${least}policy: { approval: { ownRequests: allowed } }`,
      'policy.approval.ownRequests: Invalid input: expected "never"',
    ],
    [
      'an unknown rule',
      `${least}policy: { agent: { redeem: sometimes } }`,
      'policy.agent.redeem: Invalid option: expected one of "approval"|"allowed"|"refused"',
    ],
    [
      'a level by its name',
      `${least}levels: { gold: Gold }`,
      'levels.gold: write a level id, digits only, before the name',
    ],
    [
      'a long look back',
      `${least}rooms: { lookBackDays: 99 }`,
      'rooms.lookBackDays: Too big: expected number to be <=31',
    ],
    [
      'the same key twice',
      `${least}language: es\nlanguage: en`,
      'not YAML: Map keys must be unique at line 8, column 1:',
    ],
    [
      'a bracket that stays open',
      'hotels: [',
      'not YAML: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 10:',
    ],
  ])('%s', (_what, text, problem) => {
    expect(problemsOf(text)).toEqual([problem])
  })

  test('a hotel or a channel that stands twice', () => {
    expect(problemsOf(least + second.replace('102', '101').replace('C1APPR', 'C0APPR'))).toEqual([
      'hotels: the id 101 stands twice',
      'hotels: the channel C0APPR belongs to two hotels',
    ])
  })

  test('one channel may serve one hotel for everything', () => {
    expect(problemsOf(least.replaceAll(/C0APPR|C0DIGEST/g, 'C0DESK'))).toEqual([])
  })

  test('several problems at once, each on its line', () => {
    expect(
      problemsOf(`language: fr${least}staff: { agents: [ana, ben], managers: [carla] }\nrooms: 7\n`),
    ).toEqual([
      'language: Invalid option: expected one of "es"|"en"',
      'staff.agents.0: write a Slack user id (U…) or user group id (S…)',
      'staff.agents.1: write a Slack user id (U…) or user group id (S…)',
      'staff.managers.0: write a Slack user id (U…) or user group id (S…)',
      'rooms: Invalid input: expected object, received number',
    ])
  })
})
