// Reset password: leaves no trace in the ledger, so a lost answer is never repeated and a person is asked.
import { z } from 'zod'
import type { ActionDefinition, Detail } from '../../actions/definition.ts'
import { stateKey } from '../../actions/state-key.ts'
import { maskText } from '../../domain/masking.ts'
import { refused } from '../../domain/policy.ts'
import { isStaff } from '../../domain/staff.ts'
import { safe } from '../../slack/text.ts'
import { resetWords } from './words.ts'

const input = z.object({ note: z.string().max(3000).optional() })
export type ResetInput = z.infer<typeof input>

export const resetPassword: ActionDefinition<ResetInput> = {
  kind: 'reset-password',
  input,
  changeOf: () => undefined,
  // The e-mail is nowhere in the store: it is read again just before the call.
  guestAtWrite: 'fresh',
  oncePerGuest: { withinMs: 3_600_000, why: 'reset-too-soon' },
  decide(staff, _input, guest) {
    if (!isStaff(staff)) return refused('not-staff')
    return guest.membership === 'not-member'
      ? refused('not-a-member', 'guest')
      : { kind: 'allowed', allowance: 0 }
  },
  async perform(loyalty, action, _input, { guest, mayStillSend }) {
    if (!guest) throw new Error('the guest is read before the write')
    await loyalty.contacts.resetPassword(guest.email, { reference: action.reference, mayStillSend })
    return {}
  },
  findTrace: async () => ({ kind: 'cannot-tell', isFinal: true }),
  describe: (action, _input, language) =>
    resetWords(language)(stateKey(action.state), { guest: safe(action.guestLabel) }),
  details: (_action, { note }, language): Detail[] =>
    note ? [[resetWords(language)('noteShort'), safe(maskText(note))]] : [],
}
