// Takes an action back by the opposite operation. It is its own right: no redeem rule, no allowance.
import { z } from 'zod'
import type { ActionDefinition, Detail } from '../../actions/definition.ts'
import { findInLedger, toReceipt } from '../../actions/ledger.ts'
import { stateKey } from '../../actions/state-key.ts'
import { maskText } from '../../domain/masking.ts'
import { type Points, toPoints } from '../../domain/points.ts'
import { refused } from '../../domain/policy.ts'
import { type Reference, readReference, toConcept } from '../../domain/reference.ts'
import { formatNumber, type Language } from '../../lib/words.ts'
import { safe } from '../../slack/text.ts'
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
  /** What arrived according to the ledger, level bonus included; less where the guest has spent of it. */
  points: z.number().transform((value, context): Points => {
    const points = toPoints(value)
    if (points !== undefined) return points
    context.addIssue('not whole positive points')
    return z.NEVER
  }),
  guestLanguage: z.enum(['en', 'es']),
  /** `own`: by its author in time; `second`: of two that both arrived; `correction`: later, with a reason. */
  way: z.enum(['own', 'second', 'correction']),
  /** What was typed then, and what the ledger says arrived of it, where it could be read; both positive. */
  asked: z.number(),
  arrived: z.number().optional(),
  doubt: z.enum(['unread', 'spent', 'bonus', 'backup']).optional(),
  isHandedOver: z.boolean().optional(),
  /** Why, for whoever decides; the guest does not read it. */
  text: z.string().max(3000).optional(),
})
export type UndoInput = z.infer<typeof input>

export const undo: ActionDefinition<UndoInput> = {
  kind: 'undo',
  input,
  changeOf: ({ direction, points }) => (direction === 'granted' ? -points : points),
  undoes: ({ undone }) => undone,
  guestAtWrite: 'fresh',
  decide(staff, { direction, points, way, doubt }, guest) {
    if (!staff.isAgent && !staff.isManager) return refused('not-staff')
    if (direction === 'granted' && guest.points !== 'unknown' && guest.points < points)
      return refused('too-few-points')
    if (doubt) return { kind: 'needsApproval', why: 'undo-in-doubt' }
    if (way === 'own' || staff.isManager) return { kind: 'allowed', allowance: 0 }
    return { kind: 'needsApproval', why: way === 'second' ? 'undo-rule' : 'undo-correction' }
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
      ...counted(points, language),
      guest: safe(action.guestLabel),
    }),
  details(_action, { undone, points, direction, asked, arrived, doubt, isHandedOver, text }, language) {
    const say = undoWords(language)
    const count = (value: number) => say('points', counted(value, language))
    const details: Detail[] = [[say('amount'), `${undone} · ${count(points)}`]]
    if (doubt || (arrived !== undefined && arrived !== asked))
      details.push([
        say(direction),
        `${count(asked)} → ${arrived === undefined ? say('notRead') : count(arrived)}`,
      ])
    if (doubt === 'spent') details.push([say('whyAsked'), say('spent', counted(points, language))])
    if (doubt === 'unread') details.push([say('whyAsked'), say('unread')])
    if (doubt === 'backup') details.push([say('whyAsked'), say('backup')])
    if (doubt === 'bonus') details.push([say('whyAsked'), say('bonus')])
    if (isHandedOver) details.push([say('product'), say('handedOver')])
    if (text) details.push([say('reason'), safe(maskText(text))])
    return details
  },
}

/** A number for a plural, and as it is written. */
function counted(points: number, language: Language): { points: number; n: string } {
  return { points, n: formatNumber(points, language) }
}
