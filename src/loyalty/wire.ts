// The small pieces that the wire schemas are made of, tolerant where the API is not documented: numbers as
// strings, ids as objects, missing fields. What cannot be read at all is drift, named by its field.
import * as z from 'zod'
import { type ContactId, type OperationId, type ProductId, type Unknown, unknown } from '../domain/guest.ts'

/** Reads a parsed body: the value, or what is wrong with it. */
export type Reader<T> = (body: unknown) => Read<T>
export type Read<T> = { value: T } | { issues: readonly string[] }

export type FieldNames = Readonly<Record<string, string>>

const mostIssues = 5

/**
 * Parses, then maps. The schema is built once, by the caller.
 * @param names the API's names of fields that the schema calls differently, for the issues
 */
export function createReader<Schema extends z.ZodType, T>(
  schema: Schema,
  to: (wire: z.output<Schema>) => T,
  names: FieldNames = {},
): Reader<T> {
  return body => {
    const parsed = schema.safeParse(body)
    if (parsed.success) return { value: to(parsed.data) }
    return {
      issues: parsed.error.issues
        .slice(0, mostIssues)
        .map(issue => `${at(issue.path, names)}: ${issue.message}`),
    }
  }
}

/** Reads, then holds the value against what was asked. */
export function checked<A, B>(reader: Reader<A>, check: (value: A) => Read<B>): Reader<B> {
  return body => {
    const read = reader(body)
    return 'issues' in read ? read : check(read.value)
  }
}

/** For calls whose answer is not documented and not needed. */
export const readNothing: Reader<undefined> = () => ({ value: undefined })

function at(path: readonly PropertyKey[], names: FieldNames): string {
  let text = ''
  for (const part of path) {
    text += typeof part === 'number' ? `[${part}]` : `${text && '.'}${names[String(part)] ?? String(part)}`
  }
  return text || 'body'
}

const noId = 'not an id'
const plainIdWire = z.union([z.int(noId).positive(noId), z.string().regex(/^[1-9]\d{0,14}$/, noId)], noId)

/** A number, digits, or an object that has one of them as `id`. */
export const idWire = z.union([plainIdWire, z.looseObject({ id: plainIdWire })], noId)
const noCount = 'not a count'
export const countWire = z.union(
  [z.int(noCount).nonnegative(noCount), z.string().regex(/^\d{1,15}$/, noCount)],
  noCount,
)
const noNumber = 'not a number'
export const amountWire = z
  .union([z.number(), z.string().regex(/^\s*(-?\d{1,15}(\.\d+)?)?\s*$/, noNumber), z.null()], noNumber)
  .optional()
export const textWire = z.union([z.string(), z.number(), z.null()], 'not a text').optional()
export const flagWire = z.union([z.boolean(), z.literal([0, 1]), z.null()], 'not yes or no').optional()
export const idsWire = z.array(idWire, 'not a list of ids').nullish()

type IdWire = z.infer<typeof idWire>

export function toId(wire: IdWire): number {
  return Number(typeof wire === 'object' ? wire.id : wire)
}

export const toIdOrNone = (wire: IdWire | null | undefined) => (wire == null ? undefined : toId(wire))

export function toAmount(wire: z.infer<typeof amountWire>): number | Unknown {
  if (wire === null || wire === undefined) return unknown
  if (typeof wire === 'number') return wire
  return wire.trim() === '' ? unknown : Number(wire)
}

export const toText = (wire: z.infer<typeof textWire>) => (wire == null ? '' : String(wire).trim())

export const toTextOrNone = (wire: z.infer<typeof textWire>) => toText(wire) || undefined

// Some databases print a date that was never set as 0000-00-00: no day that a calendar knows.
const day = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`
const time = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d`
const dayAhead = new RegExp(`^${day}`)
const momentAhead = new RegExp(`^(${day})[T ](${time})`)

/** `YYYY-MM-DD` of a date or a date with time. */
export function toDay(wire: z.infer<typeof textWire>): string | undefined {
  return dayAhead.exec(toText(wire))?.[0]
}

/** `YYYY-MM-DDTHH:MM:SS` as printed, microseconds cut; an offset, which the API does not print, would be too. */
export function toMoment(wire: z.infer<typeof textWire>): string | Unknown {
  const found = momentAhead.exec(toText(wire))
  return found ? `${found[1]}T${found[2]}` : unknown
}

// Ids of idWire are positive safe whole numbers: checked there.
export const asContactId = (id: number) => id as ContactId
export const asOperationId = (id: number) => id as OperationId
export const asProductId = (id: number) => id as ProductId
