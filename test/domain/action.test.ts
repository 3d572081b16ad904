// The life of an action: whatever happens in whatever order, it never leaves the rails.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  type ActionEvent,
  type ActionState,
  actionStates,
  cameToNothing,
  isSettled,
  nextState,
} from '../../src/domain/action.ts'

type EventName = ActionEvent['name']

const names: Record<EventName, true> = {
  approved: true,
  declined: true,
  expired: true,
  cancelled: true,
  sending: true,
  'taken-back': true,
  done: true,
  failed: true,
  'answer-lost': true,
  'ruled-out': true,
  'handed-to-person': true,
  doubted: true,
}
const events = fc.constantFrom(...(Object.keys(names) as EventName[]))
const terminal: readonly ActionState[] = ['declined', 'expired', 'cancelled', 'done', 'failed']

interface Life {
  state: ActionState
  decidedBy?: string
}

interface Step {
  from: ActionState
  event: EventName
  to: ActionState
}

/** Plays events as the store would: what cannot happen is not written. */
function live(start: ActionState, happened: readonly EventName[]): Step[] {
  const steps: Step[] = []
  let life: Life = { state: start }
  for (const event of happened) {
    const to = nextState(life, event)
    if (to === undefined) continue
    steps.push({ from: life.state, event, to })
    life = {
      ...life,
      state: to,
      ...((event === 'approved' || event === 'declined') && { decidedBy: 'U0CARLA' }),
    }
  }
  return steps
}

describe('whatever happens to an action', () => {
  const lives = fc.record({
    start: fc.constantFrom<ActionState>('requested', 'waiting'),
    happened: fc.array(events, { maxLength: 40 }),
  })
  const always = (check: (steps: Step[], start: ActionState) => void) =>
    fc.assert(
      fc.property(lives, ({ start, happened }) => check(live(start, happened), start)),
      { numRuns: 500 },
    )

  test('it stands in a state that exists', () => {
    always(steps => {
      for (const { to } of steps) expect(actionStates).toContain(to)
    })
  })

  test('what is over stays over', () => {
    always(steps => {
      for (const { from } of steps) expect(terminal).not.toContain(from)
    })
  })

  test('a request is sent only after its approval', () => {
    always((steps, start) => {
      const sent = steps.findIndex(({ to }) => to === 'sending')
      const approved = steps.findIndex(({ to }) => to === 'approved')
      if (start === 'waiting' && sent >= 0) expect(approved).toBeGreaterThanOrEqual(0)
      if (start === 'waiting' && sent >= 0) expect(approved).toBeLessThan(sent)
    })
  })

  test('it is decided once at most', () => {
    always(steps => {
      expect(steps.filter(({ from }) => from === 'waiting').length).toBeLessThanOrEqual(1)
    })
  })

  test('it is sent again only when it is certain that nothing had left', () => {
    always(steps => {
      const sent = steps.filter(({ event }) => event === 'sending').length
      const takenBack = steps.filter(({ event }) => event === 'taken-back').length
      expect(sent - takenBack).toBeLessThanOrEqual(1)
      expect(sent - takenBack).toBeGreaterThanOrEqual(0)
    })
  })

  test('taken back, it returns to where it stood', () => {
    always((steps, start) => {
      for (const [index, { event, from, to }] of steps.entries()) {
        if (event !== 'taken-back') continue
        expect(from).toBe('sending')
        expect(to).toBe(steps[index - 1]?.from)
        expect(to).toBe(start === 'waiting' ? 'approved' : 'requested')
      }
    })
  })

  test('a lost answer is never sent again, only looked up', () => {
    always(steps => {
      const lost = steps.findIndex(({ to }) => to === 'unknown')
      if (lost < 0) return
      for (const { to } of steps.slice(lost + 1))
        expect(['done', 'not-applied', 'needs-person']).toContain(to)
    })
  })

  test('it is done once at most', () => {
    always(steps => {
      expect(steps.filter(({ to }) => to === 'done').length).toBeLessThanOrEqual(1)
    })
  })
})

it.each<[ActionState, EventName, ActionState]>([
  ['requested', 'sending', 'sending'],
  ['requested', 'failed', 'failed'],
  ['waiting', 'approved', 'approved'],
  ['waiting', 'declined', 'declined'],
  ['waiting', 'expired', 'expired'],
  ['waiting', 'cancelled', 'cancelled'],
  ['approved', 'sending', 'sending'],
  ['approved', 'failed', 'failed'],
  ['sending', 'done', 'done'],
  ['sending', 'failed', 'failed'],
  ['sending', 'answer-lost', 'unknown'],
  ['unknown', 'done', 'done'],
  ['unknown', 'ruled-out', 'not-applied'],
  ['unknown', 'handed-to-person', 'needs-person'],
  ['needs-person', 'done', 'done'],
  ['needs-person', 'ruled-out', 'not-applied'],
  ['not-applied', 'done', 'done'],
  ['requested', 'doubted', 'unknown'],
  ['waiting', 'doubted', 'unknown'],
  ['approved', 'doubted', 'unknown'],
])('%s, then %s: %s', (state, event, to) => {
  expect(nextState({ state }, event)).toBe(to)
})

test('no other step exists than these and the way back', () => {
  const steps = actionStates.flatMap(state =>
    (Object.keys(names) as EventName[]).filter(event => nextState({ state }, event) !== undefined),
  )
  expect(steps).toHaveLength(20 + 1)
})

it.each<[string | undefined, ActionState]>([
  [undefined, 'requested'],
  ['U0CARLA', 'approved'],
])('sending, taken back, decided by %s: %s', (decidedBy, to) => {
  expect(nextState({ state: 'sending', ...(decidedBy !== undefined && { decidedBy }) }, 'taken-back')).toBe(
    to,
  )
})

it.each<[ActionState, { settled: boolean; nothing: boolean }]>([
  ['requested', { settled: false, nothing: false }],
  ['waiting', { settled: false, nothing: false }],
  ['approved', { settled: false, nothing: false }],
  ['sending', { settled: false, nothing: false }],
  ['unknown', { settled: false, nothing: false }],
  ['needs-person', { settled: true, nothing: false }],
  ['done', { settled: true, nothing: false }],
  ['declined', { settled: true, nothing: true }],
  ['expired', { settled: true, nothing: true }],
  ['cancelled', { settled: true, nothing: true }],
  ['failed', { settled: true, nothing: true }],
  ['not-applied', { settled: true, nothing: true }],
])('%s is settled, and came to nothing: %o', (state, { settled, nothing }) => {
  expect([isSettled(state), cameToNothing(state)]).toEqual([settled, nothing])
})

test('every state is in the table above', () => {
  expect(actionStates).toHaveLength(12)
})
