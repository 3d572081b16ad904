// What people type as points: one meaning is read, two meanings are asked again.
import { expect, it } from 'vitest'
import { maxPoints, type PointsProblem, parsePoints, toPoints } from '../../src/domain/points.ts'

it.each([
  ['1500', 1500],
  ['1.500', 1500],
  ['1,500', 1500],
  ['1 500', 1500],
  ['1\u00a0500', 1500],
  ['1\u202f500', 1500],
  ["1'500", 1500],
  ['100.000', 100_000],
  ['999.999', 999_999],
  ['1.000.000', 1_000_000],
  ['1,000,000', 1_000_000],
  ['1', 1],
  [' 300 ', 300],
  ['+300', 300],
  ['+ 300', 300],
  ['007', 7],
])('“%s” is %i points', (typed, points) => {
  expect(parsePoints(typed)).toEqual({ ok: true, points })
})

it.each<[string, PointsProblem]>([
  ['', 'empty'],
  ['   ', 'empty'],
  ['\u00a0', 'empty'],
  ['0', 'zero'],
  ['00', 'zero'],
  ['000', 'zero'],
  ['+0', 'zero'],
  ['-5', 'negative'],
  ['\u22125', 'negative'],
  ['–5', 'negative'],
  ['- 5', 'negative'],
  ['-1.500', 'negative'],
  ['1.5', 'decimal'],
  ['1,5', 'decimal'],
  ['1,50', 'decimal'],
  ['1500.00', 'decimal'],
  [',5', 'decimal'],
  ['0.5', 'decimal'],
  ['0.500', 'ambiguous'],
  ['0,500', 'ambiguous'],
  ['1.500,00', 'ambiguous'],
  ['1,500.00', 'ambiguous'],
  ['1.500,000', 'ambiguous'],
  ['1.50.000', 'ambiguous'],
  ['1.5000', 'ambiguous'],
  ['1500.000', 'ambiguous'],
  ['15 00', 'ambiguous'],
  ['1  500', 'ambiguous'],
  ['300.', 'ambiguous'],
  ['.', 'not-a-number'],
  ['1e3', 'not-a-number'],
  ['0x10', 'not-a-number'],
  ['Infinity', 'not-a-number'],
  ['NaN', 'not-a-number'],
  ['٣٠٠', 'not-a-number'],
  ['３００', 'not-a-number'],
  ['🎁', 'not-a-number'],
  ['300🎁', 'not-a-number'],
  ['300 points', 'not-a-number'],
  ['three hundred', 'not-a-number'],
  ['+-300', 'not-a-number'],
  ['1000001', 'too-many'],
  ['1.000.001', 'too-many'],
  ['1.500.000', 'too-many'],
  ['9007199254740993', 'too-many'],
  ['9'.repeat(400), 'too-many'],
])('“%s” is asked again: %s', (typed, problem) => {
  expect(parsePoints(typed)).toEqual({ ok: false, problem })
})

it.each([
  [1, true],
  [maxPoints, true],
  [maxPoints + 1, false],
  [0, false],
  [-1, false],
  [1.5, false],
  [Number.NaN, false],
  [Number.POSITIVE_INFINITY, false],
])('%d is a number of points that can be granted: %s', (value, isPoints) => {
  expect(toPoints(value)).toBe(isPoints ? value : undefined)
})
