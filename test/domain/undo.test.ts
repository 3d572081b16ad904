// Taking back: until when, for how many points, and when a manager looks first.
import { describe, expect, test } from 'vitest'
import type { ActionKind, ActionState, Outcome } from '../../src/domain/action.ts'
import type { Reference } from '../../src/domain/reference.ts'
import { isTakenBack, planUndo, undoEndsAt, undoOffer } from '../../src/domain/undo.ts'

const minute = 60_000
const doneAt = 1_000_000
const by = (state: 'asked' | 'done' | 'ended') => ({ id: 'x', reference: 'LD-AAAAAA' as Reference, state })
const action = (kind: ActionKind, state: ActionState, outcome: Outcome = { doneAt }) => ({
  kind,
  state,
  outcome,
})
const granted = action('grant-points', 'done')
const ofTwo = (second: Partial<Outcome['sentAgain']>) =>
  action('grant-points', 'done', {
    doneAt,
    cameLate: true,
    sentAgain: { id: 'y', reference: 'LD-BBBBBB' as Reference, ...second },
  })

describe('what a receipt offers', () => {
  test.each([
    ['a grant just done', granted, 0, 'manager', 'undo'],
    ['a grant 9:59 later', granted, 10 * minute - 1000, 'manager', 'undo'],
    ['a grant ten minutes later', granted, 10 * minute, 'manager', 'correct'],
    ['a grant ten minutes later where nothing may be corrected', granted, 10 * minute, 'never', 'none'],
    ['a redemption just done', action('redeem-product', 'done'), 0, 'manager', 'undo'],
    ['a new password', action('reset-password', 'done'), 0, 'manager', 'none'],
    ['an undo', action('undo', 'done'), 0, 'manager', 'none'],
    ['a grant that failed', action('grant-points', 'failed'), 0, 'manager', 'none'],
    ['a grant whose answer was lost', action('grant-points', 'unknown'), 0, 'manager', 'none'],
    [
      'one being undone',
      action('grant-points', 'done', { doneAt, undoneBy: by('asked') }),
      0,
      'manager',
      'none',
    ],
    ['one undone', action('grant-points', 'done', { doneAt, undoneBy: by('done') }), 0, 'manager', 'none'],
    [
      'one whose undo was declined',
      action('grant-points', 'done', { doneAt, undoneBy: by('ended') }),
      0,
      'manager',
      'undo',
    ],
    ['the first of two', ofTwo({}), 0, 'manager', 'none'],
    ['the first of two whose second was undone', ofTwo({ undoneBy: by('done') }), 0, 'manager', 'undo'],
    ['the first of two whose second is being undone', ofTwo({ undoneBy: by('asked') }), 0, 'manager', 'none'],
    ['the first of two whose second came to nothing', ofTwo({ hasEnded: true }), 0, 'manager', 'undo'],
  ] as const)('%s', (_, made, later, after, offer) => {
    expect(undoOffer(made, { authorMinutes: 10, after }, doneAt + later)).toBe(offer)
  })

  test('with no minutes there is no Undo, only the correction', () => {
    const policy = { authorMinutes: 0, after: 'manager' } as const
    expect(undoEndsAt(granted, policy)).toBeUndefined()
    expect(undoOffer(granted, policy, doneAt)).toBe('correct')
  })

  test('only one that ended may be asked for anew', () => {
    expect([by('asked'), by('done'), by('ended'), undefined].map(isTakenBack)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

test.each([
  ['all that arrived, bonus included', { asked: 300, arrived: 330, balance: 1570 }, { points: 330 }],
  ['exactly what is there', { asked: 300, arrived: 330, balance: 330 }, { points: 330 }],
  ['less than was typed, at a negative bonus', { asked: 300, arrived: 270, balance: 270 }, { points: 270 }],
  ['what is left of it', { asked: 300, arrived: 330, balance: 329 }, { points: 329, doubt: 'spent' }],
  ['nothing where all is spent', { asked: 300, arrived: 330, balance: 0 }, { points: 0, doubt: 'spent' }],
  ['nothing from a debt', { asked: 300, arrived: 330, balance: -5 }, { points: 0, doubt: 'spent' }],
  [
    'what was typed where nobody can read more',
    { asked: 300, arrived: undefined, balance: 900 },
    { points: 300, doubt: 'unread' },
  ],
  [
    'what is left where nobody can read more',
    { asked: 300, arrived: undefined, balance: 40 },
    { points: 40, doubt: 'unread' },
  ],
  [
    'what was typed where the row makes no sense',
    { asked: 300, arrived: -300, balance: 900 },
    { points: 300, doubt: 'unread' },
  ],
  [
    'what arrived where the balance is unknown',
    { asked: 300, arrived: 330, balance: 'unknown' },
    { points: 330, doubt: 'unread' },
  ],
] as const)('of a grant is taken back %s', (_, facts, plan) => {
  expect(planUndo({ direction: 'granted', ...facts })).toEqual(plan)
})

test.each([
  [
    'what was taken, and a manager looks: the level may add to it',
    { asked: 900, arrived: -900 },
    { points: 900, doubt: 'bonus' },
  ],
  [
    'the price where the row cannot be read',
    { asked: 900, arrived: undefined },
    { points: 900, doubt: 'unread' },
  ],
] as const)('of a redemption is given back %s', (_, facts, plan) => {
  expect(planUndo({ direction: 'redeemed', balance: 0, ...facts })).toEqual(plan)
})
