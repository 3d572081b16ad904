// Who may press the buttons on requests, and who may take one back.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { expectCleanHands, startTestApp, type TestApp } from '../support/app.ts'
import { asks, asksForLate, forges, liveButtons, maria, stateOf, writesSeen } from '../support/requests.ts'

let desk: TestApp
const start = async (options: Parameters<typeof startTestApp>[0] = {}) => {
  desk = await startTestApp(options)
}
const person = (who: string) => desk.slack.person(who)
afterEach(async () => {
  await desk.jobs.idle()
  expectCleanHands(desk)
  await desk.stop()
})

describe('a press by somebody who may not decide', () => {
  test.each([
    ['ana', 'No se ha hecho nada: solo los responsables de este hotel deciden sobre las peticiones.'],
    ['ben', 'Nothing was done: only managers of this hotel decide on requests.'],
    ['elena', 'No estás en la lista de personal de este puesto, así que no se ha hecho nada.'],
    ['desk', 'No se ha hecho nada: un usuario compartido no puede decidir sobre peticiones. Usa el tuyo.'],
  ])('%s is refused: approving, declining and asking', async (who, said) => {
    await start()
    const made = await asksForLate(desk)
    for (const id of ['action.approve', 'action.decline', 'action.ask'])
      await forges(person(who), id, made, 'other')
    await desk.slack.waitFor(() => desk.slack.store.ephemeralsOf(who).length === 3, 'three refusals')
    for (const { text } of desk.slack.store.ephemeralsOf(who)) expect(text).toContain(said)
    expect(person(who).modal()).toBeUndefined()
    await desk.jobs.idle()
    expect(await stateOf(desk, made)).toBe('waiting')
    expect(writesSeen(desk)).toEqual([])
  })

  test.each([
    ['elena', 'You are not on the staff list of this desk, so nothing was done.'],
    ['desk', 'Nothing was done: a shared log-in cannot decide on requests. Use your own.'],
  ])('%s, once Slack has told that they read English, is refused in English', async (who, said) => {
    await start()
    const made = await asksForLate(desk)
    desk.slack.setUserLocale(who, 'en-GB')
    await desk.restart()
    for (let press = 0; press < 2; press++) {
      const heard = desk.slack.store.ephemeralsOf(who).length
      const asked = desk.slack.calls.filter(({ method }) => method === 'users.info').length
      await forges(person(who), 'action.approve', made, 'other')
      await desk.slack.waitFor(() => desk.slack.store.ephemeralsOf(who).length > heard, 'a refusal')
      if (press === 0)
        await desk.slack.waitFor(
          () => desk.slack.calls.filter(({ method }) => method === 'users.info').length > asked,
          'the language',
        )
    }
    expect(desk.slack.store.ephemeralsOf(who).at(-1)?.text).toContain(said)
  })

  test.each([
    [
      'carla',
      'No se ha hecho nada: nadie decide sobre su propia petición. Tiene que hacerlo otro responsable.',
    ],
    ['diego', 'Nothing was done: nobody decides on their own request. Another manager has to.'],
  ])('%s cannot decide on what they asked for themselves', async (who, said) => {
    await start({ settings: text => text.replace('redeem: allowed', 'redeem: approval') })
    const made = await asksForLate(desk, who)
    for (const button of ['Aprobar', 'Rechazar', 'Preguntar'])
      await person(who).clicks(button, { in: 'approvals' })
    await desk.slack.waitFor(() => desk.slack.store.ephemeralsOf(who).length === 3, 'three refusals')
    for (const { text } of desk.slack.store.ephemeralsOf(who)) expect(text).toContain(said)
    expect(await stateOf(desk, made)).toBe('waiting')
    await person(who === 'carla' ? 'diego' : 'carla').clicks('Aprobar', { in: 'approvals' })
    await person('ana').waitsToSee('canjeado para', 'desk')
  })

  test('the manager who stands at the shared desk cannot approve what was asked for there in their name', async () => {
    await start()
    const made = await asks(desk, 'desk', `/redeem ${maria.email} late`, { acting: 'carla' })
    expect(person('diego').sees('approvals')).toContain('Por @carla en el puesto compartido @desk')
    await person('carla').clicks('Aprobar', { in: 'approvals' })
    await person('carla').waitsToSee('nadie decide sobre su propia petición', 'approvals')
    expect(await stateOf(desk, made)).toBe('waiting')
    await person('diego').clicks('Aprobar', { in: 'approvals' })
    await person('ana').waitsToSee('canjeado para', 'desk')
  })

  test('whoever stops being a manager cannot approve with a card that they still see', async () => {
    await start({ settings: text => text.replace('[U0CARLA, U0DIEGO]', '[S0MANAGERS]') })
    const made = await asksForLate(desk)
    desk.slack.removeFromGroup('managers', 'diego')
    await desk.restart()
    await forges(person('diego'), 'action.approve', made, 'approvals')
    await person('diego').waitsToSee('You are not on the staff list of this desk', 'approvals')
    expect(await stateOf(desk, made)).toBe('waiting')
  })
})

describe('taking a request back', () => {
  beforeEach(() => start())

  test.each([
    [
      'ana',
      'Cancelar la petición',
      'Cancelado: «Late check-out» para María G.',
      'Cancelada por @ana a las 14:32',
    ],
    ['ben', 'Cancel the request', 'Cancelled: “Late check-out” for María G.', 'Cancelled by @ben at 14:32'],
  ])('%s asked, so %s may', async (who, button, ...sentences) => {
    const made = await asksForLate(desk, who)
    await person(who).clicks(button, { in: 'dm' })
    await person(who).waitsToSee(sentences[0] ?? '', 'dm')
    for (const sentence of sentences) expect(person(who).sees('dm')).toContain(sentence)
    await desk.jobs.idle()
    expect(liveButtons(desk)).toEqual([])
    expect(person('carla').sees('approvals')).toContain(`Cancelada por @${who} a las 14:32`)

    await forges(person('carla'), 'action.approve', made, 'approvals')
    await person('carla').waitsToSee(
      `No se ha hecho nada más: ${made.reference} ya la canceló @${who} a las 14:32.`,
      'approvals',
    )
    await forges(person('diego'), 'action.approve', made, 'approvals')
    await person('diego').waitsToSee(
      `Nothing more was done: ${made.reference} was already cancelled by @${who} at 14:32.`,
      'approvals',
    )
    expect(writesSeen(desk)).toEqual([])
  })

  test.each([
    ['ben', 'ana', 'Nothing was done: only the person who asked can do this.'],
    ['ana', 'ben', 'No se ha hecho nada: solo puede hacerlo quien lo pidió.'],
    ['carla', 'ana', 'No se ha hecho nada: solo puede hacerlo quien lo pidió.'],
  ])('%s may not take back what %s asked for', async (who, requester, said) => {
    const made = await asksForLate(desk, requester)
    await forges(person(who), 'action.cancel', made)
    await person(who).waitsToSee(said, 'desk')
    expect(await stateOf(desk, made)).toBe('waiting')
  })

  test.each([
    ['ana', 'No se ha hecho nada más: {ref} ya la aprobó @carla a las 14:32.'],
    ['ben', 'Nothing more was done: {ref} was already approved by @carla at 14:32.'],
  ])('%s is too late once it was approved', async (who, said) => {
    const made = await asksForLate(desk, who)
    await person('carla').clicks('Aprobar', { in: 'approvals' })
    await person(who).waitsToSee('canjeado para', 'desk')
    await forges(person(who), 'action.cancel', made)
    await person(who).waitsToSee(said.replace('{ref}', made.reference), 'desk')
    await desk.jobs.idle()
    expect(await stateOf(desk, made)).toBe('done')
  })

  test('after taking it back the same can be asked for again at once', async () => {
    await asksForLate(desk)
    await person('ana').clicks('Cancelar la petición', { in: 'dm' })
    await person('ana').waitsToSee('Cancelado:', 'dm')
    await asksForLate(desk)
    expect(liveButtons(desk)).toContain('Aprobar')
  })
})
