// What an open window remembers of its guest: for ten minutes, in so many windows, and of no other guest.
import { expect, test } from 'vitest'
import { createViewMemory } from '../../src/actions/view-memory.ts'
import type { ContactId } from '../../src/domain/guest.ts'

const maria = 11656629 as ContactId
const john = 11656603 as ContactId
const minute = 60_000

test('a window finds what it showed, for ten minutes and for its own guest alone', () => {
  let now = 0
  const memory = createViewMemory<string>({ now: () => now })
  memory.keep('V1', maria, 'rows')
  expect(memory.find('V1', maria)).toBe('rows')
  expect(memory.find('V1', john)).toBeUndefined()
  expect(memory.find('V2', maria)).toBeUndefined()
  now = 10 * minute - 1
  expect(memory.find('V1', maria)).toBe('rows')
  now = 10 * minute
  expect(memory.find('V1', maria)).toBeUndefined()
})

test('another guest in the same window takes the place of the first', () => {
  const memory = createViewMemory<string>({ now: () => 0 })
  memory.keep('V1', maria, 'hers')
  memory.keep('V1', john, 'his')
  expect(memory.find('V1', maria)).toBeUndefined()
  expect(memory.find('V1', john)).toBe('his')
})

test('beyond fifty windows the one that was opened first is forgotten', () => {
  const memory = createViewMemory<number>({ now: () => 0 })
  for (let view = 0; view <= 50; view++) memory.keep(`V${view}`, maria, view)
  expect(memory.find('V0', maria)).toBeUndefined()
  expect(memory.find('V1', maria)).toBe(1)
  expect(memory.find('V50', maria)).toBe(50)
})
