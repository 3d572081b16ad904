// The sandbox's memory: rows by id, nothing on disk. Tests read and prepare the world through it; the routes
// write through it too, so whatever holds here holds on the wire.
import type { Clock } from '../../lib/clock.ts'
import { createLedger, type Ledger } from './ledger.ts'
import type { Contact, Entry, Hotel, Level, Product } from './model.ts'

type NewContact = Partial<Omit<Contact, 'id'>> & { email: string; id?: number }

/**
 * Typed reads for assertions and changes for set-up. Every row returned is a snapshot. Functions that change
 * a row throw when the id is unknown. Changes made here are heard by onChange and appear in no request log.
 */
export interface LoyaltyStore extends Ledger {
  hotels(): readonly Hotel[]
  levels(): readonly Level[]
  contacts(): readonly Contact[]
  contact(id: number): Contact | undefined
  /** Upper and lower case do not matter, as in email__iexact. */
  contactByEmail(email: string): Contact | undefined
  /** A contact that is no member unless said otherwise. Throws when the e-mail is taken. */
  addContact(contact: NewContact): Contact
  changeContact(id: number, changes: Partial<Omit<Contact, 'id'>>): Contact
  /** Overwrites the balance and leaves no row in the ledger, as loyalty-update-data/ does. */
  setPoints(id: number, points: number): Contact
  products(): readonly Product[]
  product(id: number): Product | undefined
  productByTitle(title: string): Product | undefined
  addProduct(product: Omit<Product, 'id'> & { id?: number }): Product
  changeProduct(id: number, changes: Partial<Omit<Product, 'id'>>): Product
  entries(): readonly Entry[]
  entry(id: number): Entry | undefined
  entriesOf(contactId: number): readonly Entry[]
  addEntry(entry: Omit<Entry, 'id'> & { id?: number }): Entry
  changeEntry(id: number, changes: Partial<Omit<Entry, 'id'>>): Entry
  /** The guest's portal password now; undefined when the guest has none. */
  passwordOf(contactId: number): string | undefined
  setPassword(contactId: number, password: string | undefined): void
  /** Members whose password a sign-in replaced: a careful client never causes one. */
  passwordOverwrites(): readonly { contact: number; at: number }[]
  notePasswordOverwrite(contactId: number): void
  addHotel(hotel: Hotel): void
  addLevel(level: Level): void
  /** Forgets every row. */
  clear(): void
}

export function createLoyaltyStore(options: {
  clock: Clock
  levelBonusPercent: Readonly<Record<number, number>>
  changed: () => void
}): LoyaltyStore {
  const { clock, changed } = options
  const hotels = new Map<number, Hotel>()
  const levels = new Map<number, Level>()
  const contacts = new Map<number, Contact>()
  const idByEmail = new Map<string, number>()
  const products = createTable<Product>('product', 801, changed, (row, id) => ({ ...row, id }))
  const entries = createTable<Entry>('entry', 50_001, changed, (row, id) => ({ ...row, id }))
  const passwords = new Map<number, string>()
  const overwrites: { contact: number; at: number }[] = []
  let nextContact = 11_700_001

  function changeContact(id: number, changes: Partial<Omit<Contact, 'id'>>): Contact {
    const before = contacts.get(id)
    if (!before) throw new Error(`no contact ${id}`)
    const after = { ...before, updatedAt: clock.now(), ...changes }
    if (changes.email !== undefined) {
      claimEmail(changes.email, id)
      if (before.email.toLowerCase() !== changes.email.toLowerCase()) {
        idByEmail.delete(before.email.toLowerCase())
      }
    }
    contacts.set(id, after)
    changed()
    return after
  }

  function claimEmail(email: string, id: number) {
    const owner = idByEmail.get(email.toLowerCase())
    if (owner !== undefined && owner !== id) throw new Error(`${email} belongs to contact ${owner}`)
    idByEmail.set(email.toLowerCase(), id)
  }

  const ledger = createLedger({
    clock,
    levelBonusPercent: options.levelBonusPercent,
    contact: id => contacts.get(id),
    changeContact,
  })

  return {
    ...ledger,
    hotels: () => [...hotels.values()],
    levels: () => [...levels.values()],
    contacts: () => [...contacts.values()],
    contact: id => contacts.get(id),
    contactByEmail(email) {
      const id = idByEmail.get(email.toLowerCase())
      return id === undefined ? undefined : contacts.get(id)
    },
    addContact(given) {
      const contact: Contact = { ...newContact(clock.now()), ...given, id: given.id ?? nextContact++ }
      claimEmail(contact.email, contact.id)
      contacts.set(contact.id, contact)
      changed()
      return contact
    },
    changeContact,
    setPoints: (id, points) => changeContact(id, { points }),
    products: products.all,
    product: products.find,
    productByTitle: title => products.all().find(product => product.title === title),
    addProduct: products.add,
    changeProduct: products.change,
    entries: entries.all,
    entry: entries.find,
    entriesOf: contactId => entries.all().filter(entry => entry.contact === contactId),
    addEntry: entries.add,
    changeEntry: entries.change,
    passwordOf: contactId => passwords.get(contactId),
    setPassword(contactId, password) {
      if (password === undefined) passwords.delete(contactId)
      else passwords.set(contactId, password)
      changed()
    },
    passwordOverwrites: () => [...overwrites],
    notePasswordOverwrite: contactId => void overwrites.push({ contact: contactId, at: clock.now() }),
    addHotel: hotel => void hotels.set(hotel.id, hotel),
    addLevel: level => void levels.set(level.id, level),
    clear() {
      for (const rows of [hotels, levels, contacts, idByEmail, passwords]) rows.clear()
      for (const table of [products, entries, ledger]) table.clear()
      overwrites.length = 0
      nextContact = 11_700_001
    },
  }
}

function createTable<Row extends { readonly id: number }>(
  name: string,
  firstId: number,
  changed: () => void,
  withId: (row: Omit<Row, 'id'>, id: number) => Row,
) {
  const rows = new Map<number, Row>()
  let nextId = firstId
  const put = (row: Row) => {
    rows.set(row.id, row)
    changed()
    return row
  }
  return {
    all: (): readonly Row[] => [...rows.values()],
    find: (id: number) => rows.get(id),
    add: (row: Omit<Row, 'id'> & { id?: number }) => put(withId(row, row.id ?? nextId++)),
    change(id: number, changes: Partial<Omit<Row, 'id'>>) {
      const before = rows.get(id)
      if (!before) throw new Error(`no ${name} ${id}`)
      return put({ ...before, ...changes })
    },
    clear() {
      rows.clear()
      nextId = firstId
    },
  }
}

const newContact = (now: number): Omit<Contact, 'id' | 'email'> => ({
  emailStatus: 0,
  name: '',
  surname: '',
  language: null,
  country: null,
  subscribed: false,
  source: 21,
  externalObjectId: null,
  profile: {},
  deleted: false,
  isMember: false,
  level: null,
  points: 0,
  levelPoints: 0,
  loyaltyId: null,
  loyaltyBookings: 0,
  loyaltyNights: 0,
  loyaltyLastBookingDate: null,
  memberSince: null,
  createdAt: now,
  updatedAt: now,
  oddities: {},
})
