// Grant stay points: what is asked, who may, the one call, and how it is found again.
import { z } from 'zod'
import type { ActionDefinition, Detail } from '../../actions/definition.ts'
import { findInLedger, toReceipt } from '../../actions/ledger.ts'
import { stateKey } from '../../actions/state-key.ts'
import { maskText } from '../../domain/masking.ts'
import { type Points, toPoints } from '../../domain/points.ts'
import { decideGrant } from '../../domain/policy.ts'
import { toConcept } from '../../domain/reference.ts'
import { formatDay, formatNumber, type Language } from '../../lib/words.ts'
import { safe } from '../../slack/text.ts'
import { grantWords } from './words.ts'

export const reasons = ['stay', 'service', 'correction', 'other'] as const
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const input = z.object({
  points: z.number().transform((value, context): Points => {
    const points = toPoints(value)
    if (points !== undefined) return points
    context.addIssue('not whole positive points')
    return z.NEVER
  }),
  reason: z.enum(reasons),
  text: z.string().max(3000),
  /** The language that the guest reads the reason in. */
  guestLanguage: z.enum(['en', 'es']),
  arrival: day.optional(),
  departure: day.optional(),
  locator: z.string().max(30).optional(),
  note: z.string().max(3000).optional(),
})
export type GrantInput = z.infer<typeof input>

export const grantPoints: ActionDefinition<GrantInput> = {
  kind: 'grant-points',
  input,
  changeOf: ({ points }) => points,
  guestAtWrite: 'as-shown',
  decide: (staff, { points }, guest, today) => decideGrant(staff, points, guest, today),
  perform: async (loyalty, action, grant, { mayStillSend }) => {
    const row = await loyalty.operations.addPoints(
      {
        contactId: action.contactId,
        points: grant.points,
        concept: toConcept(guestReason(grant), action.reference),
      },
      { reference: action.reference, mayStillSend },
    )
    return toReceipt(row)
  },
  findTrace: (loyalty, action, { points }) => findInLedger(loyalty, action, points),
  describe(action, { points }, language) {
    const values = { points, n: formatNumber(points, language), guest: safe(action.guestLabel) }
    return grantWords(language)(stateKey(action.state), values)
  },
  details(_action, grant, language): Detail[] {
    const say = grantWords(language)
    const note = grant.note ? [[say('noteShort'), safe(maskText(grant.note))] as const] : []
    return [[say('reasonShort'), safe(maskText(guestReason(grant)))], ...note]
  },
}

/** A grant as a line of a file says it: with its own words, else as what a stay earns. */
export function toRowInput(row: { points: number; text: string; guestLanguage: Language }): object {
  return { ...row, reason: row.text ? 'other' : 'stay' }
}

/** What the guest reads: "Stay 12 Nov 2026 – 14 Nov 2026, ABC123, three nights". */
export function guestReason(grant: Omit<GrantInput, 'points'>): string {
  const { guestLanguage: language, arrival, departure, locator, text } = grant
  const label = reasonLabel(grant.reason, language)
  const dates = [arrival, departure].flatMap(date => (date ? [formatDay(date, language)] : [])).join(' – ')
  const details = [dates, locator, text].filter(Boolean).join(', ')
  if (grant.reason === 'other') return details || label
  return details ? `${label}: ${details}` : label
}

export function reasonLabel(reason: GrantInput['reason'], language: Language): string {
  const say = grantWords(language)
  switch (reason) {
    case 'stay':
      return say('reasonStay')
    case 'service':
      return say('reasonService')
    case 'correction':
      return say('reasonCorrection')
    case 'other':
      return say('reasonOther')
  }
}
