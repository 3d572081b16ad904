// The buttons on requests: what a press does, and what the second one hears.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { expectCleanHands, startTestApp, type TestApp } from '../support/app.ts'
import {
  asks,
  asksForLate,
  deskRows,
  forges,
  liveButtons,
  maria,
  opens,
  routesSeen,
  stateOf,
  writesSeen,
} from '../support/requests.ts'

let desk: TestApp
beforeEach(async () => {
  desk = await startTestApp()
})
const person = (who: string) => desk.slack.person(who)
afterEach(async () => {
  await desk.jobs.idle()
  expectCleanHands(desk)
  await desk.stop()
})

describe('the card in the approvals channel', () => {
  test('shows what a manager weighs: product, price, balance, who asks, what else they asked for, what was done before', async () => {
    await asks(desk, 'ana', `/grant ${maria.email} 300 tres noches`)
    await asks(desk, 'ana', '/redeem carmen.martin@example.com desayuno')
    const { reference } = await asks(desk, 'ana', `/redeem ${maria.email} late`, { note: 'Vuelo a las 20 h' })
    const card = person('carla').lastMessage('approvals')
    expect(card.text.split('\n')).toEqual([
      '⏳ «Late check-out» para María G. · m•••@example.com · #11656629: lo tiene que aprobar un responsable',
      'Precio',
      '300 puntos',
      'Nota',
      'Vuelo a las 20 h',
      'Saldo actual → después',
      '1.570 → 1.270',
      'Lo pide',
      '@ana',
      'Lo último de este puesto para el cliente',
      '+300 · ✅ hecho · 23 nov 2026',
      'Pedido hoy por esta persona',
      '2 operaciones más, 450 puntos',
      '⚠️ No se buscó al cliente por habitación ni reserva: no se ha comprobado ninguna estancia.',
      `Por @ana · Hotel Miramar · ${reference} · 14:32 · ⏳ espera a un responsable`,
      'Caduca el 24 nov 2026 a las 14:32',
    ])
    expect(card.buttons).toEqual(['Aprobar', 'Rechazar', 'Preguntar'])
  })

  test('warns when the same two people meet often', async () => {
    for (const product of ['desayuno', 'late', 'cava'])
      await asks(desk, 'ana', `/redeem ${maria.email} ${product}`)
    await asks(desk, 'ana', `/redeem ${maria.email} lounge`)
    expect(person('carla').lastMessage('approvals').text).toContain(
      '⚠️ La misma persona ha atendido a este cliente 3 veces en 30 días.',
    )
  })

  test('speaks of nobody’s e-mail, and the requester alone has the way to take the request back', async () => {
    await asksForLate(desk)
    expect(person('carla').sees('approvals')).not.toContain(maria.email)
    expect(person('ana').lastMessage('dm').buttons).toEqual(['Cancelar la petición'])
    expect(liveButtons(desk)).toEqual(['Aprobar', 'Rechazar', 'Preguntar', 'Cancelar la petición'])
  })
})

describe('approving', () => {
  test.each([
    [
      'carla',
      'diego',
      'Nothing more was done: {ref} was already approved by @carla at 14:32. State: ✅ done.',
    ],
    ['diego', 'carla', 'No se ha hecho nada más: {ref} ya la aprobó @diego a las 14:32. Estado: ✅ hecho.'],
  ])(
    '%s approves, and %s, who presses a moment later, hears who it was and when',
    async (first, second, said) => {
      const made = await asksForLate(desk)
      await person(first).clicks('Aprobar', { in: 'approvals' })
      await person('ana').waitsToSee('canjeado para', 'desk')
      await forges(person(second), 'action.approve', made, 'approvals')
      await person(second).waitsToSee(said.replace('{ref}', made.reference), 'approvals')
      await desk.jobs.idle()
      expect(deskRows(desk)).toHaveLength(1)
      expect(writesSeen(desk)).toHaveLength(1)
    },
  )

  test('two managers in the same instant: one redemption, one of the two is told whose tap it was', async () => {
    const { reference } = await asksForLate(desk)
    await Promise.all(['carla', 'diego'].map(who => person(who).clicks('Aprobar', { in: 'approvals' })))
    const told = await desk.slack.waitFor(
      () => [...desk.slack.store.ephemeralsOf('carla'), ...desk.slack.store.ephemeralsOf('diego')][0],
      'one of the two to be told',
    )
    await desk.jobs.idle()
    const loser = told.onlyFor === 'U0CARLA' ? 'carla' : 'diego'
    expect(person(loser).lastMessage('approvals').text).toMatch(
      loser === 'carla'
        ? new RegExp(`^No se ha hecho nada más: ${reference} ya la aprobó @diego a las 14:32`)
        : new RegExp(`^Nothing more was done: ${reference} was already approved by @carla at 14:32`),
    )
    expect(deskRows(desk)).toHaveLength(1)
    expect(routesSeen(desk)).toEqual([
      'GET contacts/',
      'GET contacts/{id}/',
      'POST operations/redeem-points/',
      'GET contacts/{id}/',
    ])
  })

  test('twenty presses of one impatient manager redeem once', async () => {
    const made = await asksForLate(desk)
    await Promise.all(
      Array.from({ length: 20 }, () => forges(person('carla'), 'action.approve', made, 'approvals')),
    )
    await desk.slack.waitFor(() => desk.slack.store.ephemeralsOf('carla').length === 19, '19 answers')
    await desk.jobs.idle()
    expect(deskRows(desk)).toHaveLength(1)
    expect(writesSeen(desk)).toHaveLength(1)
  })

  test('a slow tap after a decline changes nothing', async () => {
    const made = await asksForLate(desk)
    await declines('diego', 'No tan tarde')
    await forges(person('carla'), 'action.approve', made, 'approvals')
    await person('carla').waitsToSee(
      `No se ha hecho nada más: ${made.reference} ya la rechazó @diego a las 14:32.`,
      'approvals',
    )
    await forges(person('diego'), 'action.approve', made, 'approvals')
    await person('diego').waitsToSee(
      `Nothing more was done: ${made.reference} was already declined by @diego at 14:32.`,
      'approvals',
    )
    await desk.jobs.idle()
    expect(await stateOf(desk, made)).toBe('declined')
    expect(writesSeen(desk)).toEqual([])
  })
})

describe('declining', () => {
  test.each([
    [
      'ana',
      'Rechazado: «Late check-out» para María G.',
      'Motivo: Hoy no, overbooking',
      'Rechazado por @carla a las 14:32',
    ],
    [
      'ben',
      'Declined: “Late check-out” for María G.',
      'Reason: Hoy no, overbooking',
      'Declined by @carla at 14:32',
    ],
  ])('asks for the reason, and %s reads it', async (who, ...sentences) => {
    const made = await asksForLate(desk, who)
    await declines('carla', 'Hoy no, overbooking')
    await desk.jobs.idle()
    const outcome = person(who).lastMessage('dm')
    for (const sentence of sentences) expect(outcome.text).toContain(sentence)
    expect(person('diego').sees('approvals')).toContain('Motivo: Hoy no, overbooking')
    expect(liveButtons(desk)).toEqual([])
    expect(await stateOf(desk, made)).toBe('declined')
    expect(routesSeen(desk)).toEqual(['GET contacts/'])
  })

  test.each([
    ['carla', 'Escribe unas palabras.'],
    ['diego', 'Write a few words.'],
  ])('%s cannot decline with blanks for a reason', async (who, said) => {
    const made = await asksForLate(desk)
    await person(who).clicks('Rechazar', { in: 'approvals' })
    await person(who).waitsForModal()
    const { result, errors } = await person(who).submits({ text: '   ' })
    expect([result, ...Object.values(errors)]).toEqual(['errors', said])
    expect(await stateOf(desk, made)).toBe('waiting')
  })

  test.each([
    ['carla', 'diego', 'No se ha hecho nada más: {ref} ya la aprobó @diego a las 14:32.'],
    ['diego', 'carla', 'Nothing more was done: {ref} was already approved by @carla at 14:32.'],
  ])('%s still writes the reason when %s approves, and is told so', async (slow, quick, said) => {
    const made = await asksForLate(desk)
    await person(slow).clicks('Rechazar', { in: 'approvals' })
    await person(slow).waitsForModal()
    await person(quick).clicks('Aprobar', { in: 'approvals' })
    await person('ana').waitsToSee('canjeado para', 'desk')
    expect((await person(slow).submits({ text: 'Mejor no' })).result).toBe('updated')
    expect(person(slow).modal()?.text).toContain(said.replace('{ref}', made.reference))
    expect(person('ana').sees('dm')).not.toContain('Mejor no')
    expect(deskRows(desk)).toHaveLength(1)
  })
})

test.each([
  [
    'ben',
    'The same was asked for this guest at 14:32 by @ana ({ref}, ⏳ waits for a manager). Press again only if it really should happen twice.',
  ],
  [
    'carla',
    'Ya se pidió lo mismo para este cliente a las 14:32 por @ana ({ref}, ⏳ espera a un responsable). Pulsa otra vez solo si de verdad debe hacerse dos veces.',
  ],
])(
  'the same within a quarter of an hour is shown to %s first, and goes out on the second press',
  async (who, said) => {
    const { reference } = await asksForLate(desk)
    await opens(desk, who, `/redeem ${maria.email} late`)
    expect((await person(who).submits()).result).toBe('updated')
    expect(person(who).modal()?.text).toContain(said.replace('{ref}', reference))
    // Nobody reads a question faster: a press before that is the second click of a double click.
    desk.clock.advance(1000)
    expect((await person(who).submits()).result).toBe('closed')
  },
)

async function declines(who: string, reason: string) {
  await person(who).clicks('Rechazar', { in: 'approvals' })
  await person(who).waitsForModal()
  expect((await person(who).submits({ text: reason })).result).toBe('closed')
}
