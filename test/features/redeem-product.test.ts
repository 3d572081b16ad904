// Redeem: one product from request to hand-over.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { expectCleanHands, startTestApp, type TestApp } from '../support/app.ts'
import {
  asks,
  asksForLate,
  deskRows,
  liveButtons,
  maria,
  opens,
  routesSeen,
  sends,
  storedActions,
  timePasses,
  writesSeen,
} from '../support/requests.ts'

let desk: TestApp
beforeEach(async () => {
  desk = await startTestApp()
})
afterEach(async () => {
  await desk.jobs.idle()
  expectCleanHands(desk)
  await desk.stop()
})

describe('from request to hand-over', () => {
  test('Ana asks, Carla approves with one tap: one redemption, two reads around it, a receipt, and what to hand over', async () => {
    const { slack, loyalty } = desk
    const [ana, carla] = [slack.person('ana'), slack.person('carla')]
    const { reference } = await asksForLate(desk)
    expect(routesSeen(desk)).toEqual(['GET contacts/'])
    expect(ana.sees('desk')).toBe('')
    expect(ana.lastMessage('dm').text).toContain('Tu petición espera a un responsable. Te avisaremos aquí.')

    await carla.clicks('Aprobar', { in: 'approvals' })
    await ana.waitsToSee('«Late check-out» canjeado para María G.', 'desk')
    await desk.jobs.idle()
    expect(routesSeen(desk)).toEqual([
      'GET contacts/',
      'GET contacts/{id}/',
      'POST operations/redeem-points/',
      'GET contacts/{id}/',
    ])
    expect(deskRows(desk)).toMatchObject([{ points: -300, concept: `Late check-out · ${reference}` }])
    expect(loyalty.store.contact(maria.id)?.points).toBe(940)

    const receipt = carla.sees('approvals')
    expect(receipt).toContain('✅ «Late check-out» canjeado para María G.')
    expect(receipt).toContain('Aprobado por @carla a las 14:32')
    expect(receipt).toContain('940 (leído a las 14:32)')
    expect(ana.lastMessage('dm').fallback).toContain('canjeado para María G.')
    expect(ana.lastMessage('dm').fallback).toContain('ya se puede entregar')
    expect(liveButtons(desk)).toEqual(['Entregado', 'Anular', 'Entregado', 'Anular'])
  })

  test('the first press on “Handed over” counts, and the second one hears whose it was', async () => {
    const { slack } = desk
    const [ana, ben] = [slack.person('ana'), slack.person('ben')]
    await asksForLate(desk)
    await slack.person('carla').clicks('Aprobar', { in: 'approvals' })
    await ana.waitsToSee('Entregado', 'desk')
    await timePasses(desk, 9)
    const { ts } = ben.lastMessage('desk')
    await ana.clicks('Entregado', { in: 'dm' })
    await ben.waitsToSee('📦 Entregado por @ana a las 14:41', 'desk')
    await ana.waitsToSee('📦 Entregado por @ana a las 14:41', 'dm')
    expect(ben.sees('desk')).toContain('940 (leído a las 14:32)')
    expect(ben.lastMessage('desk').fallback).toContain('«Late check-out» canjeado para María G.')
    expect(ben.lastMessage('desk').fallback).toContain('y entregado')
    expect(ben.sees('desk')).not.toContain('ya se puede entregar')
    expect(liveButtons(desk)).toEqual(['Anular', 'Anular'])

    const [made] = await storedActions(desk)
    const press = { action_id: 'action.hand-over', channel: 'desk', ts, value: made?.id ?? '' }
    await ben.clickRaw(press)
    await ben.waitsToSee(
      `Nothing more was done: ${made?.reference} was already handed over by @ana at 14:41.`,
    )
    await ana.clickRaw(press)
    await ana.waitsToSee(`No se ha hecho nada más: ${made?.reference} ya lo entregó @ana a las 14:41.`)
  })

  test('two colleagues who press “Handed over” at the same moment: one did it, the other is told', async () => {
    const { slack } = desk
    await asksForLate(desk)
    await slack.person('carla').clicks('Aprobar', { in: 'approvals' })
    await slack.person('ana').waitsToSee('Entregado', 'desk')
    await desk.jobs.idle()
    await Promise.all(['ana', 'ben'].map(who => slack.person(who).clicks('Entregado', { in: 'desk' })))
    await slack.waitFor(
      () => [...slack.store.ephemeralsOf('ana'), ...slack.store.ephemeralsOf('ben')].length === 1,
      'one of the two to be told',
    )
    await desk.jobs.idle()
    expect(slack.person('ana').sees('desk').match(/📦/g)).toHaveLength(1)
  })

  test('a manager redeems without asking anyone', async () => {
    await asks(desk, 'diego', `/redeem ${maria.email} late`)
    const { slack } = desk
    expect(slack.store.messagesIn('approvals')).toEqual([])
    expect(deskRows(desk)).toMatchObject([{ points: -300 }])
    expect(writesSeen(desk)).toHaveLength(1)
    expect(slack.person('diego').lastMessage('dm').text).toContain(
      '“Late check-out” redeemed for María G. · m•••@example.com · #11656629: hand it over now',
    )
    const form = await opens(desk, 'diego', `/redeem ${maria.email}`)
    expect(form.text).not.toContain('A manager decides')
    expect(form.submit).toBe('Redeem')
    expect(Object.keys(form.fields)).toContain('Internal note (stays at the desk)')
    expect((await opens(desk, 'carla', `/redeem ${maria.email}`)).submit).toBe('Canjear')
    expect((await opens(desk, 'ana', `/redeem ${maria.email}`)).submit).toBe('Pedirlo')
  })

  test('the card of a guest opens the form with that guest', async () => {
    const ana = desk.slack.person('ana')
    await ana.types(`/points ${maria.email}`)
    await ana.waitsToSee('García', 'desk')
    await ana.clicks('Canjear')
    await ana.waitsForModal('👤 María García Ruiz')
  })
})

describe('who may decide', () => {
  test.each([
    [
      'carla',
      'Esto lo tiene que aprobar un responsable y no hay otro en este hotel. No se ha enviado nada. Avisa a quien lleva los ajustes.',
    ],
    [
      'diego',
      'A manager has to approve this, and nobody else of this hotel is a manager. Nothing was sent. Tell the person who looks after the desk settings.',
    ],
  ])(
    'a request that nobody could approve is refused when %s, the only manager, sends it',
    async (who, said) => {
      await desk.stop()
      desk = await startTestApp({
        settings: text =>
          text
            .replace('[U0CARLA, U0DIEGO]', `[U0${who.toUpperCase()}]`)
            .replace('redeem: allowed', 'redeem: approval'),
      })
      const { result, errors } = await sends(desk, who, `/redeem ${maria.email} late`)
      expect(result).toBe('errors')
      expect(Object.values(errors)).toEqual([said])
      await desk.jobs.idle()
      expect(await storedActions(desk)).toEqual([])
      expect(desk.slack.store.posts).toBe(0)
    },
  )

  test.each([
    ['ana', 'No puedes canjear productos, así que no se ha enviado nada. Pide a un responsable que lo haga.'],
    ['ben', 'You may not redeem products, so nothing was sent. Ask a manager to do it.'],
  ])('where agents may not redeem at all, %s is told so', async (who, said) => {
    await desk.stop()
    desk = await startTestApp({ settings: text => text.replace('redeem: approval', 'redeem: refused') })
    const { result, errors } = await sends(desk, who, `/redeem ${maria.email} late`)
    expect([result, ...Object.values(errors)]).toEqual(['errors', said])
    expect(await storedActions(desk)).toEqual([])
  })
})
