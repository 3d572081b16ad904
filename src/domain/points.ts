// Points are whole and positive; what people type is read only where it has one meaning.

export type Points = number & { readonly points: unique symbol }

/** More than this in one action is a slip of the hand, whatever the limits say. */
export const maxPoints = 1_000_000

export type PointsProblem =
  | 'empty'
  | 'not-a-number'
  | 'zero'
  | 'negative'
  | 'decimal'
  | 'ambiguous'
  | 'too-many'

export type ParsedPoints = { ok: true; points: Points } | { ok: false; problem: PointsProblem }

export function toPoints(value: number): Points | undefined {
  return Number.isSafeInteger(value) && value > 0 && value <= maxPoints ? (value as Points) : undefined
}

const plain = /^\d+$/
const grouped = /^[1-9]\d{0,2}([.,'\u00a0\u202f ]\d{3})+$/
const separators = /[.,'\u00a0\u202f ]/g
const decimal = /^\d*[.,]\d{1,2}$/

/**
 * Reads what a person typed: "1500", "1.500" and "1,500" are 1500; "1.5" is refused as a decimal; "1.500,5" or
 * "0.500" could mean two things and is asked again.
 */
export function parsePoints(text: string): ParsedPoints {
  const typed = text.trim()
  if (typed === '') return refuse('empty')
  if (/^[-−–]\s*\d/.test(typed)) return refuse('negative')
  const bare = typed.replace(/^\+\s*/, '')
  if (plain.test(bare)) return whole(Number(bare))
  if (decimal.test(bare)) return refuse('decimal')
  if (isGrouped(bare)) return whole(Number(bare.replace(separators, '')))
  return refuse(/^[\d.,'\s]+$/.test(bare) && /\d/.test(bare) ? 'ambiguous' : 'not-a-number')
}

function isGrouped(text: string): boolean {
  return grouped.test(text) && new Set(text.match(separators) ?? []).size === 1
}

function whole(value: number): ParsedPoints {
  if (value === 0) return refuse('zero')
  const points = toPoints(value)
  return points === undefined ? refuse('too-many') : { ok: true, points }
}

function refuse(problem: PointsProblem): ParsedPoints {
  return { ok: false, problem }
}
