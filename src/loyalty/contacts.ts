// contacts/: find, read, create, change, register. The answer's loyalty fields are undocumented and read with care.
import type { ContactId, FindGuest, Guest } from '../domain/guest.ts'
import type { CallOptions, Send } from './call.ts'
import { type ContactChanges, type LoyaltyData, toContactBody, toLoyaltyBody } from './contact-changes.ts'
import type { ContactReaders } from './contact-wire.ts'
import { isMissing, LoyaltyError } from './errors.ts'
import type { LoyaltySettings } from './settings.ts'
import { readNothing } from './wire.ts'

export type GuestLogin = { kind: 'correct'; guest: Guest } | { kind: 'wrong-credentials' }

export interface SignIn {
  /** The guest's password for the portal: random and strong, never shown or logged. */
  password: string
  /** Default: the setting `signInMails`. */
  sendActivationEmail?: boolean
  sendWelcomeEmail?: boolean
}

export type Contacts = ReturnType<typeof createContacts>

/** Rows asked for by e-mail: one is right, two already say "several", the rest is room to show them. */
const emailLimit = 10

export function createContacts(send: Send, settings: LoyaltySettings, read: ContactReaders) {
  const { paths } = settings
  return {
    /**
     * The guest with exactly this e-mail, in any case; deleted contacts do not count. `GET contacts/` (documented).
     * @throws LoyaltyError `Drift` when the answer shows that the filter was not applied
     */
    async findByEmail(email: string, options: CallOptions = {}): Promise<FindGuest> {
      // An empty filter is none, and would find everyone.
      if (email.trim() === '') return { kind: 'none' }
      const query = { [settings.emailFilter]: email.trim(), limit: emailLimit, offset: 0 }
      const guests = await send({
        ...options,
        method: 'GET',
        path: paths.contacts,
        query,
        read: read.byEmail(email),
      })
      const [guest] = guests
      if (guest === undefined) return { kind: 'none' }
      return guests.length === 1 ? { kind: 'one', guest } : { kind: 'several', guests, more: 0 }
    },

    /** As `get`, but undefined when the API says that there is none, or that it was deleted. */
    async find(id: ContactId, options: CallOptions = {}): Promise<Guest | undefined> {
      try {
        return await send({ ...options, method: 'GET', path: paths.contact, id, read: read.kept(id) })
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },

    /** `GET contacts/{id}/` (seen in the vendor's client). @throws LoyaltyError `NotFound` */
    get(id: ContactId, options: CallOptions = {}): Promise<Guest> {
      return send({ ...options, method: 'GET', path: paths.contact, id, read: read.one(id) })
    },

    /** `POST contacts/` (documented): gives the new contact's id. An e-mail that exists already is `Rejected`. */
    create(contact: ContactChanges & { email: string }, options: CallOptions = {}): Promise<ContactId> {
      const body = toContactBody({ source: settings.contactSource, ...contact })
      return send({ ...options, method: 'POST', path: paths.contacts, body, read: read.id })
    },

    /** `PATCH contacts/{id}/` (documented): only what is given changes. */
    async patch(id: ContactId, changes: ContactChanges, options: CallOptions = {}): Promise<void> {
      const body = toContactBody(changes)
      await send({ ...options, method: 'PATCH', path: paths.contact, id, body, read: readNothing })
    },

    /**
     * Registers the contact in the programme: `POST …/loyalty-sign-in/` (documented). Not for a member: it may reset
     * the password (inferred).
     */
    signIn(id: ContactId, signIn: SignIn, options: CallOptions = {}): Promise<Guest> {
      const body = {
        password: signIn.password,
        send_activation_email: signIn.sendActivationEmail ?? settings.signInMails.activation,
        send_welcome_email: signIn.sendWelcomeEmail ?? settings.signInMails.welcome,
      }
      return send({ ...options, method: 'POST', path: paths.signIn, id, body, read: read.one(id) })
    },

    /**
     * `POST …/loyalty-update-data/` (documented): sets what is given, without a row in the ledger (inferred).
     */
    updateData(id: ContactId, data: LoyaltyData, options: CallOptions = {}): Promise<Guest> {
      const body = toLoyaltyBody(data)
      return send({ ...options, method: 'POST', path: paths.updateData, id, body, read: read.one(id) })
    },

    /**
     * Checks the guest's own portal credentials: `POST contacts/loyalty-login/` (documented). How wrong ones are
     * answered is not: a 401 that outlives one renewal of the token, a refusal and "not found" all count.
     */
    async guestLogin(email: string, password: string, options: CallOptions = {}): Promise<GuestLogin> {
      const body = { email, password }
      const path = paths.guestLogin
      try {
        const guest = await send({ ...options, method: 'POST', path, body, read: read.any, isHarmless: true })
        return { kind: 'correct', guest }
      } catch (error) {
        if (error instanceof LoyaltyError && error.path === path && isWrongCredentials(error)) {
          return { kind: 'wrong-credentials' }
        }
        throw error
      }
    },

    /**
     * Ends the guest's password at once and has the API mail a new one: `POST contacts/loyalty-reset-password/`
     * (documented). A success does not prove that a mail left, nor that the e-mail is known.
     */
    async resetPassword(email: string, options: CallOptions = {}): Promise<void> {
      await send({
        ...options,
        method: 'POST',
        path: paths.resetPassword,
        body: { email },
        read: readNothing,
      })
    },
  }
}

function isWrongCredentials(error: LoyaltyError): boolean {
  if (error.status === 401) return true
  return (error.code === 'Rejected' || error.code === 'NotFound') && error.fields.length > 0
}
