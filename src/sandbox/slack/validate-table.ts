// Reads limits.json, the table of what Slack accepts, and checks the table itself at load: a misspelled key
// in it would otherwise switch a rule off in silence.

import { z } from 'zod'
import raw from './limits.json' with { type: 'json' }

const kinds = [
  'string',
  'boolean',
  'number',
  'integer',
  'enum',
  'plain_text',
  'mrkdwn',
  'text',
  'array',
  'typed',
  'ref',
  'object',
  'any',
] as const
const confidence = z.enum(['med', 'low'])
const surface = z.enum(['message', 'modal', 'home'])

const fieldRow = z.strictObject({
  kind: z.enum(kinds),
  req: z.boolean().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  safe_max: z.number().optional(),
  exclusive_min: z.number().optional(),
  pattern: z.string().optional(),
  format: z.enum(['uri', 'https', 'date', 'time_zone']).optional(),
  values: z.array(z.string()).optional(),
  get items(): z.ZodOptional<typeof fieldRow> {
    return fieldRow.optional()
  },
  of: z.array(z.string()).optional(),
  untyped: z.string().optional(),
  ref: z.string().optional(),
  nullable: z.boolean().optional(),
  default: z.unknown().optional(),
  conf: confidence.optional(),
  note: z.string().optional(),
})

const shapeRow = z.strictObject({
  fields: z.record(z.string(), fieldRow),
  surfaces: z.array(surface).optional(),
  surfaces_conf: confidence.optional(),
  hosts: z.array(z.string()).optional(),
  send: z.boolean().optional(),
  xor: z.array(z.string()).optional(),
  one_of: z.array(z.string()).optional(),
  forbidden: z.array(z.string()).optional(),
  aggregate_text_max: z.number().optional(),
  payload_text_max: z.number().optional(),
  per_message_max: z.number().optional(),
  bytes_max: z.number().optional(),
  note: z.string().optional(),
})

const methodRow = z.strictObject({
  tier: z.enum(['t1', 't2', 't3', 't4', 'special']).nullable(),
  bot_scopes: z.array(z.string()).optional(),
  scope_by_conversation: z
    .strictObject({ public: z.string(), private: z.string(), im: z.string(), mpim: z.string() })
    .optional(),
  outside_public_channel: z.string().optional(),
  app_level_scope: z.string().optional(),
  token: z.string().optional(),
  conf: confidence.optional(),
  note: z.string().optional(),
})

const tableRow = z.object({
  shapes: z.record(z.string(), z.record(z.string(), shapeRow)),
  formats: z.strictObject({ uri: z.array(z.string()), https: z.array(z.string()) }),
  message: z.object({
    total_block_text: z.object({ safe_max: z.number(), error: z.string() }),
    table_family: z.object({ types: z.array(z.string()), max: z.number(), error: z.string() }),
    text_too_long: z.object({ error: z.string() }),
    no_text: z.object({ error: z.string() }),
    markdown_text: z.object({ exclusive_with: z.array(z.string()), error: z.string() }),
  }),
  view: z.object({ stack_max: z.number(), too_large: z.object({ error: z.string() }) }),
  runtime: z.object({
    ack_ms: z.number(),
    trigger_id: z.object({ ttl_ms: z.number(), uses: z.number() }),
    response_url: z.object({ ttl_s: z.number(), uses: z.number() }),
    modal_stack: z.number(),
    events_retry: z.object({ count: z.number(), after: z.array(z.string()) }),
    signature_max_age_s: z.number(),
    socket_connections_per_app: z.number(),
  }),
  rate_limits: z.object({
    tiers: z.strictObject({ t1: z.number(), t2: z.number(), t3: z.number(), t4: z.number() }),
    methods: z.record(z.string(), methodRow),
  }),
})

export type Field = z.infer<typeof fieldRow>
export type Shape = z.infer<typeof shapeRow>

/**
 * Slack's limits: shapes of payloads, run-time limits (units are in the key names) and, per Web API method,
 * rate tier (calls a minute) and scopes. Sources are named in limits.json.
 */
export const limits = tableRow.parse(raw)

/** The row at an address `group:name`, such as `block:section`; undefined when the table has none. */
export function findShape(address: string): Shape | undefined {
  const [group = '', name = ''] = address.split(':')
  return Object.hasOwn(limits.shapes, group) && Object.hasOwn(limits.shapes[group] ?? {}, name)
    ? limits.shapes[group]?.[name]
    : undefined
}

/** As `findShape`, for addresses that the code or the table itself names. */
export function getShape(address: string): Shape {
  const shape = findShape(address)
  if (shape === undefined) throw new Error(`limits.json has no row ${address}`)
  return shape
}

/** Length as Slack counts it: Unicode code points, so an emoji outside the basic plane is one. */
export function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
