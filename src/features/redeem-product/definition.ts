// Redeem a product: the API has no such call, so it is redeem-points with the product's price and its title in the
// concept.
import { z } from 'zod'
import type { ActionDefinition, Detail } from '../../actions/definition.ts'
import { findInLedger, toReceipt } from '../../actions/ledger.ts'
import { stateKey } from '../../actions/state-key.ts'
import type { Action } from '../../domain/action.ts'
import type { ProductId } from '../../domain/guest.ts'
import { maskText } from '../../domain/masking.ts'
import { type Points, toPoints } from '../../domain/points.ts'
import { decideRedeem } from '../../domain/policy.ts'
import { toConcept } from '../../domain/reference.ts'
import { isTakenBack } from '../../domain/undo.ts'
import { formatNumber } from '../../lib/words.ts'
import { safe } from '../../slack/text.ts'
import { redeemWords } from './words.ts'

/** More of it would push what to do with the product off the card. */
export const longestTitle = 300

const input = z.object({
  productId: z
    .number()
    .int()
    .positive()
    .transform(id => id as ProductId),
  title: z.string().min(1).max(longestTitle),
  price: z.number().transform((value, context): Points => {
    const points = toPoints(value)
    if (points !== undefined) return points
    context.addIssue('not whole positive points')
    return z.NEVER
  }),
  note: z.string().max(3000).optional(),
})
export type RedeemInput = z.infer<typeof input>

export const redeemProduct: ActionDefinition<RedeemInput> = {
  kind: 'redeem-product',
  input,
  changeOf: ({ price }) => -price,
  guestAtWrite: 'fresh',
  decide: (staff, { price }, guest, today) => decideRedeem(staff, price, guest, today),
  async perform(loyalty, action, { price, title, productId }, { mayStillSend }) {
    const concept = toConcept(title, action.reference)
    const redemption = {
      contactId: action.contactId,
      points: price,
      concept,
      productId,
      hotelId: action.hotelId,
    }
    const row = await loyalty.operations.redeemPoints(redemption, {
      reference: action.reference,
      mayStillSend,
    })
    return toReceipt(row)
  },
  findTrace: (loyalty, action, { price }) => findInLedger(loyalty, action, -price),
  describe(action, { title }, language) {
    const values = { product: safe(title), guest: safe(action.guestLabel) }
    return redeemWords(language)(sentenceKey(action), values)
  },
  details(_action, { price, note }, language): Detail[] {
    const say = redeemWords(language)
    return [
      [say('price'), say('pricePoints', { points: formatNumber(price, language) })],
      ...(note ? [[say('noteShort'), safe(maskText(note))] as const] : []),
    ]
  },
}

/** Whether the product is to be handed over is what the desk reads first. */
function sentenceKey({ state, outcome }: Action) {
  if (state !== 'done') return stateKey(state)
  const { handedOverBy, undoneBy } = outcome
  if (handedOverBy !== undefined) return 'handedOver'
  if (!isTakenBack(undoneBy)) return 'done'
  return undoneBy?.state === 'done' ? 'undone' : 'beingUndone'
}
