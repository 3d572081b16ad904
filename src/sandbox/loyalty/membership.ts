// Everything about the club that hangs on a contact: joining, leaving, guest passwords, overwriting totals.
import * as z from 'zod'
import type { Clock } from '../../lib/clock.ts'
import { check, day, email, flag, freeText, key, localTime, password, text, whole } from './checks.ts'
import { contactOfPath } from './contacts.ts'
import { type ApiRequest, created, notFound, ok, type Reply, type Route, refused } from './http.ts'
import type { Contact, Mail } from './model.ts'
import { naiveSeconds } from './naive-time.ts'
import { randomCode } from './random.ts'
import type { LoyaltyStore } from './store.ts'
import { contactJson } from './wire.ts'

const signInBody = z.object({
  password: password(),
  send_activation_email: flag(),
  send_welcome_email: flag(),
})
const newPasswordBody = z.object({ new_password: password() })
const guestLoginBody = z.object({ email: email(), password: freeText() })
const resetBody = z.object({ email: email() })

export interface MembershipParts {
  store: LoyaltyStore
  clock: Clock
  timeZone: string
  random: () => number
  send: (mail: Mail) => void
}

export function membershipRoutes(parts: MembershipParts): Route[] {
  const { store, clock } = parts
  const toWire = (contact: Contact) => contactJson(contact, parts.timeZone)
  const send = (contact: Contact, kind: Mail['kind']) =>
    parts.send({ to: contact.email, kind, at: clock.now() })

  /** A POST on one contact; deleted contacts are not found. */
  const onContact = (name: string, handle: (contact: Contact, request: ApiRequest) => Reply): Route => ({
    method: 'POST',
    path: `contacts/{id}/${name}/`,
    handle(request) {
      const contact = contactOfPath(store, request)
      return contact && !contact.deleted ? handle(contact, request) : notFound()
    },
  })

  const signIn = onContact('loyalty-sign-in', (contact, request) => {
    const body = check(signInBody, request.body)
    if (body.reply) return body.reply
    // The trap of the real call: for a member this is a change of password that the guest never asked for.
    if (contact.isMember) store.notePasswordOverwrite(contact.id)
    const lowestLevel = store.levels()[0]?.id ?? null
    const joined = contact.isMember
      ? contact
      : store.changeContact(contact.id, {
          isMember: true,
          level: lowestLevel,
          loyaltyId: `CLUB-${contact.id}`,
          memberSince: naiveSeconds(clock.now(), parts.timeZone),
        })
    store.setPassword(contact.id, body.value.password)
    if (body.value.send_activation_email) send(contact, 'activation')
    if (body.value.send_welcome_email) send(contact, 'welcome')
    return contact.isMember ? ok(toWire(joined)) : created(toWire(joined))
  })

  const updateBody = z.object({
    level: key(id => store.levels().some(level => level.id === id)).optional(),
    points: whole().optional(),
    level_points: whole().optional(),
    loyalty_id: text(100).optional(),
    loyalty_bookings: whole().optional(),
    loyalty_nights: whole().optional(),
    loyalty_last_booking_date: day().optional(),
    loyalty_custom_tag_timestamp: localTime().optional(),
  })

  const updateData = onContact('loyalty-update-data', (contact, request) => {
    const body = check(updateBody, request.body)
    if (body.reply) return body.reply
    if (!contact.isMember) return notAMember()
    const given = body.value
    const changed = store.changeContact(contact.id, {
      level: given.level ?? contact.level,
      points: given.points ?? contact.points,
      levelPoints: given.level_points ?? contact.levelPoints,
      loyaltyId: given.loyalty_id ?? contact.loyaltyId,
      loyaltyBookings: given.loyalty_bookings ?? contact.loyaltyBookings,
      loyaltyNights: given.loyalty_nights ?? contact.loyaltyNights,
      loyaltyLastBookingDate: given.loyalty_last_booking_date ?? contact.loyaltyLastBookingDate,
      memberSince: given.loyalty_custom_tag_timestamp ?? contact.memberSince,
    })
    return ok(toWire(changed))
  })

  const changePassword = onContact('loyalty-change-password', (contact, request) => {
    const body = check(newPasswordBody, request.body)
    if (body.reply) return body.reply
    if (!contact.isMember) return notAMember()
    store.setPassword(contact.id, body.value.new_password)
    return ok(toWire(contact))
  })

  const resetAccount = onContact('loyalty-reset-account', contact => {
    if (!contact.isMember) return notAMember()
    for (const lot of store.operationsOf(contact.id)) if (lot.remainingPoints > 0) store.expireLot(lot.id)
    store.setPassword(contact.id, undefined)
    const left = store.changeContact(contact.id, {
      isMember: false,
      level: null,
      points: 0,
      levelPoints: 0,
      loyaltyId: null,
      memberSince: null,
    })
    return ok(toWire(left))
  })

  const guestLogin: Route = {
    method: 'POST',
    path: 'contacts/loyalty-login/',
    handle(request) {
      const body = check(guestLoginBody, request.body)
      if (body.reply) return body.reply
      const contact = store.contactByEmail(body.value.email)
      if (!contact?.isMember || store.passwordOf(contact.id) !== body.value.password) {
        return refused({ non_field_errors: ['Unable to log in with provided credentials.'] })
      }
      return ok(toWire(contact))
    },
  }

  const resetPassword: Route = {
    method: 'POST',
    path: 'contacts/loyalty-reset-password/',
    handle(request) {
      const body = check(resetBody, request.body)
      if (body.reply) return body.reply
      const contact = store.contactByEmail(body.value.email)
      if (contact && !contact.deleted) {
        store.setPassword(contact.id, randomCode(parts.random, 12))
        send(contact, 'reset-password')
      }
      return ok({})
    },
  }

  return [guestLogin, resetPassword, signIn, updateData, changePassword, resetAccount]
}

const notAMember = () => refused({ non_field_errors: ['The contact is not in the loyalty programme.'] })
