// Contacts: finding the right one and no other, reading odd shapes with care, and what a write sends.
import { describe, expect, it } from 'vitest'
import { toContactId } from '../../src/domain/guest.ts'
import { answering, failureOf, listOf, startBareApi, startClient, startDesk } from './support/api.ts'

const maria = toContactId(11656629)
const emma = toContactId(11656610)
if (!maria || !emma) throw new Error('the guests of these tests are wrong')
const row = { id: 11656629, email: 'maria.garcia@example.com' }

describe('finding by e-mail', () => {
  it('finds the guest in any case and with blanks around', async () => {
    const { client, sandbox } = await startDesk()
    const found = await client.contacts.findByEmail('  Maria.GARCIA@example.com ')
    expect(found).toMatchObject({
      kind: 'one',
      guest: {
        contactId: maria,
        email: 'maria.garcia@example.com',
        name: 'María',
        surname: 'García Ruiz',
        language: 'es',
        level: 2673,
        points: 1240,
        loyaltyCard: 'CLUB-11656629',
        emailStatus: 'usable',
        membership: { kind: 'member', since: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/) },
      },
    })
    expect(sandbox.requests.at(-1)?.query).toEqual({
      email__iexact: 'Maria.GARCIA@example.com',
      limit: '10',
      offset: '0',
    })
  })

  it('asks for exactly the e-mail typed, signs and all', async () => {
    const email = 'ana+spa&co=1%@example.com'
    const api = await startBareApi(() => ({ json: listOf({ ...row, email }) }))
    const { client } = startClient(api.url)
    expect(await client.contacts.findByEmail(email)).toMatchObject({ kind: 'one' })
    expect(api.seen.at(-1)?.query.get('email__iexact')).toBe(email)
  })

  it('finds nobody for an unknown e-mail, and asks nothing for an empty one', async () => {
    const { client, sandbox } = await startDesk()
    expect(await client.contacts.findByEmail('nobody@example.com')).toEqual({ kind: 'none' })
    const asked = sandbox.requests.length
    expect(await client.contacts.findByEmail('  ')).toEqual({ kind: 'none' })
    expect(sandbox.requests).toHaveLength(asked)
  })

  it('never takes the first of everyone when the filter is ignored', async () => {
    const { client, sandbox } = await startDesk()
    for (const email of ['maria.garcia@example.com', 'antonio.lopez@example.com', 'nobody@example.com']) {
      sandbox.faults.add({ route: 'GET contacts/', kind: 'filtersIgnored' })
      const error = await failureOf(client.contacts.findByEmail(email))
      expect(error).toMatchObject({ code: 'Drift', issues: ['email__iexact: not applied'] })
    }
  })

  it('drops the one guest that is not the one asked for', async () => {
    const { client } = await answering(listOf({ id: 7, email: 'other@example.com' }))
    expect(await client.contacts.findByEmail('maria.garcia@example.com')).toEqual({ kind: 'none' })
  })

  it('does not find a deleted guest', async () => {
    const { client } = await startDesk()
    expect(await client.contacts.findByEmail('usuario.borrado@example.com')).toEqual({ kind: 'none' })
  })

  it('says "several" for two guests with the same e-mail', async () => {
    const { client } = await answering(listOf(row, { ...row, id: 8, email: 'MARIA.garcia@example.com' }))
    const found = await client.contacts.findByEmail('maria.garcia@example.com')
    expect(found.kind === 'several' && found.guests.map(guest => guest.contactId)).toEqual([11656629, 8])
  })

  it('reads a bare list as well as the envelope', async () => {
    const { client } = await answering([row])
    expect(await client.contacts.findByEmail(row.email)).toMatchObject({
      kind: 'one',
      guest: { contactId: maria },
    })
  })

  it('asks with the filter that the settings name', async () => {
    const api = await startBareApi(() => ({ json: listOf(row) }))
    const { client } = startClient(api.url, { settings: { emailFilter: 'email' } })
    await client.contacts.findByEmail(row.email)
    expect(Object.fromEntries(api.seen.at(-1)?.query ?? [])).toMatchObject({ email: row.email })
  })
})

describe('reading a guest', () => {
  it('takes what is missing or null for unknown, never for 0', async () => {
    const { client } = await answering(row)
    const { contacts } = client
    expect(await contacts.get(maria)).toEqual({
      contactId: maria,
      email: row.email,
      name: '',
      surname: '',
      language: undefined,
      membership: { kind: 'unknown' },
      level: 'unknown',
      points: 'unknown',
      levelPoints: 'unknown',
      loyaltyCard: undefined,
      emailStatus: 'unknown',
    })
  })

  it.each([
    ['points', { points: '385' }, { points: 385 }],
    ['points', { points: ' -20.00 ' }, { points: -20 }],
    ['points', { points: null }, { points: 'unknown' }],
    ['points', { points: '' }, { points: 'unknown' }],
    ['points', { points: 0 }, { points: 0 }],
    ['level points', { level_points: '12' }, { levelPoints: 12 }],
    ['level', { level: { id: 2671, name: 'Classic' } }, { level: 2671 }],
    ['level', { level: { id: '2671' } }, { level: 2671 }],
    ['level', { level: '2671' }, { level: 2671 }],
    ['level', { level: null }, { level: 'none' }],
    ['level', { level: 0 }, { level: 'none' }],
    ['language', { language: 'ES-es' }, { language: 'es' }],
    ['language', { language: null }, { language: undefined }],
    ['card', { loyalty_id: 4711 }, { loyaltyCard: '4711' }],
    ['e-mail status', { email_status: 2 }, { emailStatus: 'usable' }],
    ['e-mail status', { email_status: '3' }, { emailStatus: 'bounced' }],
    ['e-mail status', { email_status: 4 }, { emailStatus: 'bounced' }],
    ['membership', { loyalty_custom_tag_timestamp: null }, { membership: { kind: 'not-member' } }],
    ['id', { id: '11656629' }, { contactId: maria }],
    [
      'membership',
      { loyalty_custom_tag_timestamp: '2025-03-01T10:11:12.123456' },
      { membership: { kind: 'member', since: '2025-03-01T10:11:12' } },
    ],
    [
      'membership',
      { loyalty_custom_tag_timestamp: 'last spring' },
      { membership: { kind: 'member', since: 'unknown' } },
    ],
    [
      'membership',
      { loyalty_custom_tag_timestamp: '2025-00-00 00:00:00' },
      { membership: { kind: 'member', since: 'unknown' } },
    ],
  ])('reads %s from %j', async (_, fields, expected) => {
    const { client } = await answering({ ...row, ...fields })
    expect(await client.contacts.get(maria)).toMatchObject(expected)
  })

  it.each([
    ['points: not a number', { points: { now: 3 } }],
    ['points: not a number', { points: 'many' }],
    ['points: not a number', { points: true }],
    ['level: not a level id', { level: { name: 'Gold' } }],
    ['level_points: not a number', { level_points: [1] }],
    ['id: not an id', { id: -1 }],
    ['id: not an id', { id: null }],
    ['email: not a text', { email: { address: 'a@example.com' } }],
    ['id: another contact than asked', { id: 8 }],
  ])('calls it drift and names the field: %s', async (issue, fields) => {
    const { client } = await answering({ ...row, ...fields })
    const error = await failureOf(client.contacts.get(maria))
    expect(error).toMatchObject({ code: 'Drift', issues: [issue], isRetryable: false, effect: 'not-applied' })
    expect(error.message).toContain(issue)
  })

  it('names the row of a list in which a field drifted', async () => {
    const { client } = await answering(listOf(row, { ...row, level_points: 'x' }))
    const error = await failureOf(client.contacts.findByEmail(row.email))
    expect(error.issues).toEqual(['results[1].level_points: not a number'])
  })

  it.each([
    [{}],
    [{ results: [] }],
    [{ count: null, results: [] }],
    [{ count: 1, results: {} }],
    ['text'],
    [null],
  ])('calls %j in place of a list drift', async body => {
    const { client } = await answering(body)
    expect(await failureOf(client.contacts.findByEmail(row.email))).toMatchObject({ code: 'Drift' })
  })

  it('reads fields under the names that the settings give, and names those in drift', async () => {
    const settings = { contactFields: { points: 'balance', level: 'tier' } }
    const { client } = await answering({ ...row, balance: 12, points: 99, tier: 3 }, { settings })
    expect(await client.contacts.get(maria)).toMatchObject({ points: 12, level: 3 })
    const drifted = await answering({ ...row, balance: 'much' }, { settings })
    expect((await failureOf(drifted.client.contacts.get(maria))).issues).toEqual(['balance: not a number'])
  })

  it.each([
    [[51], 'member'],
    [['51'], 'member'],
    [[{ id: 51, name: 'Club' }], 'member'],
    [[50, { id: 52 }], 'not-member'],
    [[], 'not-member'],
    [undefined, 'unknown'],
    [null, 'unknown'],
  ])('tells a member by the tag in %j when the settings say so: %s', async (tags, kind) => {
    const settings = { memberMarker: { by: 'tag' as const, tag: 51 } }
    const { client } = await answering({ ...row, custom_tags: tags }, { settings })
    expect((await client.contacts.get(maria)).membership.kind).toBe(kind)
  })

  it('knows nobody where the API says so or where the contact was deleted', async () => {
    const { client } = await startDesk()
    const nobody = toContactId(1)
    const deleted = toContactId(11656640)
    if (!nobody || !deleted) throw new Error('ids')
    expect(await client.contacts.find(nobody)).toBeUndefined()
    expect(await client.contacts.find(deleted)).toBeUndefined()
    expect(await client.contacts.find(maria)).toMatchObject({ contactId: maria })
    expect(await failureOf(client.contacts.get(nobody))).toMatchObject({ code: 'NotFound', status: 404 })
  })

  it("does not take a web server's 404 for a missing guest", async () => {
    const api = await startBareApi(() => ({ status: 404, text: '<h1>Not Found</h1>' }))
    const { client } = startClient(api.url)
    expect(await failureOf(client.contacts.find(maria))).toMatchObject({ code: 'NotFound', fields: [] })
  })
})

describe('writing', () => {
  it('creates a contact, with the source of the settings', async () => {
    const { client, sandbox } = await startDesk()
    const id = await client.contacts.create({
      email: 'new.guest@example.com',
      name: 'Nora',
      language: 'en',
      documentType: 3,
      customTags: ['VIP'],
      subscribed: false,
    })
    expect(sandbox.store.contact(id)).toMatchObject({
      email: 'new.guest@example.com',
      name: 'Nora',
      language: 'en',
    })
    expect(sandbox.requests.at(-1)?.body).toEqual({
      email: 'new.guest@example.com',
      name: 'Nora',
      language: 'en',
      identification_document_type: 3,
      custom_tags: ['VIP'],
      subscribed: false,
      source: 21,
    })
  })

  it('creating takes an answer that gives the id alone', async () => {
    const { client } = await answering({ id: 12 })
    expect(await client.contacts.create({ email: 'a@example.com', source: 6 })).toBe(12)
  })

  it('creating a guest who exists is refused', async () => {
    const { client } = await startDesk()
    const error = await failureOf(client.contacts.create({ email: 'maria.garcia@example.com' }))
    expect(error).toMatchObject({ code: 'Rejected', effect: 'not-applied' })
    expect(error.fields[0]?.field).toBe('email')
  })

  it('changes only what is given', async () => {
    const { client, sandbox } = await startDesk()
    await client.contacts.patch(maria, { language: 'en', postCode: '07001' })
    expect(sandbox.requests.at(-1)?.body).toEqual({ language: 'en', post_code: '07001' })
    expect(sandbox.store.contact(maria)).toMatchObject({
      language: 'en',
      name: 'María',
      profile: { post_code: '07001' },
    })
  })

  it('a change without any answer text is done', async () => {
    const api = await startBareApi(() => ({ status: 204 }))
    const { client } = startClient(api.url)
    await client.contacts.patch(maria, { language: 'en' })
    expect(api.seen.at(-1)).toMatchObject({ method: 'PATCH', path: 'contacts/11656629/' })
  })

  it('registers a guest, with both mail flags always said', async () => {
    const { client, sandbox } = await startDesk()
    const guest = await client.contacts.signIn(emma, { password: 'a-strong-password-1' })
    expect(guest).toMatchObject({ contactId: emma, membership: { kind: 'member' } })
    expect(sandbox.requests.at(-1)?.body).toEqual({
      password: 'a-strong-password-1',
      send_activation_email: true,
      send_welcome_email: false,
    })
    expect(sandbox.mails.map(mail => mail.kind)).toEqual(['activation'])
  })

  it('a caller may choose the mails', async () => {
    const { client, sandbox } = await startDesk()
    await client.contacts.signIn(emma, {
      password: 'a-strong-password-1',
      sendActivationEmail: false,
      sendWelcomeEmail: true,
    })
    expect(sandbox.mails.map(mail => mail.kind)).toEqual(['welcome'])
  })

  it('sets loyalty data', async () => {
    const { client, sandbox } = await startDesk()
    const guest = await client.contacts.updateData(maria, { level: 2672, points: 200, levelPoints: 0 })
    expect(guest).toMatchObject({ level: 2672, points: 200, levelPoints: 0 })
    expect(sandbox.requests.at(-1)?.body).toEqual({ level: 2672, points: 200, level_points: 0 })
  })

  it('an answer about another guest is drift that may have happened', async () => {
    const { client } = await answering({ ...row, id: 8 })
    const error = await failureOf(client.contacts.updateData(maria, { points: 200 }))
    expect(error).toMatchObject({ code: 'Drift', effect: 'maybe' })
  })

  it('resets a password', async () => {
    const { client, sandbox } = await startDesk()
    await client.contacts.resetPassword('maria.garcia@example.com')
    expect(sandbox.mails).toMatchObject([{ kind: 'reset-password', to: 'maria.garcia@example.com' }])
  })
})

describe("a guest's own log-in", () => {
  const email = 'maria.garcia@example.com'

  it("is right with the guest's password and wrong with another", async () => {
    const { client } = await startDesk()
    expect(await client.contacts.guestLogin(email, 'guest-11656629')).toMatchObject({
      kind: 'correct',
      guest: { contactId: maria },
    })
    expect(await client.contacts.guestLogin(email, 'not-the-password')).toEqual({ kind: 'wrong-credentials' })
  })

  it('a 401 means wrong credentials after one renewal of our own token', async () => {
    const { client, sandbox, count } = await startDesk()
    await client.login()
    sandbox.faults.add({ route: 'POST contacts/loyalty-login/', kind: 'unauthorised', times: 5 })
    expect(await client.contacts.guestLogin(email, 'x')).toEqual({ kind: 'wrong-credentials' })
    expect(count('POST contacts/loyalty-login/')).toBe(2)
    expect(count('POST login/')).toBe(2)
  })

  it("our own refused log-in is not the guest's fault", async () => {
    const { client } = await startDesk({ password: 'wrong' })
    expect(await failureOf(client.contacts.guestLogin(email, 'x'))).toMatchObject({
      code: 'Unauthorised',
      path: 'login/',
    })
  })

  it('a page of a web server says nothing about the password', async () => {
    const { client, sandbox } = await startDesk()
    sandbox.faults.add({ route: 'POST contacts/loyalty-login/', kind: 'gatewayHtmlAfterWrite' })
    const error = await failureOf(client.contacts.guestLogin(email, 'guest-11656629'))
    expect(error).toMatchObject({ code: 'NotFound', effect: 'not-applied' })
  })
})
