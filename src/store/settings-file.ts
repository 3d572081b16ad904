// The settings file: YAML → Settings, with every problem named by its place in the file.
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import type { DeskHotel, Settings } from '../domain/settings.ts'

const userId = z.string().regex(/^[UW][A-Z0-9]+$/, 'a Slack user id such as U0123ABC')
const person = z.string().regex(/^[UWS][A-Z0-9]+$/, 'a Slack user id (U…) or user group id (S…)')
const channel = z.string().regex(/^[CG][A-Z0-9]+$/, 'a Slack channel id such as C0123ABC')
const wallClock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as "08:00", in quotes')
const zone = z.string().refine(isTimeZone, 'an IANA time zone such as Europe/Madrid')
const day = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
const points = z.number().int().min(0).max(1_000_000)
const minutes = z.number().int().min(1).max(43_200)

const staff = z.strictObject({
  agents: z.union([z.array(person), z.literal('desk-channel-members')]).default([]),
  managers: z.array(person).default([]),
  admins: z.array(person).default([]),
  shared: z.array(userId).default([]),
})
const grant = z.strictObject({
  perAction: points,
  perDay: points,
  above: z.enum(['approval', 'refused']).default('approval'),
})
const redeem = z.enum(['approval', 'allowed', 'refused'])
const policy = z.strictObject({
  agent: z
    .strictObject({
      grant: grant.default({ perAction: 500, perDay: 2000, above: 'approval' }),
      redeem: redeem.default('approval'),
    })
    .prefault({}),
  manager: z
    .strictObject({
      grant: grant.default({ perAction: 5000, perDay: 20_000, above: 'approval' }),
      redeem: redeem.default('allowed'),
    })
    .prefault({}),
  undo: z
    .strictObject({
      authorMinutes: z.number().int().min(0).max(1440).default(10),
      after: z.enum(['manager', 'never']).default('manager'),
    })
    .prefault({}),
  approval: z
    .strictObject({
      expiresAfterMinutes: minutes.default(1440),
      remindAfterMinutes: minutes.default(30),
      ownRequests: z.literal('never').default('never'),
    })
    .prefault({}),
})
const language = z.enum(['es', 'en'])
const hotel = z.strictObject({
  id: z.number().int().positive(),
  name: z.string().min(1).max(60),
  timeZone: zone,
  language: language.optional(),
  channels: z.strictObject({ desk: channel, approvals: channel, digest: channel }),
  dayStartsAt: wallClock.default('00:00'),
  digest: z
    .strictObject({
      at: wallClock.default('08:00'),
      days: z.array(day).default([...day.options]),
    })
    .prefault({}),
  staff: staff.optional(),
  policy: policy.optional(),
})
const file = z.strictObject({
  language: language.default('en'),
  hotels: z.array(hotel).min(1),
  staff: staff.prefault({}),
  policy: policy.prefault({}),
  levels: z.record(z.string().regex(/^\d+$/, 'a level id'), z.string().min(1).max(40)).default({}),
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
  if (!parsed.success) throw new SettingsError(parsed.error.issues.map(placed))
  const { hotels, staff: commonStaff, policy: commonPolicy, ...common } = parsed.data
  const twice = repeated(hotels.map(({ id }) => String(id)))
  const channels = repeated(hotels.flatMap(({ channels }) => [...new Set(Object.values(channels))]))
  const problems = [
    ...twice.map(id => `hotels: the id ${id} stands twice`),
    ...channels.map(id => `hotels: the channel ${id} belongs to two hotels`),
  ]
  if (problems.length > 0) throw new SettingsError(problems)
  return {
    ...common,
    hotels: hotels.map(
      (own): DeskHotel => ({
        ...own,
        language: own.language ?? common.language,
        staff: own.staff ?? commonStaff,
        policy: own.policy ?? commonPolicy,
      }),
    ),
  }
}

function placed(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join('.') || 'the file'
  return `${path}: ${issue.code === 'invalid_format' || issue.code === 'custom' ? `write ${issue.message}` : issue.message}`
}

function repeated(values: string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
