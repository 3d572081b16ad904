// What ticks off a step of the tour: the trail of what was really done.
import { expect, test } from 'vitest'
import { type Happened, ticked } from '../../../src/sandbox/demo/tour.ts'

const asked = (subject: string, kind: string, to = 'requested'): Happened => ({
  event: 'action.requested',
  subject,
  kind,
  to,
})
const then = (subject: string, name: string): Happened => ({
  event: `action.${name}`,
  subject,
  kind: undefined,
  to: undefined,
})

test.each([
  ['a grant only when it is done', [asked('a', 'grant-points'), then('a', 'sending')], []],
  ['a grant that is done', [asked('a', 'grant-points'), then('a', 'done')], ['grant']],
  ['an undo', [asked('b', 'undo')], ['undo-or-ledger']],
  ['a request that waits', [asked('c', 'redeem-product', 'waiting')], ['request']],
  ['no request where a manager redeems at once', [asked('c', 'redeem-product')], []],
  ['a grant above the limit is not the request of the tour', [asked('d', 'grant-points', 'waiting')], []],
  ['an approval', [asked('c', 'redeem-product', 'waiting'), then('c', 'approved')], ['request', 'approve']],
  [
    'a declined request is no approval',
    [asked('c', 'redeem-product', 'waiting'), then('c', 'declined')],
    ['request'],
  ],
  ['a lost answer only when it is settled', [asked('a', 'grant-points'), then('a', 'answer-lost')], []],
  [
    'a lost answer that was found',
    [asked('a', 'grant-points'), then('a', 'answer-lost'), then('a', 'done')],
    ['grant', 'lost-answer'],
  ],
  [
    'a lost answer that never arrived',
    [asked('a', 'grant-points'), then('a', 'answer-lost'), then('a', 'ruled-out')],
    ['lost-answer'],
  ],
  [
    'somebody else’s end does not settle it',
    [asked('a', 'grant-points'), then('a', 'answer-lost'), then('e', 'done')],
    [],
  ],
] as const)('%s', (_what, events, steps) => {
  expect([...ticked(events)].toSorted()).toEqual([...steps].toSorted())
})
