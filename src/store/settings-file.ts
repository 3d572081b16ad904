// The settings file: YAML → Settings, with every problem named by its place in the file.
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import type { DeskHotel, Policy, Settings, StaffLists } from '../domain/settings.ts'

const matching = (pattern: RegExp, what: string) => z.string(what).regex(pattern, what)
const userId = matching(/^[UW][A-Z0-9]+$/, 'a Slack user id such as U0123ABC')
const person = matching(/^[UWS][A-Z0-9]+$/, 'a Slack user id (U…) or user group id (S…)')
const channel = matching(/^[CG][A-Z0-9]+$/, 'a Slack channel id such as C0123ABC')
const wallClock = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as "08:00", in quotes')
const zoneName = 'an IANA time zone such as Europe/Madrid'
const zone = z.string(zoneName).refine(isTimeZone, zoneName)
const day = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
const points = z.number().int().min(0).max(1_000_000)
const minutes = z.number().int().min(1).max(43_200)

// Staff and policy may stand for all hotels and for one: what a hotel leaves out stays as for all.
const staff = z.strictObject({
  agents: z
    .union(
      [z.array(person), z.literal('desk-channel-members')],
      'a list of Slack ids, or desk-channel-members',
    )
    .exactOptional(),
  managers: z.array(person).exactOptional(),
  admins: z.array(person).exactOptional(),
  shared: z.array(userId).exactOptional(),
})
const role = z.strictObject({
  grant: z
    .strictObject({
      perAction: points,
      perDay: points,
      above: z.enum(['approval', 'refused']).default('approval'),
    })
    .exactOptional(),
  redeem: z.enum(['approval', 'allowed', 'refused']).exactOptional(),
})
const policy = z.strictObject({
  agent: role.prefault({}),
  manager: role.prefault({}),
  undo: z
    .strictObject({
      authorMinutes: z.number().int().min(0).max(1440).exactOptional(),
      after: z.enum(['manager', 'never']).exactOptional(),
    })
    .prefault({}),
  approval: z
    .strictObject({
      expiresAfterMinutes: minutes.exactOptional(),
      remindAfterMinutes: minutes.exactOptional(),
      ownRequests: z.literal('never').exactOptional(),
    })
    .prefault({}),
  adjust: z
    .strictObject({ enabled: z.boolean().exactOptional(), approvalAbove: points.exactOptional() })
    .prefault({}),
})

const noStaff: StaffLists = { agents: [], managers: [], admins: [], shared: [] }
const usualPolicy: Policy = {
  agent: { grant: { perAction: 500, perDay: 2000, above: 'approval' }, redeem: 'approval' },
  manager: { grant: { perAction: 5000, perDay: 20_000, above: 'approval' }, redeem: 'allowed' },
  undo: { authorMinutes: 10, after: 'manager' },
  approval: { expiresAfterMinutes: 1440, remindAfterMinutes: 30, ownRequests: 'never' },
  adjust: { enabled: false, approvalAbove: 1000 },
}

function policyOver(base: Policy, own: z.infer<typeof policy>): Policy {
  return {
    agent: { ...base.agent, ...own.agent },
    manager: { ...base.manager, ...own.manager },
    undo: { ...base.undo, ...own.undo },
    approval: { ...base.approval, ...own.approval },
    adjust: { ...base.adjust, ...own.adjust },
  }
}

const wording = z.string().min(20).max(2000)
const consent = z.strictObject({ version: z.string().min(1).max(20), en: wording, es: wording })

const language = z.enum(['es', 'en'])
const hotel = z.strictObject({
  id: z.number().int().positive(),
  name: z.string().min(1).max(60),
  timeZone: zone,
  language: language.optional(),
  channels: z.strictObject({ desk: channel, approvals: channel, digest: channel }),
  dayStartsAt: wallClock.default('00:00'),
  handover: z.array(wallClock).max(12).default([]),
  digest: z
    .strictObject({
      at: wallClock.default('08:00'),
      days: z.array(day).default([...day.options]),
    })
    .prefault({}),
  staff: staff.prefault({}),
  policy: policy.prefault({}),
  consent: consent.exactOptional(),
})
const file = z.strictObject({
  language: language.default('en'),
  hotels: z.array(hotel).min(1),
  staff: staff.prefault({}),
  policy: policy.prefault({}),
  consent: consent.exactOptional(),
  levels: z
    .record(z.string().regex(/^\d+$/), z.string().min(1).max(40), {
      error: ({ code }) => (code === 'invalid_key' ? 'a level id, digits only, before the name' : undefined),
    })
    .default({}),
  rooms: z.strictObject({ lookBackDays: z.number().int().min(0).max(31).default(7) }).prefault({}),
})

/** Thrown by `parseSettings`; one line for each problem, with its place in the file. */
export class SettingsError extends Error {
  override name = 'SettingsError'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(['The settings file cannot be used:', ...problems.map(problem => `  ${problem}`)].join('\n'))
    this.problems = problems
  }
}

/** @param text YAML as in the contract; throws SettingsError listing everything that is wrong */
export function parseSettings(text: string): Settings {
  let raw: unknown
  try {
    raw = parseYaml(text)
  } catch (error) {
    throw new SettingsError([
      `not YAML: ${error instanceof Error ? error.message.split('\n')[0] : 'unreadable'}`,
    ])
  }
  const parsed = file.safeParse(raw)
  if (!parsed.success) throw new SettingsError(parsed.error.issues.flatMap(issue => placed(issue)))
  const { hotels, ...common } = parsed.data
  const twice = repeated(hotels.map(({ id }) => String(id)))
  const channels = repeated(hotels.flatMap(({ channels }) => [...new Set(Object.values(channels))]))
  const problems = [
    ...twice.map(id => `hotels: the id ${id} stands twice`),
    ...channels.map(id => `hotels: the channel ${id} belongs to two hotels`),
  ]
  if (problems.length > 0) throw new SettingsError(problems)
  const commonStaff = { ...noStaff, ...common.staff }
  const commonPolicy = policyOver(usualPolicy, common.policy)
  return {
    language: common.language,
    levels: common.levels,
    rooms: common.rooms,
    hotels: hotels.map(
      (own): DeskHotel => ({
        ...(common.consent && { consent: common.consent }),
        ...own,
        language: own.language ?? common.language,
        staff: { ...commonStaff, ...own.staff },
        policy: policyOver(commonPolicy, own.policy),
      }),
    ),
  }
}

function placed(issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): string[] {
  const path = [...above, ...issue.path]
  // Of the ways to write something, the one that was begun is the one that was meant.
  const begun =
    issue.code === 'invalid_union'
      ? issue.errors.find(branch => branch.some(inner => inner.path.length > 0))
      : undefined
  if (begun) return begun.flatMap(inner => placed(inner, path))
  const hint = /^an? /.test(issue.message) ? `write ${issue.message}` : issue.message
  return [`${path.map(String).join('.') || 'the file'}: ${hint}`]
}

function repeated(values: string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}

function isTimeZone(name: string): boolean {
  try {
    // An offset such as +02:00 is accepted by Intl but knows no summer time.
    return /^[A-Z]/i.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
