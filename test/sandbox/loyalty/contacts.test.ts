import { describe, expect, it } from 'vitest'
import { callSandbox, emma, maria, results } from './caller.ts'

describe('finding a contact', () => {
  it('finds exactly one guest by e-mail, whatever the case', async () => {
    const { get } = await callSandbox()
    const answer = await get('contacts/?email__iexact=MARIA.Garcia@Example.com')
    expect(answer.json).toMatchObject({ count: 1, next: null, previous: null })
    expect(results(answer)).toMatchObject([
      { id: maria, name: 'María', surname: 'García Ruiz', level: 2673, points: 1240 },
    ])
  })

  it('finds a guest who was written down with capitals', async () => {
    const { get, sandbox } = await callSandbox()
    const { id } = sandbox.store.addContact({ email: 'Capital.Letters@Example.com' })
    expect(results(await get('contacts/?email__iexact=capital.letters@example.com'))).toMatchObject([{ id }])
  })

  it('finds nobody by half an e-mail', async () => {
    const { get } = await callSandbox()
    expect((await get('contacts/?email__iexact=maria.garcia')).json).toMatchObject({ count: 0, results: [] })
  })

  it('finds a guest by the id of another system', async () => {
    const { get } = await callSandbox()
    expect(results(await get('contacts/?external_object_id=PMS-30021'))).toMatchObject([{ name: 'Antonio' }])
  })

  it('returns everyone when the filter is misspelt', async () => {
    const { get } = await callSandbox()
    expect((await get('contacts/?email=maria.garcia@example.com')).json).toMatchObject({ count: 40 })
    expect((await get('contacts/?email__iexact=')).json).toMatchObject({ count: 40 })
  })

  it('shows the loyalty state of a member and the lack of one of a non-member', async () => {
    const { get } = await callSandbox()
    const member = await get(`contacts/${maria}/`)
    expect(member.json).toMatchObject({
      email_status: 2,
      loyalty_id: `CLUB-${maria}`,
      loyalty_custom_tag_timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
      custom_tags: [51],
      deleted: false,
    })
    expect((await get(`contacts/${emma}/`)).json).toMatchObject({
      level: null,
      points: 0,
      loyalty_id: null,
      loyalty_custom_tag_timestamp: null,
      custom_tags: [],
    })
  })

  it('says "not found" in JSON for an unknown or odd id', async () => {
    const { get } = await callSandbox()
    for (const id of ['1', 'abc', '-5', '1e3']) {
      expect(await get(`contacts/${id}/`)).toMatchObject({ status: 404, json: { detail: 'Not found.' } })
    }
  })
})

describe('creating and changing a contact', () => {
  it('creates a contact that is no member yet', async () => {
    const { post, sandbox } = await callSandbox()
    const answer = await post('contacts/', {
      email: 'nueva.clienta@example.com',
      source: 21,
      name: 'Nueva',
      language: 'es',
      notes: 'likes the sea',
      invented_field: 1,
    })
    expect(answer.status).toBe(201)
    expect(answer.json).toMatchObject({
      email: 'nueva.clienta@example.com',
      notes: 'likes the sea',
      source: 21,
    })
    expect(answer.json).not.toHaveProperty('invented_field')
    expect(sandbox.store.contactByEmail('NUEVA.clienta@example.com')).toMatchObject({
      name: 'Nueva',
      isMember: false,
      level: null,
    })
  })

  it('wants an e-mail and a source', async () => {
    const { post, sandbox } = await callSandbox()
    const answer = await post('contacts/', { name: 'Nobody' })
    expect(answer.status).toBe(400)
    expect(answer.json).toEqual({
      email: ['This field is required.'],
      source: ['This field is required.'],
    })
    expect(sandbox.store.contacts()).toHaveLength(40)
  })

  it('takes no second contact with the same e-mail in another case', async () => {
    const { post, sandbox } = await callSandbox()
    const answer = await post('contacts/', { email: 'Maria.Garcia@example.com', source: 21 })
    expect(answer.status).toBe(400)
    expect(answer.json).toEqual({ email: ['contact with this email already exists.'] })
    expect(sandbox.store.contacts()).toHaveLength(40)
  })

  it.each([
    ['email', 'not an address', 'Enter a valid email address.'],
    ['email', 7, 'Not a valid string.'],
    ['source', 99, '"99" is not a valid choice.'],
    ['source', '21', 'A valid integer is required.'],
    ['name', 5, 'Not a valid string.'],
    ['subscribed', 'true', 'Must be a valid boolean.'],
    ['birthday', '31/12/1980', 'Date has wrong format. Use one of these formats instead: YYYY-MM-DD.'],
    ['gender', 9, '"9" is not a valid choice.'],
    ['language', 'spanish', 'Expected an ISO 639-1 code.'],
    ['country', 'es', 'Expected an ISO 3166-1 alpha-2 code.'],
    ['custom_tags', 'vip', 'Expected a list of items.'],
  ])('refuses %s = %j', async (name, value, message) => {
    const { post } = await callSandbox()
    const answer = await post('contacts/', { email: 'new@example.com', source: 21, [name]: value })
    expect(answer).toMatchObject({ status: 400, json: { [name]: [message] } })
  })

  it('changes only the fields that were sent', async () => {
    const { patch, sandbox } = await callSandbox()
    const before = sandbox.store.contact(maria)
    const answer = await patch(`contacts/${maria}/`, { surname: 'García Soto', birthday: '1980-02-29' })
    expect(answer).toMatchObject({ status: 200, json: { surname: 'García Soto', birthday: '1980-02-29' } })
    const after = sandbox.store.contact(maria)
    expect(after).toMatchObject({ name: 'María', points: 1240, level: 2673, email: before?.email })
    expect(after?.profile).toEqual({ ...before?.profile, birthday: '1980-02-29' })
  })

  it('moves a contact to a new e-mail, but not to one that is taken', async () => {
    const { patch, sandbox } = await callSandbox()
    expect((await patch(`contacts/${maria}/`, { email: 'john.smith@example.net' })).status).toBe(400)
    expect((await patch(`contacts/${maria}/`, { email: 'maria@example.org' })).status).toBe(200)
    expect(sandbox.store.contactByEmail('maria@example.org')?.id).toBe(maria)
    expect(sandbox.store.contactByEmail('maria.garcia@example.com')).toBeUndefined()
    expect((await patch(`contacts/${maria}/`, { email: 'MARIA@example.org' })).status).toBe(200)
    expect(sandbox.store.contactByEmail('maria@example.org')?.email).toBe('MARIA@example.org')
  })

  it('does not let a contact call touch points or level', async () => {
    const { patch, sandbox } = await callSandbox()
    await patch(`contacts/${maria}/`, { points: 99_999, level: 2671 })
    expect(sandbox.store.contact(maria)).toMatchObject({ points: 1240, level: 2673 })
  })
})
