// What the page's API tab shows: the requests of the app as they come, and what the sandbox has written.
import type { DryRun } from '../loyalty/dry-run.ts'
import type { Contact, Operation } from '../loyalty/model.ts'
import { type SeenRequest, withoutSecrets } from '../loyalty/request-log.ts'
import type { LoyaltySandbox } from '../loyalty/server.ts'

export interface ShownRequest {
  /** Stays the same while the request goes on. */
  id: number
  /** Epoch milliseconds of arrival, by the demo's clock. */
  at: number
  method: string
  /** With the query, decoded. */
  path: string
  status: SeenRequest['status']
  tookMs: number | null
  fault: string | null
  /** Passwords and tokens are hidden. */
  body: unknown
  answer: unknown
}

export interface ShownGuest {
  id: number
  name: string
  email: string
  points: number
}

export interface ShownOperation {
  id: number
  guest: string
  at: number
  points: number
  bonus: number
  concept: string
}

export interface ApiView {
  /** Newest first. */
  requests: ShownRequest[]
  /** Null in a dry run: the ledger is the hotel's own. */
  ledger: {
    guests: ShownGuest[]
    /** Newest first, of one guest or of everyone. */
    operations: ShownOperation[]
    products: { id: number; title: string; points: number; isVisible: boolean }[]
    /** Newest first. */
    mails: { to: string; kind: string; at: number }[]
  } | null
}

const mostRequests = 120
const mostOperations = 60

/** @param guest the contact id whose operations are wanted; undefined: everyone's */
export function viewSandbox(loyalty: LoyaltySandbox, guest: number | undefined): ApiView {
  const { store } = loyalty
  const contacts = new Map(store.contacts().map(contact => [contact.id, contact]))
  const operations = guest === undefined ? store.operations() : store.operationsOf(guest)
  const newest = operations.toSorted((a, b) => b.at - a.at || b.id - a.id).slice(0, mostOperations)
  return {
    requests: shown(loyalty.requests),
    ledger: {
      guests: [...contacts.values()].filter(({ deleted }) => !deleted).map(toGuest),
      operations: newest.map(row => toOperation(row, contacts.get(row.contact))),
      products: store
        .products()
        .map(({ id, title, points, isVisible }) => ({ id, title, points, isVisible })),
      mails: loyalty.mails.toReversed().map(({ to, kind, at }) => ({ to, kind, at })),
    },
  }
}

export const viewDryRun = (dryRun: DryRun): ApiView => ({ requests: shown(dryRun.requests), ledger: null })

const shown = (requests: readonly SeenRequest[]) => requests.slice(-mostRequests).reverse().map(toShown)

const ids = new WeakMap<SeenRequest, number>()
let lastId = 0

function toShown(seen: SeenRequest): ShownRequest {
  const id = ids.get(seen) ?? ++lastId
  ids.set(seen, id)
  const query = Object.entries(seen.query).map(([name, value]) => `${name}=${value}`)
  return {
    id,
    at: seen.at,
    method: seen.method,
    path: query.length > 0 ? `${seen.path}?${query.join('&')}` : seen.path,
    status: seen.status,
    tookMs: seen.tookMs ?? null,
    fault: seen.fault ?? null,
    body: withoutSecrets(seen.body) ?? null,
    answer: withoutSecrets(seen.answer) ?? null,
  }
}

const nameOf = ({ name, surname }: Contact) => `${name} ${surname}`.trim()

const toGuest = (contact: Contact): ShownGuest => ({
  id: contact.id,
  name: nameOf(contact),
  email: contact.email,
  points: contact.points,
})

const toOperation = (row: Operation, owner: Contact | undefined): ShownOperation => ({
  id: row.id,
  guest: owner ? nameOf(owner) : `#${row.contact}`,
  at: row.at,
  points: row.points,
  bonus: row.bonusPoints,
  concept: row.concept,
})
