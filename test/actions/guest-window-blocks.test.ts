// Which rows stand on a page, also when the list has become shorter since the page was asked for.
import { expect, test } from 'vitest'
import { pageOf } from '../../src/actions/guest-window-blocks.ts'

test.each([
  [0, 0, { rows: [], page: 0, pages: 1 }],
  [3, 0, { rows: [1, 2, 3], page: 0, pages: 1 }],
  [4, 0, { rows: [1, 2, 3], page: 0, pages: 2 }],
  [4, 1, { rows: [4], page: 1, pages: 2 }],
  [4, 7, { rows: [4], page: 1, pages: 2 }],
  [0, 7, { rows: [], page: 0, pages: 1 }],
])('of %i rows, three to a page, page %i is the last one at most', (count, page, shown) => {
  const rows = Array.from({ length: count }, (_, at) => at + 1)
  expect(pageOf(rows, page, 3)).toEqual(shown)
})
