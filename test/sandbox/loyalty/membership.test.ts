import { describe, expect, it } from 'vitest'
import { callSandbox, emma, maria } from './caller.ts'

const signIn = { password: 'a long enough one', send_activation_email: true, send_welcome_email: false }

describe('registering a guest in the programme', () => {
  it('makes a contact a member and mails what was asked for', async () => {
    const { post, sandbox, clock } = await callSandbox()
    const answer = await post(`contacts/${emma}/loyalty-sign-in/`, signIn)
    expect(answer.status).toBe(201)
    expect(answer.json).toMatchObject({
      id: emma,
      level: 2671,
      points: 0,
      custom_tags: [51],
      loyalty_custom_tag_timestamp: expect.stringMatching(/^2026-11-20T12:00:\d\d$/),
    })
    expect(sandbox.store.contact(emma)?.isMember).toBe(true)
    expect(sandbox.store.passwordOf(emma)).toBe(signIn.password)
    expect(sandbox.mails).toMatchObject([{ to: 'emma.johnson@example.org', kind: 'activation' }])
    expect(sandbox.mails[0]?.at).toBeLessThanOrEqual(clock.now())
    expect(sandbox.store.passwordOverwrites()).toEqual([])
  })

  it('replaces the password of someone who is a member already, and remembers that it happened', async () => {
    const { post, sandbox } = await callSandbox()
    const answer = await post(`contacts/${maria}/loyalty-sign-in/`, { ...signIn, send_welcome_email: true })
    expect(answer.status).toBe(200)
    expect(sandbox.store.contact(maria)).toMatchObject({ level: 2673, points: 1240 })
    expect(sandbox.store.passwordOf(maria)).toBe(signIn.password)
    expect(sandbox.store.passwordOverwrites()).toMatchObject([{ contact: maria }])
    expect(sandbox.mails.map(mail => mail.kind)).toEqual(['activation', 'welcome'])
  })

  it('wants the password and both mail switches, in their types', async () => {
    const { post, sandbox } = await callSandbox()
    expect(await post(`contacts/${emma}/loyalty-sign-in/`)).toMatchObject({
      status: 400,
      json: {
        password: ['This field is required.'],
        send_activation_email: ['This field is required.'],
        send_welcome_email: ['This field is required.'],
      },
    })
    const wrong = { password: 'short', send_activation_email: 'yes', send_welcome_email: 1 }
    expect(await post(`contacts/${emma}/loyalty-sign-in/`, wrong)).toMatchObject({
      status: 400,
      json: {
        password: ['This password is too short. It must contain at least 8 characters.'],
        send_activation_email: ['Must be a valid boolean.'],
        send_welcome_email: ['Must be a valid boolean.'],
      },
    })
    expect(sandbox.store.contact(emma)?.isMember).toBe(false)
    expect(sandbox.mails).toEqual([])
  })

  it('does not find contacts that are unknown or deleted', async () => {
    const { post } = await callSandbox()
    expect((await post('contacts/1/loyalty-sign-in/', signIn)).status).toBe(404)
    expect((await post('contacts/11656640/loyalty-sign-in/', signIn)).status).toBe(404)
  })
})

describe('overwriting loyalty data', () => {
  it('sets what was sent, leaves the rest and writes no row in the ledger', async () => {
    const { post, sandbox } = await callSandbox()
    const rows = sandbox.store.operationsOf(maria)
    const answer = await post(`contacts/${maria}/loyalty-update-data/`, {
      points: 200,
      level: 2671,
      loyalty_last_booking_date: '2026-11-01',
      loyalty_custom_tag_timestamp: '2025-01-02T03:04:05',
    })
    expect(answer).toMatchObject({ status: 200, json: { points: 200, level: 2671 } })
    expect(sandbox.store.contact(maria)).toMatchObject({
      points: 200,
      level: 2671,
      loyaltyId: `CLUB-${maria}`,
      loyaltyLastBookingDate: '2026-11-01',
      memberSince: '2025-01-02T03:04:05',
    })
    expect(sandbox.store.operationsOf(maria)).toEqual(rows)
  })

  it('can set a balance to zero', async () => {
    const { post, sandbox } = await callSandbox()
    await post(`contacts/${maria}/loyalty-update-data/`, { points: 0, level_points: 0 })
    expect(sandbox.store.contact(maria)).toMatchObject({ points: 0, levelPoints: 0 })
  })

  it.each([
    ['level', 3, 'Invalid pk "3" - object does not exist.'],
    ['level', 'Gold', 'Incorrect type. Expected pk value, received str.'],
    ['points', -1, 'Ensure this value is greater than or equal to 0.'],
    ['points', 1.5, 'A valid integer is required.'],
    ['level_points', '10', 'A valid integer is required.'],
    ['loyalty_custom_tag_timestamp', 'yesterday', /^Datetime has wrong format/],
  ])('refuses %s = %j', async (name, value, message) => {
    const { post, sandbox } = await callSandbox()
    const answer = await post(`contacts/${maria}/loyalty-update-data/`, { [name]: value })
    const expected = typeof message === 'string' ? message : expect.stringMatching(message)
    expect(answer).toMatchObject({ status: 400, json: { [name]: [expected] } })
    expect(sandbox.store.contact(maria)).toMatchObject({ points: 1240, level: 2673 })
  })

  it('refuses guests who are not in the programme', async () => {
    const { post, sandbox } = await callSandbox()
    expect((await post(`contacts/${emma}/loyalty-update-data/`, { points: 5 })).status).toBe(400)
    expect(sandbox.store.contact(emma)?.points).toBe(0)
  })
})

describe("the guest's own password", () => {
  const email = 'maria.garcia@example.com'
  const login = { email, password: `guest-${maria}` }

  it('opens the portal; a wrong one does not, and no token looks dead because of it', async () => {
    const { post } = await callSandbox()
    expect(await post('contacts/loyalty-login/', login)).toMatchObject({ status: 200, json: { id: maria } })
    expect(await post('contacts/loyalty-login/', { ...login, password: 'wrong' })).toMatchObject({
      status: 400,
      json: { non_field_errors: ['Unable to log in with provided credentials.'] },
    })
    const stranger = { email: 'nobody@example.com', password: 'x' }
    expect((await post('contacts/loyalty-login/', stranger)).status).toBe(400)
  })

  it('stops working when it is reset, and one mail leaves', async () => {
    const { post, sandbox } = await callSandbox()
    expect((await post('contacts/loyalty-reset-password/', { email: email.toUpperCase() })).status).toBe(200)
    expect(sandbox.mails).toMatchObject([{ to: email, kind: 'reset-password' }])
    expect((await post('contacts/loyalty-login/', login)).status).toBe(400)
    const password = sandbox.store.passwordOf(maria)
    expect((await post('contacts/loyalty-login/', { email, password })).status).toBe(200)
  })

  it('answers a reset for an unknown or deleted address the same way, but mails nobody', async () => {
    const { post, sandbox } = await callSandbox()
    const known = await post('contacts/loyalty-reset-password/', { email })
    for (const address of ['nobody@example.com', 'usuario.borrado@example.com']) {
      const answer = await post('contacts/loyalty-reset-password/', { email: address })
      expect([answer.status, answer.text]).toEqual([known.status, known.text])
    }
    expect(sandbox.mails).toHaveLength(1)
    expect((await post('contacts/loyalty-reset-password/', {})).status).toBe(400)
  })

  it('can be changed by id, for members only', async () => {
    const { post, sandbox } = await callSandbox()
    const change = (id: number, password: unknown) =>
      post(`contacts/${id}/loyalty-change-password/`, { new_password: password })
    expect((await change(maria, 'another long one')).status).toBe(200)
    expect(sandbox.store.passwordOf(maria)).toBe('another long one')
    expect(await change(maria, '')).toMatchObject({
      status: 400,
      json: { new_password: ['This field may not be blank.'] },
    })
    expect((await change(emma, 'another long one')).status).toBe(400)
    expect(sandbox.store.passwordOf(emma)).toBeUndefined()
  })
})

describe('taking a guest out of the programme', () => {
  it('ends membership, points and password, and the ledger says where the points went', async () => {
    const { raw, token, post, sandbox } = await callSandbox()
    // The vendor's own client sends this call with the header and no body at all.
    const headers = { Authorization: `Token ${token()}`, 'Content-Type': 'application/json' }
    const answer = await raw(`contacts/${maria}/loyalty-reset-account/`, { method: 'POST', headers })
    expect(answer).toMatchObject({ status: 200, json: { level: null, points: 0, custom_tags: [] } })
    expect(sandbox.store.contact(maria)).toMatchObject({ isMember: false, memberSince: null, points: 0 })
    expect(sandbox.store.passwordOf(maria)).toBeUndefined()
    const rows = sandbox.store.operationsOf(maria)
    expect(rows.reduce((sum, row) => sum + row.remainingPoints, 0)).toBe(0)
    expect(rows.reduce((sum, row) => sum + (row.expiredPoints ?? 0), 0)).toBe(1240)
    expect((await post(`contacts/${maria}/loyalty-reset-account/`)).status).toBe(400)
  })
})
