import { describe, expect, it } from 'vitest'
import { callSandbox, emma, field, maria, results, start } from './caller.ts'

describe('the seeded world', () => {
  it('has two hotels, three levels, forty guests and twelve products', async () => {
    const { sandbox } = await callSandbox()
    const { store } = sandbox
    expect(store.hotels().map(hotel => [hotel.id, hotel.name])).toEqual([
      [101, 'Hotel Miramar'],
      [102, 'Hotel Atlántico'],
    ])
    expect(store.levels()).toEqual([
      { id: 2671, name: 'Classic' },
      { id: 2672, name: 'Silver' },
      { id: 2673, name: 'Gold' },
    ])
    expect(store.contacts()).toHaveLength(40)
    expect(store.products()).toHaveLength(12)
    expect(new Set(store.contacts().map(contact => contact.email.toLowerCase()))).toHaveLength(40)
    expect(store.contacts().every(contact => /@example\.(com|net|org)$/.test(contact.email))).toBe(true)
  })

  it('knows María García: member, Gold, 1,240 points, in room 204 since two days', async () => {
    const { sandbox } = await callSandbox()
    expect(sandbox.store.contactByEmail('maria.garcia@example.com')).toMatchObject({
      id: maria,
      name: 'María',
      surname: 'García Ruiz',
      isMember: true,
      level: 2673,
      points: 1240,
    })
    expect(sandbox.store.entriesOf(maria).filter(entry => entry.subStatus === 8)).toMatchObject([
      { hotel: 101, roomNumber: '204', localizer: 'ABC123', entrance: '2026-11-18', status: 1 },
    ])
  })

  it('has the awkward guests: outsiders, bad addresses, shared surname, deleted, unknown balance or level', async () => {
    const { sandbox, get } = await callSandbox()
    const contacts = sandbox.store.contacts()
    expect(contacts.filter(contact => !contact.isMember && !contact.deleted)).toHaveLength(3)
    expect(contacts.filter(contact => contact.emailStatus === 3)).toHaveLength(1)
    expect(contacts.filter(contact => contact.emailStatus === 4)).toHaveLength(1)
    expect(contacts.filter(contact => contact.surname === 'Fernández Gil')).toHaveLength(2)
    expect(contacts.filter(contact => contact.deleted)).toHaveLength(1)
    const noBalance = await get('contacts/11656633/')
    expect(noBalance.json).not.toHaveProperty('points')
    expect(noBalance.json).toHaveProperty('level', 2671)
    expect((await get('contacts/11656637/')).json).toMatchObject({ level: null, points: 210 })
    expect((await get('contacts/11656638/')).json).toMatchObject({ level: { id: 2671 }, points: '385' })
  })

  it('has products that are hidden, ended, not yet started, for one level and for one hotel', async () => {
    const { sandbox } = await callSandbox()
    const products = sandbox.store.products()
    const today = '2026-11-20'
    expect(products.filter(product => !product.isVisible)).toHaveLength(1)
    expect(products.filter(product => product.endDate < today)).toHaveLength(1)
    expect(products.filter(product => product.startDate > today)).toHaveLength(1)
    expect(products.filter(product => String(product.levels) === '2673')).toHaveLength(1)
    expect(products.filter(product => String(product.hotels) === '102')).toHaveLength(1)
    const prices = products.map(product => product.points)
    expect([Math.min(...prices), Math.max(...prices)]).toEqual([150, 5000])
  })
})

describe('the seeded ledger', () => {
  it('ends at the balance of every guest, by its lots and by its movements', async () => {
    const { sandbox } = await callSandbox()
    const { store } = sandbox
    expect(store.operations().length).toBeGreaterThan(300)
    for (const contact of store.contacts()) {
      const rows = store.operationsOf(contact.id)
      const left = rows.reduce((sum, row) => sum + row.remainingPoints, 0)
      const moved = rows.reduce(
        (sum, row) => sum + row.points + row.bonusPoints - (row.expiredPoints ?? 0),
        0,
      )
      expect([left, moved], contact.email).toEqual([contact.points, contact.points])
      expect(rows.reduce((sum, row) => sum + row.levelPoints, 0)).toBe(contact.levelPoints)
      expect(rows.length > 0, contact.email).toBe(contact.isMember)
    }
  })

  it('gives every guest the balance of the table, on any day', async () => {
    for (const day of [0, 45, 120, 200]) {
      const { sandbox, clock } = await callSandbox()
      clock.advance(day * 86_400_000)
      sandbox.reset()
      expect(sandbox.store.contact(maria)?.points).toBe(1240)
      expect(sandbox.store.contactByEmail('john.smith@example.net')?.points).toBe(5420)
      expect(sandbox.store.contactByEmail('javier.moreno@example.com')?.points).toBe(0)
      expect(sandbox.store.contactByEmail('pablo.fernandez@example.org')?.points).toBe(275)
    }
  })

  it('covers the last year in order of time and nothing of the future', async () => {
    const { sandbox } = await callSandbox()
    const times = sandbox.store.operations().map(row => row.at)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times[0]).toBeGreaterThan(start - 370 * 86_400_000)
    expect(times[0]).toBeLessThan(start - 340 * 86_400_000)
    expect(times.at(-1)).toBeLessThan(start)
    expect(times.at(-1)).toBeGreaterThan(start - 20 * 86_400_000)
  })

  it("shows the hotel's own grants the day after check-out, with the booking's locator", async () => {
    const { sandbox } = await callSandbox()
    const { store } = sandbox
    const own = store.operations().filter(row => row.book !== null)
    expect(own.length).toBeGreaterThan(150)
    for (const row of own) {
      const entry = store.entry(row.book ?? 0)
      expect(entry).toMatchObject({ contact: row.contact, subStatus: 9, roomNumber: row.bookRoomNumber })
      expect(row.concept).toContain(entry?.localizer)
      const hours = (row.at - Date.parse(`${entry?.departure}T00:00:00Z`)) / 3_600_000
      expect(hours).toBeGreaterThan(24)
      expect(hours).toBeLessThan(36)
    }
  })

  it('gave Gold guests ten per cent more for each stay, and nobody else', async () => {
    const { sandbox } = await callSandbox()
    for (const row of sandbox.store.operations().filter(operation => operation.book !== null)) {
      const isGold = sandbox.store.contact(row.contact)?.level === 2673
      expect(row.bonusPoints).toBe(isGold ? Math.round(row.points / 10) : 0)
    }
  })

  it('has guests who left today and whose points the hotel has not granted yet', async () => {
    const { sandbox } = await callSandbox()
    const gone = sandbox.store
      .entries()
      .filter(entry => entry.departure === '2026-11-20' && entry.isCheckoutRealized)
    expect(gone).toHaveLength(1)
    expect(sandbox.store.operations().filter(row => row.book === gone[0]?.id)).toEqual([])
  })

  it('has redemptions, ended points and points that end later', async () => {
    const { sandbox, get } = await callSandbox()
    const rows = sandbox.store.operations()
    expect(rows.filter(row => row.points < 0).length).toBeGreaterThan(20)
    expect(rows.filter(row => (row.expiredPoints ?? 0) > 0).length).toBeGreaterThan(5)
    const later = rows.find(row => row.remainingPoints > 0 && (row.expiresAt ?? 0) > start)
    expect(later).toBeDefined()
    const { json } = await get(`operations/${later?.id}/`)
    expect(String(field(json, 'expired_date')).slice(0, 10)).toBe('2026-12-30')
  })
})

describe('seeding again', () => {
  it('gives the very same world on the same day', async () => {
    const [first, second] = [await callSandbox(), await callSandbox()]
    const read = async ({ get }: typeof first) => [
      results(await get('operations/?limit=100')),
      results(await get('entries/?limit=100&offset=100')),
      results(await get('products/')),
    ]
    expect(await read(first)).toEqual(await read(second))
  })

  it('gives the same rows with the same ids when it is reset on the same day', async () => {
    const { sandbox } = await callSandbox()
    const read = () => [sandbox.store.operations(), sandbox.store.entries(), sandbox.store.products()]
    const before = read()
    sandbox.store.addPoints({ contact: maria, concept: 'x', points: 5 })
    sandbox.reset()
    expect(read()).toEqual(before)
  })

  it('undoes everything that happened, and moves with the day', async () => {
    const { sandbox, clock, post, get, login } = await callSandbox()
    const rows = sandbox.store.operations().length
    await post('operations/add-points/', { contact: maria, concept: 'x', points: 5, point_type: 0 })
    await post('contacts/loyalty-reset-password/', { email: 'maria.garcia@example.com' })
    await post('contacts/', { email: 'new@example.com', source: 21 })
    await post(`contacts/${emma}/loyalty-change-password/`, { new_password: 'something long' })
    await post(`contacts/${maria}/loyalty-sign-in/`, {
      password: 'something long',
      send_activation_email: true,
      send_welcome_email: false,
    })
    expect(sandbox.store.passwordOverwrites()).toHaveLength(1)
    sandbox.faults.add({ route: '*', kind: 'serverError' })
    sandbox.store.changeContact(maria, { email: 'other@example.com' })
    clock.advance(3 * 86_400_000)
    sandbox.reset()
    expect(sandbox.requests).toEqual([])
    expect(sandbox.mails).toEqual([])
    expect(sandbox.store.passwordOverwrites()).toEqual([])
    expect(sandbox.faults.pending()).toBe(0)
    expect(sandbox.store.operations()).toHaveLength(rows)
    expect(sandbox.store.contacts()).toHaveLength(40)
    expect(sandbox.store.contactByEmail('other@example.com')).toBeUndefined()
    expect(sandbox.store.passwordOf(maria)).toBe(`guest-${maria}`)
    await login()
    expect(results(await get('entries/?localizer=ABC123'))).toMatchObject([{ entrance: '2026-11-21' }])
  })
})
