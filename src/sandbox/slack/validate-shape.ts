// Walks a value along the table of limits. Knows the grammar of the table, and of Slack only what ties places
// of one payload together: surfaces, hosts, ids, focus and text that is counted over several objects.

import { checkLeaf, checkSize, nameOf } from './validate-leaf.ts'
import { rules } from './validate-rules.ts'
import { codePoints, type Field, findShape, getShape, isRecord, type Shape } from './validate-table.ts'
import { at, claim, fail, judge, type Walk, warn } from './validate-walk.ts'

/** Checks an object against the row at `address`, such as `block:section`. */
export function checkShape(address: string, value: unknown, pointer: string, walk: Walk): void {
  if (!isRecord(value)) {
    fail(walk, pointer, `must be an object, not ${nameOf(value)}`)
    return
  }
  const shape = getShape(address)
  checkSurface(address, shape, pointer, walk)
  const { host, actionIds } = walk
  if (address.startsWith('block:')) {
    walk.host = nameIn(address)
    walk.actionIds = new Map()
    countBlock(address, shape, value, pointer, walk)
  }
  checkInside(address, shape, value, pointer, walk)
  walk.host = host
  walk.actionIds = actionIds
}

/** Checks the keys of an object: what is forbidden, missing, wrong or unknown. */
export function checkKeys(shape: Shape, value: Record<string, unknown>, pointer: string, walk: Walk): void {
  const present = (key: string) => value[key] !== undefined
  for (const key of shape.forbidden ?? []) {
    if (present(key)) fail(walk, at(pointer, key), `${key} is not allowed here`)
  }
  if (shape.xor && shape.xor.filter(present).length !== 1) {
    fail(walk, pointer, `needs exactly one of ${shape.xor.join(', ')}`)
  }
  if (shape.one_of && !shape.one_of.some(present)) {
    fail(walk, pointer, `needs at least one of ${shape.one_of.join(', ')}`)
  }
  for (const [key, field] of Object.entries(shape.fields)) {
    if (present(key)) checkField(field, value[key], at(pointer, key), walk)
    else if (field.req) judge(walk, field.conf, at(pointer, key), `${key} is missing`)
  }
  for (const key of Object.keys(value)) {
    const isKnown = key === 'type' || Object.hasOwn(shape.fields, key) || shape.forbidden?.includes(key)
    if (!isKnown && present(key)) warn(walk, at(pointer, key), `${key} is not known here`)
  }
}

/** The code points of all texts that a reader sees in a value, however deep. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0)
  if (!isRecord(value)) return 0
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (key === 'text' && typeof inner === 'string' ? codePoints(inner) : textLength(inner)),
    0,
  )
}

function checkInside(
  address: string,
  shape: Shape,
  value: Record<string, unknown>,
  pointer: string,
  walk: Walk,
) {
  checkKeys(shape, value, pointer, walk)
  if (typeof value.block_id === 'string' && address.startsWith('block:')) {
    claim(walk.blockIds, value.block_id, at(pointer, 'block_id'), walk, 'block_id')
  }
  if (typeof value.action_id === 'string' && address.startsWith('element:')) {
    claim(walk.actionIds, value.action_id, at(pointer, 'action_id'), walk, 'action_id')
  }
  if (value.focus_on_load === true && walk.surface !== 'message') {
    if (walk.focused === undefined) walk.focused = pointer
    else fail(walk, at(pointer, 'focus_on_load'), `the focus is already taken by ${walk.focused}`)
  }
  rules[address]?.(value, pointer, walk)
}

function checkSurface(address: string, shape: Shape, pointer: string, walk: Walk): void {
  const name = nameIn(address)
  if (shape.send === false) fail(walk, pointer, `${name} cannot be sent: ${shape.note}`)
  if (shape.surfaces && !shape.surfaces.includes(walk.surface)) {
    const message = `${name} is not for a ${walk.surface}, only for: ${shape.surfaces.join(', ')}`
    judge(walk, shape.surfaces_conf, pointer, message)
  }
}

function countBlock(address: string, shape: Shape, value: unknown, pointer: string, walk: Walk): void {
  const name = nameIn(address)
  const count = (walk.blockCounts.get(name) ?? 0) + 1
  walk.blockCounts.set(name, count)
  if (shape.per_message_max !== undefined && count > shape.per_message_max) {
    fail(walk, pointer, `is ${name} number ${count}, Slack takes at most ${shape.per_message_max}`)
  }
  const text = textLength(value)
  const tooLong = (sum: number, max: number, where: string) =>
    fail(walk, pointer, `${where} ${sum} characters of text, Slack takes at most ${max}`)
  if (shape.aggregate_text_max !== undefined && text > shape.aggregate_text_max) {
    tooLong(text, shape.aggregate_text_max, 'holds')
  }
  if (shape.payload_text_max !== undefined) {
    const sum = (walk.payloadText.get(name) ?? 0) + text
    walk.payloadText.set(name, sum)
    if (sum > shape.payload_text_max)
      tooLong(sum, shape.payload_text_max, `with the ${name} blocks before it holds`)
  }
}

function checkField(field: Field, value: unknown, pointer: string, walk: Walk): void {
  const isDone = (value === null && field.nullable === true) || checkLeaf(field, value, pointer, walk)
  if (isDone) return
  if (field.kind === 'array') checkArray(field, value, pointer, walk)
  else if (field.kind === 'ref') checkShape(field.ref ?? '', value, pointer, walk)
  else if (!isRecord(value)) judge(walk, field.conf, pointer, `must be an object, not ${nameOf(value)}`)
  else if (field.kind === 'typed') checkTyped(field, value, pointer, walk)
  else if (field.kind !== 'object') checkTextObject(field, value, pointer, walk)
}

function checkArray(field: Field, value: unknown, pointer: string, walk: Walk): void {
  if (Array.isArray(value)) {
    checkSize(field, value.length, 'items', pointer, walk)
    const { items } = field
    if (items) for (const [index, item] of value.entries()) checkField(items, item, at(pointer, index), walk)
  } else fail(walk, pointer, `must be an array, not ${nameOf(value)}`)
}

function checkTyped(field: Field, value: Record<string, unknown>, pointer: string, walk: Walk): void {
  const { of = [], untyped } = field
  const { type } = value
  const address = of.find(one => nameIn(one) === type) ?? (of.includes('block:*') ? `block:${type}` : '')
  if (type === undefined && untyped !== undefined) checkShape(untyped, value, pointer, walk)
  else if (typeof type !== 'string') fail(walk, at(pointer, 'type'), 'type is missing')
  else if (address.startsWith('text:')) checkTextObject({ ...field, kind: 'text' }, value, pointer, walk)
  else if (findShape(address)) checkShape(address, value, pointer, walk)
  else {
    const hosts = findShape(`element:${type}`)?.hosts
    const why = hosts ? `may not stand here, only in: ${hosts.join(', ')}` : 'is not known here'
    fail(walk, at(pointer, 'type'), `type "${type}" ${why}`)
  }
}

function checkTextObject(field: Field, value: Record<string, unknown>, pointer: string, walk: Walk): void {
  const allowed = field.kind === 'text' ? ['plain_text', 'mrkdwn'] : [field.kind]
  if (typeof value.type !== 'string' || !allowed.includes(value.type)) {
    judge(walk, field.conf, at(pointer, 'type'), `type must be ${allowed.join(' or ')}`)
    return
  }
  const shape = getShape(`text:${value.type}`)
  const text: Field = { ...shape.fields.text, kind: 'string' }
  if (field.min !== undefined) text.min = field.min
  if (field.max !== undefined) text.max = field.max
  if (field.conf !== undefined) text.conf = field.conf
  checkKeys({ ...shape, fields: { ...shape.fields, text } }, value, pointer, walk)
}

function nameIn(address: string): string {
  return address.slice(address.indexOf(':') + 1)
}
