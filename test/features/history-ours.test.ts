// Operations that the desk itself wrote: who did it, where its card stands, and what it takes back or repeats.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ContactId } from '../../src/domain/guest.ts'
import { toConcept } from '../../src/domain/reference.ts'
import type { NewAction } from '../../src/store/actions.ts'
import { insert, sampleAction } from '../store/sample.ts'
import type { TestApp } from '../support/app.ts'
import { agents, calls, closeDesk, john, maria, openDesk, type Person } from '../support/counter.ts'
import { asks } from '../support/requests.ts'

/** A second hotel whose only staff are elena and diego. */
function strangersHotel(text: string): string {
  const second = [
    '  - id: 102',
    '    name: Hotel Playa',
    '    timeZone: Europe/Madrid',
    '    channels: { desk: C0OTHER, approvals: C0APPR2, digest: C0DIGEST2 }',
    '    staff: { agents: [U0ELENA], managers: [U0DIEGO], admins: [U0CARLA] }',
  ]
  return text.replace(/^staff:/m, `${second.join('\n')}\nstaff:`)
}

describe.each(agents)('$name looks at what the desk did and reads $language', ({ name, language }) => {
  let desk: TestApp
  let person: Person
  beforeEach(async () => {
    desk = await openDesk(language, { settings: strangersHotel })
    person = desk.slack.person(name)
  })
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const details = say('Detalles', 'Details')

  /** An action that was done, with its row in the ledger. */
  async function done(turn: number, more: Partial<NewAction> = {}, points = 300) {
    const action = sampleAction(turn, {
      input: { points: 300, reason: 'stay', text: 'noches', guestLanguage: 'es' },
      state: 'done',
      createdAt: desk.clock.now() + turn,
      ...more,
    })
    await insert(desk.app.database, action)
    const row = { contact: action.contactId, concept: toConcept('Estancia', action.reference) }
    const at = desk.clock.now() + turn
    if (points > 0) desk.loyalty.store.addPoints({ ...row, points, at })
    else desk.loyalty.store.redeemPoints({ ...row, points: -points, at })
    return action
  }

  test('a grant of the desk names its author and links to its card in the desk channel', async () => {
    const { reference } = await asks(desk, 'ana', `/grant ${maria.email} 100 noches`)
    await person.types(`/history ${maria.email}`)
    const view = await person.waitsForModal(reference)
    expect(view.text).toContain(`${reference} · ${say('por', 'by')} @ana · Hotel Miramar`)
    // The reference stands once: in the link, not in the reason too.
    expect(view.text.split(reference).length).toBe(2)
    const card = desk.slack.store.messagesIn('C0DESK').find(({ text }) => text.includes('100'))
    const link = `https://hotel-miramar.slack.com/archives/C0DESK/p${card?.ts.replace('.', '')}`
    expect(JSON.stringify(view.blocks)).toContain(`<${link}|${reference}>`)

    await person.clicks(details, { in: 'modal', nth: 0 })
    const one = await person.waitsForModal(
      say('100 puntos abonados a María G.', '100 points granted to María G.'),
    )
    expect(one.text).toContain(`✅`)
    expect(JSON.stringify(one.blocks)).toContain(`<${link}|${reference}>`)
  })

  test('while Slack gives no link the reference stands without one', async () => {
    const { reference } = await done(1)
    await person.types(`/history ${maria.email}`)
    const view = await person.waitsForModal(reference)
    expect(JSON.stringify(view.blocks)).not.toContain('archives')
    expect(view.text).toContain(`${reference} · ${say('por', 'by')} @ana`)
  })

  test('a colleague of a hotel where one is not staff stays unnamed, and their card unlinked', async () => {
    const action = await done(1, { hotelId: 102, requestedBy: 'U0ELENA' })
    const { ts } = await desk.app.database.db
      .insertInto('cards')
      .values({ action_id: action.id, place: 'desk', channel: 'C0OTHER', ts: '1.1', shown_version: 1 })
      .returning('ts')
      .executeTakeFirstOrThrow()
    expect(ts).toBe('1.1')
    await person.types(`/history ${maria.email}`)
    const view = await person.waitsForModal(action.reference)
    expect(view.text).toContain(`${action.reference} · Hotel Playa`)
    expect(view.text).not.toContain('elena')
    await person.clicks(details, { in: 'modal', nth: 0 })
    const one = await person.waitsForModal(say('Fecha', 'Date'))
    expect(one.text).toContain(`${action.reference} · Hotel Playa`)
    expect(one.text).not.toMatch(/elena|abonados|granted/)
    expect(desk.slack.calls.filter(({ method }) => method === 'chat.getPermalink')).toEqual([])
  })

  test('what took a grant back and what it took back name each other', async () => {
    const grant = await done(1)
    const input = { undone: grant.reference, direction: 'granted', points: 300, guestLanguage: 'es' }
    const undo = await done(2, { kind: 'undo', cites: grant.id, input }, -300)
    await person.types(`/history ${maria.email}`)
    const view = await person.waitsForModal(grant.reference)
    expect(view.text).toContain(
      say(`↩️ Anulado por ${undo.reference} (✅ hecho)`, `↩️ Taken back by ${undo.reference} (✅ done)`),
    )
    expect(view.text).toContain(
      say(`↩️ Anula ${grant.reference} (✅ hecho)`, `↩️ Takes back ${grant.reference} (✅ done)`),
    )
    await person.clicks(details, { in: 'modal', nth: 1 })
    await person.waitsForModal(
      say(`↩️ Anulado por ${undo.reference} (✅ hecho)`, `↩️ Taken back by ${undo.reference} (✅ done)`),
    )
  })

  test('the details of a done grant lead to its correction, until somebody has asked for one', async () => {
    await asks(desk, 'ana', `/grant ${maria.email} 100 noches`)
    desk.clock.advance(11 * 60_000)
    await person.types(`/history ${maria.email}`)
    await person.waitsForModal('+100')
    await person.clicks(details, { in: 'modal', nth: 0 })
    await person.waitsForModal(say('Fecha', 'Date'))
    await person.clicks(say('Corregir', 'Correct'), { in: 'modal' })
    const form = await person.waitsForModal(say('Corrección', 'Correction'))
    expect(form.depth).toBe(3)
    const why = say('¿Por qué? (lo leen los compañeros)', 'Why? (colleagues read it)')
    expect(await person.submits({ [why]: 'Cliente equivocado' })).toMatchObject({ errors: {} })
    await desk.slack.person('carla').waitsToSee(/corrección|correction|nul|Undo/i, 'approvals')
    await desk.jobs.idle()

    await person.types(`/history ${maria.email}`)
    const view = await person.waitsForModal('+100')
    expect(view.text).toMatch(/↩️ (Anulación pedida|Undo asked for) [\s\S]*LD-\w{6} \(⏳/)
    await person.clicks(details, { in: 'modal', nth: 0 })
    const again = await person.waitsForModal(say('Fecha', 'Date'))
    expect(again.buttons).toEqual([])
  })

  test('over two other windows no correction is offered: Slack would not open a fourth', async () => {
    await done(1, { outcome: { doneAt: desk.clock.now() } })
    await person.types('/points')
    await person.waitsForModal()
    await person.submits({ [say('Cliente', 'Guest')]: maria.email })
    await person.waitsForModal(maria.name)
    await person.clicks(say('Movimientos', 'History'), { in: 'modal' })
    await person.waitsForModal('+300')
    await person.clicks(details, { in: 'modal', nth: 0 })
    const one = await person.waitsForModal(say('Fecha', 'Date'))
    expect(one.depth).toBe(3)
    expect(one.buttons).toEqual([])
  })

  test('no correction is offered for another hotel’s grant, nor for a row that the desk did not write', async () => {
    await done(1, { hotelId: 102, outcome: { doneAt: desk.clock.now() } })
    await person.types(`/history ${maria.email}`)
    await person.waitsForModal('+300')
    for (const nth of [0, 1]) {
      await person.clicks(details, { in: 'modal', nth })
      const one = await person.waitsForModal(say('Fecha', 'Date'))
      expect(one.buttons).toEqual([])
      await person.closesModal()
    }
  })

  test('an action that was sent again and its second try name each other', async () => {
    const first = await done(1)
    const second = await done(2, { cites: first.id })
    await person.types(`/history ${maria.email}`)
    const view = await person.waitsForModal(first.reference)
    expect(view.text).toContain(
      say(`🔁 Enviado de nuevo como ${second.reference}`, `🔁 Sent again as ${second.reference}`),
    )
    expect(view.text).toContain(
      say(`🔁 Enviado de nuevo por ${first.reference}`, `🔁 Sent again for ${first.reference}`),
    )
  })

  test('a reference that somebody typed into another guest’s row is no row of the desk', async () => {
    const action = await done(1, { contactId: john.id as ContactId })
    desk.loyalty.store.addPoints({ contact: maria.id, concept: `Copiado · ${action.reference}`, points: 7 })
    await person.types(`/history ${maria.email}`)
    const view = await person.waitsForModal('Copiado')
    expect(view.text).toContain(`Copiado · ${action.reference}`)
    expect(view.text).not.toContain('@ana')
  })

  test('nothing is asked of the programme for all this', async () => {
    await done(1)
    await done(2)
    await person.types(`/history ${maria.email}`)
    await person.waitsForModal(say('21 movimientos', '21 operations'))
    expect(calls(desk)).toEqual(['GET contacts/', 'GET operations/'])
  })
})
