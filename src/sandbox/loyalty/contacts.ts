// contacts/: find by e-mail or foreign id, read, create, change. The e-mail is the unique key of a contact.
import * as z from 'zod'
import { check, choice, day, email, flag, freeText } from './checks.ts'
import { type ApiRequest, created, notFound, ok, type Reply, type Route, refused } from './http.ts'
import { listReply } from './lists.ts'
import type { Contact } from './model.ts'
import type { LoyaltyStore } from './store.ts'
import { contactJson } from './wire.ts'

const sources = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 21, 22, 24]
const itemKey = () => z.union([z.int(), z.string()], 'Expected an id or a name.')

const profile = {
  phone1: freeText().optional(),
  phone2: freeText().optional(),
  birthday: day().nullable().optional(),
  gender: choice([0, 1, 2, 3, 4, 5]).optional(),
  identification_document_type: choice([0, 1, 2, 3]).optional(),
  identification_number: freeText().optional(),
  address: freeText().optional(),
  post_code: freeText().optional(),
  province: itemKey().nullable().optional(),
  town: itemKey().nullable().optional(),
  zone: itemKey().nullable().optional(),
  business_name: freeText().optional(),
  work_place: freeText().optional(),
  business_address: freeText().optional(),
  fiscal_address: freeText().optional(),
  custom_tags: z.array(itemKey(), 'Expected a list of items.').optional(),
  custom_fields: z.record(z.string(), z.unknown(), 'Expected a dictionary of items.').optional(),
  notes: freeText().optional(),
}
const own = {
  name: freeText().optional(),
  surname: freeText().optional(),
  language: freeText()
    .regex(/^[a-z]{2}$/, 'Expected an ISO 639-1 code.')
    .nullable()
    .optional(),
  country: freeText()
    .regex(/^[A-Z]{2}$/, 'Expected an ISO 3166-1 alpha-2 code.')
    .nullable()
    .optional(),
  external_object_id: freeText().nullable().optional(),
  subscribed: flag().optional(),
}
const profileBody = z.object(profile)
const createBody = z.object({ email: email(), source: choice(sources), ...own, ...profile })
const changeBody = z.object({
  email: email().optional(),
  source: choice(sources).optional(),
  ...own,
  ...profile,
})

/** The contact that an {id} in a path names; undefined → 404. */
export function contactOfPath(store: LoyaltyStore, request: ApiRequest): Contact | undefined {
  const id = request.params.id ?? ''
  return /^\d{1,15}$/.test(id) ? store.contact(Number(id)) : undefined
}

export function contactRoutes(store: LoyaltyStore, timeZone: string): Route[] {
  const toWire = (contact: Contact) => contactJson(contact, timeZone)

  function emailTaken(address: string | undefined, by?: number): Reply | undefined {
    const owner = address === undefined ? undefined : store.contactByEmail(address)
    return owner && owner.id !== by
      ? refused({ email: ['contact with this email already exists.'] })
      : undefined
  }

  return [
    {
      method: 'GET',
      path: 'contacts/',
      handle(request) {
        const address = request.filter('email__iexact')?.toLowerCase()
        const foreignId = request.filter('external_object_id')
        const rows = store
          .contacts()
          .filter(contact => address === undefined || contact.email.toLowerCase() === address)
          .filter(contact => foreignId === undefined || contact.externalObjectId === foreignId)
        return listReply(request, rows, toWire)
      },
    },
    {
      method: 'POST',
      path: 'contacts/',
      handle(request) {
        const body = check(createBody, request.body)
        if (body.reply) return body.reply
        const { email: address, source } = body.value
        const taken = emailTaken(address)
        if (taken) return taken
        return created(toWire(store.addContact({ email: address, source, ...changesFrom(body.value) })))
      },
    },
    {
      method: 'GET',
      path: 'contacts/{id}/',
      handle(request) {
        const contact = contactOfPath(store, request)
        return contact ? ok(toWire(contact)) : notFound()
      },
    },
    {
      method: 'PATCH',
      path: 'contacts/{id}/',
      handle(request) {
        const contact = contactOfPath(store, request)
        if (!contact) return notFound()
        const body = check(changeBody, request.body)
        if (body.reply) return body.reply
        const taken = emailTaken(body.value.email, contact.id)
        if (taken) return taken
        const changes = changesFrom(body.value)
        const kept = { ...contact.profile, ...changes.profile }
        return ok(toWire(store.changeContact(contact.id, { ...changes, profile: kept })))
      },
    },
  ]
}

function changesFrom(body: z.infer<typeof changeBody>): Partial<Omit<Contact, 'id'>> {
  const { email: address, source, name, surname, language, country, subscribed } = body
  return {
    ...(address !== undefined && { email: address }),
    ...(source !== undefined && { source }),
    ...(name !== undefined && { name }),
    ...(surname !== undefined && { surname }),
    ...(language !== undefined && { language }),
    ...(country !== undefined && { country }),
    ...(subscribed !== undefined && { subscribed }),
    ...(body.external_object_id !== undefined && { externalObjectId: body.external_object_id }),
    profile: profileBody.parse(body),
  }
}
