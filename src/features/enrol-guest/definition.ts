// Enrol: the sign-in of a guest whom the programme knows. It leaves no row in the ledger: the guest's membership tells.
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { ActionDefinition, Detail } from '../../actions/definition.ts'
import { stateKey } from '../../actions/state-key.ts'
import { refused } from '../../domain/policy.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { isStaff } from '../../domain/staff.ts'
import { safe } from '../../slack/text.ts'
import { wordingOf } from './consent-words.ts'
import { enrolWords } from './words.ts'

const input = z.object({
  sendsWelcome: z.boolean(),
  /** Which wording the guest agreed to, and in which language it was shown. */
  consent: z.object({ version: z.string().max(20), language: z.enum(['en', 'es']) }),
})
export type EnrolInput = z.infer<typeof input>

const dayMs = 24 * 3_600_000

export const enrolGuest: ActionDefinition<EnrolInput> = {
  kind: 'enrol-guest',
  input,
  changeOf: () => undefined,
  // Signing a member in again would end their password.
  guestAtWrite: 'fresh',
  oncePerGuest: { withinMs: dayMs, why: 'enrol-under-way' },
  decide(staff, _input, { membership }) {
    if (!isStaff(staff)) return refused('not-staff')
    if (membership === 'member') return refused('already-member', 'guest')
    if (membership === 'unknown') return refused('membership-unknown', 'guest')
    return { kind: 'allowed', allowance: 0 }
  },
  async perform(loyalty, action, { sendsWelcome }, { mayStillSend }) {
    await loyalty.contacts.signIn(
      action.contactId,
      { password: makePassword(), sendActivationEmail: true, sendWelcomeEmail: sendsWelcome },
      { reference: action.reference, mayStillSend },
    )
    return {}
  },
  async findTrace(loyalty, action) {
    const guest = await loyalty.contacts.find(action.contactId, { reference: action.reference })
    switch (guest?.membership.kind) {
      case 'member':
        return { kind: 'done', receipt: {} }
      case 'not-member':
        return { kind: 'not-found' }
      default:
        return { kind: 'cannot-tell', isFinal: guest === undefined }
    }
  },
  describe: (action, _input, language) =>
    enrolWords(language)(stateKey(action.state), { guest: safe(action.guestLabel) }),
  evidence: ({ consent }, hotel) => consentEvidence(consent, hotel),
  details(_action, { sendsWelcome }, language): Detail[] {
    const say = enrolWords(language)
    return [[say('mails'), say(sendsWelcome ? 'mailBoth' : 'mailActivation')]]
  },
}

/** Another version than the one shown is never written down for it. */
export function consentEvidence({ version, language }: EnrolInput['consent'], hotel: DeskHotel) {
  const detail = { consent: version, consentLanguage: language }
  const wording = wordingOf(hotel, language)
  return version === wording.version ? { detail, text: wording.text } : { detail }
}

/** Nobody ever sees it: the guest chooses their own through the activation mail. Of every kind of sign, whatever is asked for. */
function makePassword(): string {
  return `${randomBytes(32).toString('base64url')}-aA1`
}
