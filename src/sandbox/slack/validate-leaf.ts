// Checks of single values against one row of the table: strings, numbers, enums and their formats.

import { codePoints, type Field, limits } from './validate-table.ts'
import { judge, type Walk, warn } from './validate-walk.ts'

/** Checks a value of one of the kinds that hold no other values; returns false for every other kind. */
export function checkLeaf(field: Field, value: unknown, pointer: string, walk: Walk): boolean {
  const say = (message: string) => judge(walk, field.conf, pointer, message)
  switch (field.kind) {
    case 'any':
      return true
    case 'string':
      if (typeof value !== 'string') say(`must be a string, not ${nameOf(value)}`)
      else checkString(field, value, pointer, walk)
      return true
    case 'boolean':
      if (typeof value !== 'boolean') say(`must be true or false, not ${nameOf(value)}`)
      return true
    case 'number':
    case 'integer':
      checkNumber(field, value, say)
      return true
    case 'enum':
      if (typeof value !== 'string' || !field.values?.includes(value)) {
        say(`must be one of ${field.values?.join(', ')}, not ${shown(value)}`)
      }
      return true
    default:
      return false
  }
}

/** "has n …, Slack takes …" for whatever is counted: characters, items. */
export function checkSize(field: Field, size: number, unit: string, pointer: string, walk: Walk): void {
  const { min, max, safe_max: safeMax, conf } = field
  if (min !== undefined && size < min) {
    const message = size === 0 ? 'is empty' : `has ${size} ${unit}, Slack asks for at least ${min}`
    judge(walk, conf, pointer, message)
  } else if (max !== undefined && size > max) {
    judge(walk, conf, pointer, `has ${size} ${unit}, Slack takes at most ${max}`)
  } else if (safeMax !== undefined && size > safeMax) {
    warn(walk, pointer, `has ${size} ${unit}, only ${safeMax} are sure to be taken`)
  }
}

export function nameOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

function checkString(field: Field, value: string, pointer: string, walk: Walk): void {
  const say = (message: string) => judge(walk, field.conf, pointer, message)
  checkSize(field, codePoints(value), 'characters', pointer, walk)
  if (value === '') return
  if (field.pattern !== undefined && !new RegExp(field.pattern, 'u').test(value)) {
    say(`${shown(value)} does not match ${field.pattern}`)
  } else if (field.format !== undefined && !formats[field.format](value)) {
    say(`${shown(value)} is not a valid ${field.format.replace('_', ' ')}`)
  }
}

function checkNumber(field: Field, value: unknown, say: (message: string) => void): void {
  const { min, max, exclusive_min: above } = field
  if (typeof value !== 'number' || !Number.isFinite(value)) say(`must be a number, not ${shown(value)}`)
  else if (field.kind === 'integer' && !Number.isInteger(value)) say(`${value} is not a whole number`)
  else if (min !== undefined && value < min) say(`${value} is less than ${min}`)
  else if (max !== undefined && value > max) say(`${value} is more than ${max}`)
  else if (above !== undefined && value <= above) say(`${value} is not more than ${above}`)
}

const formats: Record<NonNullable<Field['format']>, (value: string) => boolean> = {
  uri: value => hasProtocol(value, limits.formats.uri),
  https: value => hasProtocol(value, limits.formats.https),
  date: value => {
    const time = Date.parse(`${value}T00:00:00Z`)
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
  },
  time_zone: value => {
    try {
      return Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== ''
    } catch {
      return false
    }
  },
}

function hasProtocol(value: string, protocols: readonly string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol)
}

function shown(value: unknown): string {
  return typeof value === 'string' && codePoints(value) <= 60 ? `"${value}"` : nameOf(value)
}
