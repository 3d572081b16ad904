// Takes an action back by the opposite operation. It is its own right: no redeem rule, no allowance.
import { z } from 'zod'
import type { ActionDefinition, Detail } from '../../actions/definition.ts'
import { findInLedger, toReceipt } from '../../actions/ledger.ts'
import { stateKey } from '../../actions/state-key.ts'
import { type Points, toPoints } from '../../domain/points.ts'
import { refused } from '../../domain/policy.ts'
import { type Reference, readReference, toConcept } from '../../domain/reference.ts'
import { formatNumber } from '../../lib/words.ts'
import { safe } from '../../slack/blocks.ts'
import { undoWords } from './words.ts'

const input = z.object({
  undone: z.string().transform((text, context): Reference => {
    const reference = readReference(text)
    if (reference !== undefined) return reference
    context.addIssue('not a reference')
    return z.NEVER
  }),
  /** What the action that is taken back did. */
  direction: z.enum(['granted', 'redeemed']),
  /** What arrived according to the ledger, level bonus included. */
  points: z.number().transform((value, context): Points => {
    const points = toPoints(value)
    if (points !== undefined) return points
    context.addIssue('not whole positive points')
    return z.NEVER
  }),
  guestLanguage: z.enum(['en', 'es']),
})
export type UndoInput = z.infer<typeof input>

export const undo: ActionDefinition<UndoInput> = {
  kind: 'undo',
  input,
  changeOf: ({ direction, points }) => (direction === 'granted' ? -points : points),
  guestAtWrite: 'fresh',
  decide(staff, { direction, points }, guest) {
    const isSpent = direction === 'granted' && guest.points !== 'unknown' && guest.points < points
    if (staff.isManager) return isSpent ? refused('too-few-points') : { kind: 'allowed', allowance: 0 }
    return staff.isAgent ? { kind: 'needsApproval', why: 'undo-rule' } : refused('not-staff')
  },
  async perform(loyalty, action, { undone, direction, points, guestLanguage }, { mayStillSend }) {
    const reason = undoWords(guestLanguage)('concept', { reference: undone })
    const write = { contactId: action.contactId, points, concept: toConcept(reason, action.reference) }
    const options = { reference: action.reference, mayStillSend }
    const { operations } = loyalty
    return toReceipt(
      direction === 'granted'
        ? await operations.redeemPoints(write, options)
        : await operations.addPoints(write, options),
    )
  },
  findTrace: (loyalty, action, { direction, points }) =>
    findInLedger(loyalty, action, direction === 'granted' ? -points : points),
  describe: (action, { undone, points }, language) =>
    undoWords(language)(stateKey(action.state), {
      undone,
      points: formatNumber(points, language),
      guest: safe(action.guestLabel),
    }),
  details(_action, { undone, points }, language): Detail[] {
    const say = undoWords(language)
    const amount = say('points', { points: formatNumber(points, language) })
    return [[say('amount'), `${undone} · ${amount}`]]
  },
}
