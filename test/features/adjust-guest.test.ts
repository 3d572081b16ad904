// /adjust: a manager sets level, points or level points by hand, having read before → after.
import { afterEach, describe, expect, test } from 'vitest'
import { toContactId } from '../../src/domain/guest.ts'
import { auditOf } from '../../src/store/audit.ts'
import { eraseGuestTexts } from '../../src/store/erase.ts'
import type { TestApp } from '../support/app.ts'
import { actionsOf, agents, calls, closeDesk, managers, maria, openDesk } from '../support/counter.ts'
import { timePasses } from '../support/requests.ts'
import { pressOf } from '../support/second-press.ts'

const write = 'POST contacts/{id}/loyalty-update-data/'
const on = (text: string) =>
  text.replace(/^policy:$/m, 'policy:\n  adjust: { enabled: true, approvalAbove: 1000 }')
const reading = 1100

describe.each(managers)('$name, a manager, adjusts and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const person = () => desk.slack.person(name)
  const other = name === 'carla' ? 'diego' : 'carla'
  const open = async (options = {}) => {
    desk = await openDesk(language, { settings: on, ...options })
    await person().types(`/adjust ${maria.email}`)
    return person().waitsForModal('María García')
  }
  /** The first press shows before → after; the second one, read in between, sends. */
  const adjusts = async (values: Record<string, string>) => {
    expect((await person().submits({ note: 'Corrección acordada', ...values })).result).toBe('updated')
    const shown = person().modal()?.text ?? ''
    desk.clock.advance(reading)
    expect(await person().submits()).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
    return shown
  }
  const contact = () => desk.loyalty.store.contact(maria.id)
  const writes = () => desk.loyalty.requests.filter(({ route }) => route === write)
  const states = async () => (await actionsOf(desk)).map(({ state }) => state)

  test('before → after stands in the form, then one look, one fresh look, one write, one look back', async () => {
    const form = await open()
    expect(form.text).toContain(
      say(
        'Ahora: nivel Gold · puntos 1.240 · puntos de nivel',
        'Now: level Gold · points 1,240 · level points',
      ),
    )
    expect(form.text).toContain(
      say(
        'Más de 1.000 puntos arriba o abajo los tiene que aprobar otro responsable.',
        'More than 1,000 points up or down need another manager.',
      ),
    )
    const shown = await adjusts({ points: '1.500', level: 'Silver' })
    expect(shown).toContain(
      say('Nivel: Gold → Silver · Puntos: 1.240 → 1.500', 'Level: Gold → Silver · Points: 1,240 → 1,500'),
    )
    expect(shown).toContain(
      say('Pulsa «Ajustar» otra vez para enviarlo.', 'Press “Adjust” once more to send it.'),
    )
    expect(calls(desk)).toEqual(['GET contacts/', 'GET contacts/{id}/', write, 'GET contacts/{id}/'])
    expect(writes().map(({ body }) => body)).toEqual([{ level: 2672, points: 1500 }])
    expect(contact()).toMatchObject({ level: 2672, points: 1500 })
  })

  test('the card reads before → after, what was read after it, why, who and the reference', async () => {
    await open()
    await adjusts({ points: '1500', level: 'Silver' })
    const [action] = await actionsOf(desk)
    const card = person().lastMessage('desk').text
    for (const part of [
      say(
        '✅ Ajuste hecho de María G. · m•••@example.com · #11656629',
        '✅ María G. · m•••@example.com · #11656629 adjusted',
      ),
      say('(Nivel: Gold → Silver · Puntos: 1.240 → 1.500)', '(Level: Gold → Silver · Points: 1,240 → 1,500)'),
      say('Leído después\nNivel: Silver\nPuntos: 1.500', 'Read after it\nLevel: Silver\nPoints: 1,500'),
      say('Motivo\nCorrección acordada', 'Reason\nCorrección acordada'),
      `@${name} · Hotel Miramar · ${action?.reference}`,
    ])
      expect(card).toContain(part)
    expect(card).not.toContain(maria.email)
    expect(person().lastMessage('dm').text).toContain(say('Leído después', 'Read after it'))
    expect(person().lastMessage('dm').buttons).toEqual([])
    expect(
      writes()
        .map(({ body }) => JSON.stringify(body))
        .join(),
    ).not.toContain('acordada')
    const [requested] = await auditOf(desk.app.database.db, action?.id ?? '')
    expect(requested?.detail).toMatchObject({
      points: '1240 > 1500',
      level: '2673 > 2672',
      contact: maria.id,
    })
  })

  test('level points alone: nothing else is written; 0 is a value', async () => {
    await open()
    await adjusts({ levelPoints: '1000' })
    expect(writes().map(({ body }) => body)).toEqual([{ level_points: 1000 }])
    await person().types(`/adjust ${maria.email}`)
    await person().waitsForModal(say('puntos de nivel 1.000', 'level points 1,000'))
    await adjusts({ levelPoints: '0' })
    expect(contact()).toMatchObject({ levelPoints: 0, points: 1240, level: 2673 })
  })

  test.each([
    ['no new value at all', {}, 'points', say('No cambiaría nada.', 'Nothing would change.')],
    [
      'the value that it has already',
      { points: '1240' },
      'points',
      say('No cambiaría nada.', 'Nothing would change.'),
    ],
    [
      'a word for a number',
      { points: 'muchos' },
      'points',
      say('Escribe un número entero', 'Write a whole number'),
    ],
    [
      'a difference in place of the new total',
      { points: '+500' },
      'points',
      say('Escribe el total nuevo, no la diferencia', 'Write the new total, not the difference'),
    ],
    [
      'a difference downwards',
      { levelPoints: '−5' },
      'levelPoints',
      say('Escribe el total nuevo, no la diferencia', 'Write the new total, not the difference'),
    ],
    [
      'a number that could mean two things',
      { points: '1.000,5' },
      'points',
      say('Escribe un número entero', 'Write a whole number'),
    ],
    ['no reason', { points: '1300', note: ' ' }, 'note', say('Indica por qué', 'Say why')],
  ])('%s is told beside the field, and nothing is sent', async (_, values, field, said) => {
    const form = await open()
    const label = Object.entries(form.fields).find(([, { blockId }]) => blockId === field)?.[0] ?? ''
    const { result, errors } = await person().submits({ note: 'Porque sí', ...values })
    expect([result, errors[label]]).toEqual(['errors', expect.stringContaining(said)])
    expect(await actionsOf(desk)).toEqual([])
  })

  test('what the programme does not say cannot be set', async () => {
    desk = await openDesk(language, { settings: on })
    desk.loyalty.store.changeContact(maria.id, { oddities: { points: undefined } })
    await person().types(`/adjust ${maria.email}`)
    await person().waitsForModal('María García')
    const { errors } = await person().submits({ points: '100', note: 'Porque sí' })
    expect(Object.values(errors).join()).toContain(
      say(
        'El programa no indica lo que tiene ahora el cliente',
        'The programme does not say what the guest has now',
      ),
    )
  })

  test('the second click of a double click confirms nothing; other values are confirmed anew', async () => {
    await open()
    await person().submits({ note: 'Porque sí', points: '1300' })
    expect((await person().submits()).result).toBe('updated')
    desk.clock.advance(reading)
    expect((await person().submits({ points: '1350' })).result).toBe('updated')
    expect(person().modal()?.text).toContain(say('1.240 → 1.350', '1,240 → 1,350'))
    expect(await actionsOf(desk)).toEqual([])
    desk.clock.advance(reading)
    // Seen before, but not what the form shows now.
    expect((await person().submits({ points: '1300' })).result).toBe('updated')
    expect(await actionsOf(desk)).toEqual([])
    desk.clock.advance(reading)
    expect((await person().submits()).result).toBe('closed')
    await desk.jobs.idle()
    expect(contact()?.points).toBe(1300)
    const [action] = await actionsOf(desk)
    const [requested] = await auditOf(desk.app.database.db, action?.id ?? '')
    expect(requested?.detail).not.toHaveProperty('despite')
  })

  test('a confirmed form delivered twice is written once, and the second press is told', async () => {
    await open({ transport: 'http' })
    await person().submits({ note: 'Porque sí', points: '1300' })
    desk.clock.advance(reading)
    const press = pressOf(desk, name)
    await Promise.all([press(), press()])
    expect(JSON.stringify(await press())).toContain(say('Esto ya se envió', 'This was already sent'))
    await desk.jobs.idle()
    expect(writes()).toHaveLength(1)
    await person().closesModal()
  })

  test('the points change while the form is open: nothing is written, and both numbers are told', async () => {
    await open()
    await person().submits({ note: 'Porque sí', points: '1500' })
    desk.loyalty.store.setPoints(maria.id, 1740)
    desk.clock.advance(reading)
    await person().submits()
    await desk.jobs.idle()
    expect(await states()).toEqual(['failed'])
    const told = person().lastMessage('dm').text
    for (const part of [
      say(
        'El cliente ha cambiado desde que lo mostró el formulario',
        'The guest has changed since the form showed them',
      ),
      say('1.240 → 1.500', '1,240 → 1,500'),
      say('Leído en su lugar\nPuntos: 1.740', 'Read instead\nPoints: 1,740'),
    ])
      expect(told).toContain(part)
    expect(writes()).toEqual([])
    expect(contact()?.points).toBe(1740)
  })

  test('above the limit another manager decides: never one’s own request, and the change is on the card', async () => {
    await open()
    await adjusts({ points: '2500' })
    expect(await states()).toEqual(['waiting'])
    const card = desk.slack.person(other).lastMessage('approvals').text
    expect(card).toContain(say('Ajuste de María G.', 'Adjusting María G.'))
    expect(card).toContain(say('(Puntos: 1.240 → 2.500)', '(Points: 1,240 → 2,500)'))
    expect(card).not.toContain(say('no se ha comprobado ninguna estancia', 'no stay was checked'))
    await person().clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await desk.jobs.idle()
    expect(await states()).toEqual(['waiting'])
    await desk.slack.person(other).clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await person().waitsToSee(say('Leído después', 'Read after it'), 'dm')
    await desk.jobs.idle()
    expect(contact()?.points).toBe(2500)
    expect(calls(desk)).toEqual(['GET contacts/', 'GET contacts/{id}/', write, 'GET contacts/{id}/'])
  })

  test('approved after the points have changed: nothing is written, both numbers on the card', async () => {
    await open()
    await adjusts({ points: '2500' })
    desk.loyalty.store.setPoints(maria.id, 1300)
    await desk.slack.person(other).clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await person().waitsToSee(say('Puntos: 1.300', 'Points: 1,300'), 'dm')
    await desk.jobs.idle()
    expect(await states()).toEqual(['failed'])
    expect(writes()).toEqual([])
  })

  test('two managers set the same guest at once: one is written, the other reads both numbers', async () => {
    await open()
    const colleague = desk.slack.person(other)
    await colleague.types(`/adjust ${maria.email}`)
    await colleague.waitsForModal('María García')
    const both = [person(), colleague]
    await both[0]?.submits({ note: 'Uno', points: '1300' })
    await both[1]?.submits({ note: 'Dos', points: '1400' })
    desk.clock.advance(reading)
    await Promise.all(both.map(each => each.submits()))
    await desk.jobs.idle()
    await timePasses(desk, 1, 3)
    expect((await states()).toSorted()).toEqual(['done', 'failed'])
    expect(writes()).toHaveLength(1)
  })

  describe('the answer is lost', () => {
    test('it had arrived: the guest’s own values tell', async () => {
      await open()
      desk.loyalty.faults.add({ route: write, kind: 'cutAfterWrite' })
      await adjusts({ points: '1500' })
      await timePasses(desk, 1, 6)
      expect(await states()).toEqual(['done'])
      expect(writes()).toHaveLength(1)
      expect(person().lastMessage('dm').text).toContain(say('Puntos: 1.500', 'Points: 1,500'))
    })

    test.each([
      ['points', '1500'],
      ['levelPoints', '1500'],
    ] as const)('%s had not arrived: said so, sent again by a press, once', async (field, value) => {
      await open()
      desk.loyalty.faults.add({ route: write, kind: 'cutAfterReading' })
      await adjusts({ [field]: value })
      await timePasses(desk, 3, 12)
      expect(await states()).toEqual(['not-applied'])
      const told = person().lastMessage('dm')
      expect(told.text).toContain(say('no está ajustado', 'is not adjusted'))
      await person().clicks(say('Enviar de nuevo', 'Send again'), { in: 'dm', message: told.ts })
      await person().waitsToSee(say('Leído después', 'Read after it'), 'dm')
      await timePasses(desk, 60 * 24 * 2, 3)
      expect(await states()).toEqual(['not-applied', 'done'])
      expect(writes()).toHaveLength(2)
      expect(contact()?.[field]).toBe(1500)
    })

    test('sent again after the points have changed: refused, nothing is written', async () => {
      await open()
      desk.loyalty.faults.add({ route: write, kind: 'cutAfterReading' })
      await adjusts({ points: '1500' })
      await timePasses(desk, 3, 12)
      desk.loyalty.store.setPoints(maria.id, 1250)
      const told = person().lastMessage('dm')
      await person().clicks(say('Enviar de nuevo', 'Send again'), { in: 'dm', message: told.ts })
      await person().waitsToSee(
        say(
          'El cliente ha cambiado desde que lo mostró el formulario, así que no se ha enviado nada',
          'The guest has changed since the form showed them, so nothing was sent',
        ),
      )
      expect(writes()).toHaveLength(1)
    })

    test('the guest has neither the old nor the new value: a person is asked', async () => {
      await open()
      desk.loyalty.faults.add({ route: write, kind: 'cutAfterReading' })
      await adjusts({ points: '1500' })
      desk.loyalty.store.setPoints(maria.id, 1250)
      await timePasses(desk, 3, 12)
      expect(await states()).toEqual(['needs-person'])
      expect(person().lastMessage('dm').text).toContain(
        say('Mira el cliente en el programa de puntos', 'Look at the guest in the loyalty programme'),
      )
      const before = desk.loyalty.requests.length
      await person().clicks(say('Ver los movimientos', 'Look at the ledger'), { in: 'dm' })
      const { text } = await person().waitsForModal(say('¿Ha llegado?', 'Did it arrive?'))
      // No mail was to come, and no row: neither is looked for.
      expect(text).toContain(
        say('compara sus valores con los de arriba', 'compare their values with those above'),
      )
      expect(text).not.toMatch(/correo|mail/)
      expect(desk.loyalty.requests).toHaveLength(before)
    })
  })

  test('the programme is away: sent when it answers again, once', async () => {
    await open()
    desk.loyalty.faults.add({ route: 'GET contacts/{id}/', kind: 'serverError', times: 3 })
    await adjusts({ points: '1500' })
    await timePasses(desk, 1, 6)
    expect(await states()).toEqual(['done'])
    expect(writes()).toHaveLength(1)
  })

  test('the look back fails: done all the same, and the card says so', async () => {
    await open()
    desk.loyalty.faults.add({ route: 'GET contacts/{id}/', kind: 'serverError', times: 3, afterRequests: 1 })
    await adjusts({ points: '1500' })
    expect(await states()).toEqual(['done'])
    expect(person().lastMessage('dm').text).toContain(
      say('Leído después\nno se ha podido leer', 'Read after it\ncould not be read'),
    )
  })

  test('the programme made something else of it: the card warns', async () => {
    await open()
    const stop = desk.loyalty.onChange(() => {
      if (contact()?.points === 1500) desk.loyalty.store.setPoints(maria.id, 2740)
    })
    await adjusts({ points: '1500' })
    stop()
    expect(person().lastMessage('desk').text).toContain(
      say(
        'Puntos: 2.740\n⚠️ El programa muestra algo distinto de lo pedido',
        'Points: 2,740\n⚠️ The programme shows something else than was asked for',
      ),
    )
  })

  test('the reason can be erased: the request stays readable, and is sent as before', async () => {
    await open()
    await adjusts({ points: '2500' })
    await desk.app.database.transaction(tx =>
      eraseGuestTexts(tx, toContactId(maria.id) ?? expect.unreachable(), 0, 'desk'),
    )
    expect(JSON.stringify(await actionsOf(desk))).not.toContain('acordada')
    await desk.slack.person(other).clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await person().waitsToSee(say('Leído después', 'Read after it'), 'dm')
    expect(person().lastMessage('dm').text).not.toContain('acordada')
    expect(contact()?.points).toBe(2500)
  })

  test('where the settings do not switch it on, no form opens, and one that was open is refused', async () => {
    desk = await openDesk(language)
    await person().types('/adjust')
    await person().waitsToSee(say('desactivados en tu hotel', 'switched off for your hotel'))
    expect(person().modal()).toBeUndefined()
  })

  test('switched off while a request waits: an approval writes nothing any more', async () => {
    await open()
    await adjusts({ points: '2500' })
    await desk.restart(async () => {
      const { writeFile, readFile } = await import('node:fs/promises')
      const file = desk.env.DESK_SETTINGS ?? ''
      await writeFile(file, (await readFile(file, 'utf8')).replace('enabled: true', 'enabled: false'))
    })
    await desk.slack.person(other).clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await person().waitsToSee(say('Ya no está permitido', 'It is no longer allowed'), 'dm')
    expect(writes()).toEqual([])
  })
})

describe.each(agents)('$name, an agent, reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))

  test('may not adjust: said at once, no form opens', async () => {
    desk = await openDesk(language, { settings: on })
    const person = desk.slack.person(name)
    await person.types(`/adjust ${maria.email}`)
    await person.waitsToSee(
      language === 'es' ? 'Solo los responsables pueden hacer ajustes' : 'Only managers may adjust guests',
    )
    expect(person.modal()).toBeUndefined()
    expect(calls(desk)).toEqual([])
  })
})
