// The loyalty API as far as the bench needs it: log-in, guests by e-mail or id, products, one kind of write.
import { type FakeLedger, ledgerPage } from './fake-ledger.ts'
import { type Canned, type Received, serve } from './server.ts'

export interface FakeApi {
  baseUrl: string
  /** How long each answer takes from now on; 0 answers at once. */
  setDelay(ms: number): void
  /** Points written so far, one entry for each write. */
  writes(): number
  /** Guests who were written to more than once. */
  writtenTwice(): number
  /** The API's own time for one guest since the last `forget`, ms. */
  spentOn(contactId: number): number
  forget(): void
  /** What `operations/` lists from now on. */
  setLedger(ledger: FakeLedger): void
  /** Pages of it that were asked for since. */
  ledgerPages(): number
  /** Hears of each guest that was found by e-mail, when the answer goes out. */
  onFound(heard: (guest: number) => void): void
  close(): void
}

interface Answered {
  contactId?: number
  guest?: number
  canned: Canned
}

const firstContact = 1_000_000
const joined = '2024-05-03T10:12:45'

export const emailOf = (guest: number) => `guest-${guest}@example.com`
export const contactOf = (guest: number) => firstContact + guest

export async function startFakeApi(): Promise<FakeApi> {
  let delayMs = 0
  let operations = 0
  let ledger: FakeLedger = { day: '2026-11-22', inDay: 0, history: 0 }
  let pages = 0
  let found: (guest: number) => void = () => {}
  const writesOf = new Map<number, number>()
  const spentMs = new Map<number, number>()

  const server = await serve(received => {
    const started = performance.now()
    const { contactId, guest, canned } = answer(received)
    const spent = () => {
      if (guest !== undefined) found(guest)
      if (contactId === undefined) return
      spentMs.set(contactId, (spentMs.get(contactId) ?? 0) + performance.now() - started)
    }
    if (delayMs === 0) {
      spent()
      return canned
    }
    return new Promise(resolve => {
      setTimeout(() => {
        spent()
        resolve(canned)
      }, delayMs)
    })
  })

  function answer({ method, target, body }: Received): Answered {
    const [path = '', query = ''] = target.replace('/api/v1/', '').split('?')
    if (path === 'contacts/') {
      const email = new URLSearchParams(query).get('email__iexact') ?? ''
      const guest = Number(/\d+/.exec(email)?.[0])
      const results = [contactJson(guest)]
      return { guest, canned: { json: { count: 1, next: null, previous: null, results } } }
    }
    const id = /^contacts\/(\d+)\/$/.exec(path)?.[1]
    if (id) return { contactId: Number(id), canned: { json: contactJson(Number(id) - firstContact) } }
    if (path === 'operations/add-points/' && method === 'POST') return addPoints(body)
    if (path === 'operations/') {
      const asked = new URLSearchParams(query)
      // A single guest has none.
      if (asked.has('contact'))
        return { canned: { json: { count: 0, next: null, previous: null, results: [] } } }
      pages++
      return {
        canned: { json: ledgerPage(ledger, Number(asked.get('limit')), Number(asked.get('offset'))) },
      }
    }
    if (path === 'products/') return { canned: { json: productList } }
    if (path === 'login/') return { canned: { json: { token: 'bench-token' } } }
    return { canned: { status: 404, json: { detail: 'Not found.' } } }
  }

  function addPoints(body: string): Answered {
    const { contact, points, concept } = JSON.parse(body)
    operations++
    writesOf.set(contact, (writesOf.get(contact) ?? 0) + 1)
    const json = {
      ...operation,
      id: 5_000_000 + operations,
      contact,
      points,
      remaining_points: points,
      concept,
    }
    return { contactId: contact, canned: { status: 201, json } }
  }

  return {
    baseUrl: `${server.origin}/api/v1/`,
    setDelay(ms) {
      delayMs = ms
    },
    setLedger(given) {
      ledger = given
      pages = 0
    },
    ledgerPages: () => pages,
    writes: () => operations,
    writtenTwice: () => [...writesOf.values()].filter(count => count > 1).length,
    spentOn: contactId => spentMs.get(contactId) ?? 0,
    forget() {
      operations = 0
      writesOf.clear()
      spentMs.clear()
    },
    onFound(heard) {
      found = heard
    },
    close: server.close,
  }
}

/** As long as a real answer: most of its fields are read by nobody. */
function contactJson(guest: number) {
  return {
    id: contactOf(guest),
    email: emailOf(guest),
    email_status: 2,
    name: 'Clara',
    surname: `Ferrer ${guest}`,
    phone1: '',
    phone2: '',
    birthday: null,
    gender: 0,
    identification_document_type: 0,
    identification_number: '',
    address: '',
    post_code: '',
    province: null,
    town: null,
    zone: null,
    custom_fields: {},
    notes: '',
    language: 'en',
    country: 'GB',
    custom_tags: [51],
    external_object_id: null,
    subscribed: true,
    source: 21,
    deleted: false,
    level: 2673,
    points: 1240,
    level_points: 5210,
    loyalty_id: `LC${guest}`,
    loyalty_bookings: 4,
    loyalty_nights: 11,
    loyalty_last_booking_date: '2026-08-14',
    loyalty_custom_tag_timestamp: joined,
    created_at: `${joined}.123456`,
    updated_at: '2026-10-02T09:30:00.654321',
  }
}

const operation = {
  contact_email: '',
  consumed_points: 0,
  expired_points: null,
  level_points: 0,
  bonus_points: '0.00',
  comments: null,
  code: '',
  redeemed: 0,
  point_type: 0,
  timestamp: '2026-11-20T10:00:00.000379',
  updated_at: '2026-11-20T10:00:00.000379',
  expired_date: '2026-11-20T09:59:59.999379',
  product: null,
  book: null,
  hotel: null,
  book_room_number: null,
  manager: 77,
}

const products = ['Late check-out', 'Breakfast for two', 'Spa day', 'Airport transfer', 'Bottle of wine'].map(
  (title, index) => ({
    id: 900 + index,
    title,
    category: 1,
    image: '',
    points: 400 * (index + 1),
    featured: false,
    start_date: '2024-01-01',
    end_date: '2036-12-31',
    code: `P${index}`,
    is_visible: true,
    promocode: null,
    notify_alert_emails: false,
    hotels: [],
    levels: [],
  }),
)
const productList = { count: products.length, next: null, previous: null, results: products }
