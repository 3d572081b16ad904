// Hand-overs between shifts: what is open, once for each change of shift, and who takes it on.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { askFor } from '../support/bulk.ts'
import { agents, closeDesk, managers, moreHotels, openDesk } from '../support/counter.ts'
import { anaAsks, reaches } from '../support/mornings.ts'
import { handoversIn, promisesStand, threeShifts } from '../support/shifts.ts'

const afternoon = '2026-11-23T14:00:00Z'
const night = '2026-11-23T22:00:00Z'

describe.each(agents)('the hotel hands over in the language of $name', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const me = () => desk.slack.person(name)
  const other = () => desk.slack.person(name === 'ana' ? 'ben' : 'ana')
  const takeIt = say('Lo llevo yo', 'I take it')
  const last = () => handoversIn(desk).at(-1)
  const items = () => desk.app.database.db.selectFrom('handover_items').selectAll().execute()
  const audit = async () => {
    const rows = await desk.app.database.db
      .selectFrom('audit')
      .select(['actor', 'subject'])
      .where('event', '=', 'handover.taken')
      .execute()
    return rows.map(({ actor }) => actor)
  }

  test('a quiet shift is one line', async () => {
    desk = await openDesk(language, threeShifts)
    await reaches(desk, afternoon)
    expect(handoversIn(desk).map(({ text, buttons, blocks }) => [text, buttons, blocks.length])).toEqual([
      [
        say(
          '🔁 Relevo de las 15:00 · Hotel Miramar · 23 nov 2026 · nada espera, nada está en duda y no vence ninguna promesa.',
          '🔁 Hand-over at 15:00 · Hotel Miramar · 23 Nov 2026 · nothing waits, nothing is unclear, no promise is due.',
        ),
        [],
        1,
      ],
    ])
  })

  test('what waits, what is not clear and what was promised stand in it, the guest masked', async () => {
    desk = await openDesk(language, threeShifts)
    await anaAsks(desk)
    await promisesStand(desk, 1)
    await promisesStand(desk, 1, '2026-11-22')
    // Not due in this shift.
    await promisesStand(desk, 1, '2026-11-24')
    await reaches(desk, afternoon)
    const { text = '', fallback = '', buttons = [] } = last() ?? {}
    expect(text).toContain(say('Prometido a clientes: 2', 'Promised to guests: 2'))
    expect(text).toContain(
      say('hasta el 22 nov 2026 · @ana · ⚠️ vencida', 'by 22 Nov 2026 · @ana · ⚠️ overdue'),
    )
    expect(text).toContain(say('Esperan a un responsable: 1', 'Waiting for a manager: 1'))
    expect(text).toContain('John S. · j•••@example.net')
    expect(text + fallback).not.toMatch(/Smith|john\.smith|García/)
    expect(fallback).toBe(
      say('Relevo de las 15:00: 3 asuntos pendientes', 'Hand-over at 15:00: 3 things are open'),
    )
    const [keep, cancel] = [say('Cumplida', 'Kept'), say('Anularla', 'Cancel')]
    expect(buttons).toEqual([takeIt, keep, cancel, takeIt, keep, cancel, takeIt])
  })

  test('a bulk request that waits is counted: such a shift is not quiet', async () => {
    desk = await openDesk(language, threeShifts)
    await askFor(desk, me(), language, '#11656603;300;Grupo')
    await reaches(desk, afternoon)
    expect(last()?.text).toContain(
      say('Peticiones en lote que esperan a un responsable: 1', 'Bulk requests waiting for a manager: 1'),
    )
    expect(last()?.text).not.toMatch(/nada espera|nothing waits/)
    expect(last()?.fallback).toContain(say('1 asunto pendiente', '1 thing is open'))
  })

  test('a bulk request that was decided meanwhile is no longer said to wait', async () => {
    desk = await openDesk(language, threeShifts)
    await anaAsks(desk)
    await askFor(desk, me(), language, '#11656629;300;Grupo')
    await reaches(desk, afternoon)
    const waiting = say('Peticiones en lote que esperan', 'Bulk requests waiting')
    expect(last()?.text).toContain(waiting)
    const carla = desk.slack.person('carla')
    const [card] = carla.messages('approvals').filter(({ text }) => text.includes('300'))
    await carla.clicks(say('Rechazar', 'Decline'), { in: 'approvals', message: card?.ts ?? '' })
    const form = await carla.waitsForModal(/./)
    await carla.submits({ [Object.keys(form.fields)[0] ?? '']: 'no' })
    await desk.jobs.idle()
    expect(last()?.text).not.toContain(waiting)
    expect(last()?.text).toContain(say('Esperan a un responsable: 1', 'Waiting for a manager: 1'))
  })

  test('a shift in which only a bulk request waited is not called quiet once the next one begins', async () => {
    desk = await openDesk(language, threeShifts)
    await askFor(desk, me(), language, '#11656603;300;Grupo')
    await reaches(desk, afternoon)
    await reaches(desk, night)
    const [first, second] = handoversIn(desk)
    for (const shift of [first, second]) {
      expect(shift?.text).toContain(
        say('Peticiones en lote que esperan a un responsable: 1', 'Bulk requests waiting for a manager: 1'),
      )
      expect(shift?.text).not.toMatch(/nada espera|nothing waits/)
    }
  })

  test('what was asked for on another day says on which', async () => {
    desk = await openDesk(language, threeShifts)
    await anaAsks(desk)
    await reaches(desk, night)
    expect(last()?.text).toMatch(/ · @ana · 14:32/)
    await reaches(desk, '2026-11-24T06:00:00Z')
    expect(last()?.text).toContain(say(' · @ana · 23 nov 2026, 14:32', ' · @ana · 23 Nov 2026, 14:32'))
  })

  test('who presses has it: the message says so in place, and the audit trail keeps it', async () => {
    desk = await openDesk(language, threeShifts)
    await anaAsks(desk)
    await reaches(desk, afternoon)
    await other().clicks(takeIt, { in: 'desk' })
    await desk.jobs.idle()
    expect(handoversIn(desk)).toHaveLength(1)
    expect(last()?.text).toContain(say('👤 lo lleva @ben desde las 15:00', '👤 @ana has it, since 15:00'))
    expect(last()?.buttons).toEqual([])
    expect(await audit()).toEqual([other().id])
  })

  test('of two who press at the same moment one has it, and the other hears who', async () => {
    desk = await openDesk(language, threeShifts)
    await anaAsks(desk)
    await reaches(desk, afternoon)
    await Promise.all([me().clicks(takeIt, { in: 'desk' }), other().clicks(takeIt, { in: 'desk' })])
    await desk.jobs.idle()
    const told = () =>
      [me(), other()].flatMap(person => person.messages('desk').filter(({ isEphemeral }) => isEphemeral))
    await desk.slack.waitFor(() => told().length === 1, 'one of two is told')
    const [owner] = await audit()
    expect(await audit()).toHaveLength(1)
    const winner = owner === 'U0ANA' ? '@ana' : '@ben'
    expect(told()[0]?.text).toContain(winner)
    expect(told()[0]?.text).toMatch(/ya lo lleva|has it already/)
    expect(last()?.text).toContain(winner)
    expect((await items()).map(({ taken_by: by }) => by)).toEqual([owner])
  })

  test('a second press later hears who has it and since when', async () => {
    desk = await openDesk(language, threeShifts)
    await anaAsks(desk)
    await reaches(desk, afternoon)
    const [item] = await items()
    await other().clicks(takeIt, { in: 'desk' })
    await desk.jobs.idle()
    const message = { channel: 'desk', ts: last()?.ts ?? '' }
    await me().clickRaw({ action_id: 'handover.take', ...message, value: item?.id ?? '' })
    await me().waitsToSee(
      say(
        'No se ha hecho nada: ya lo lleva @ben desde las 15:00.',
        'Nothing was done: @ana has it already, since 15:00.',
      ),
      'desk',
    )
  })

  test('what was settled meanwhile cannot be taken, and leaves the open ones', async () => {
    desk = await openDesk(language, threeShifts)
    await anaAsks(desk)
    await reaches(desk, afternoon)
    const carla = desk.slack.person('carla')
    const [item] = await items()
    await carla.clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await desk.jobs.idle()
    expect(last()?.text).toMatch(language === 'es' ? /Resuelto desde entonces\s+✅/ : /Settled since\s+✅/)
    expect(last()?.buttons).toEqual([])
    // Pressed on a screen that does not show it yet.
    const message = { channel: 'desk', ts: last()?.ts ?? '' }
    await me().clickRaw({ action_id: 'handover.take', ...message, value: item?.id ?? '' })
    await me().waitsToSee(say('ya está resuelto: ✅', 'settled already: ✅'), 'desk')
    expect(await audit()).toEqual([])
  })

  test('a promise is kept from the hand-over, which shows it at once', async () => {
    desk = await openDesk(language, threeShifts)
    await promisesStand(desk, 1)
    await reaches(desk, afternoon)
    await me().clicks(say('Cumplida', 'Kept'), { in: 'desk', message: last()?.ts ?? '' })
    await me().waitsToSee(say('Hecho: ✅', 'Done: ✅'), 'desk')
    await desk.jobs.idle()
    expect(last()?.text).toContain(say('Resuelto desde entonces\n', 'Settled since\n'))
    expect(last()?.text).toContain('✅')
    expect(last()?.buttons).toEqual([])
  })

  test('the next hand-over starts afresh, and the buttons leave the one before', async () => {
    desk = await openDesk(language, threeShifts)
    await anaAsks(desk)
    await reaches(desk, afternoon)
    const [item] = await items()
    await reaches(desk, night)
    const [first, second] = handoversIn(desk)
    expect(first?.buttons).toEqual([])
    expect(first?.text).toContain(say('Ya ha empezado otro turno', 'The next shift has taken over'))
    expect(second?.buttons).toEqual([takeIt])
    await me().clickRaw({
      action_id: 'handover.take',
      channel: 'desk',
      ts: first?.ts ?? '',
      value: item?.id ?? '',
    })
    await me().waitsToSee(say('este relevo ya ha pasado', 'this hand-over is over'), 'desk')
    expect(await audit()).toEqual([])
  })

  test('with two hundred things open it stays under the limits, and the rest is counted', async () => {
    desk = await openDesk(language, threeShifts)
    await promisesStand(desk, 200)
    await anaAsks(desk)
    await reaches(desk, afternoon)
    expect(last()?.blocks.length).toBeLessThanOrEqual(50)
    expect(last()?.text).toContain(say('Prometido a clientes: 200', 'Promised to guests: 200'))
    expect(last()?.text).toContain(say('y 191 más', 'and 191 more'))
    expect(last()?.text).toContain(say('Esperan a un responsable: 1', 'Waiting for a manager: 1'))
  })

  describe('/desk duty', () => {
    const asks = async (person = me(), where = 'desk') => {
      await person.types(say('/desk turno', '/desk duty'), where)
      await person.waitsToSee(say('Pendiente ahora', 'Open now'), where)
      return person.lastMessage(where)
    }

    test('shows the same to the asker alone, also where nobody hands over', async () => {
      desk = await openDesk(language)
      await anaAsks(desk)
      const { text, fallback, isEphemeral, buttons } = await asks()
      expect(isEphemeral).toBe(true)
      expect(fallback).toBe(say('Pendiente ahora, 14:32: 1 asunto', 'Open now, 14:32: 1 thing'))
      expect(text).toContain(say('Esperan a un responsable: 1', 'Waiting for a manager: 1'))
      expect(buttons).toEqual([takeIt])
      expect(other().sees('desk')).not.toContain('🔁')
    })

    test('what is taken there shows there and in the hand-over', async () => {
      desk = await openDesk(language, threeShifts)
      await anaAsks(desk)
      await reaches(desk, afternoon)
      const { ts } = await asks()
      await me().clicks(takeIt, { in: 'desk', message: ts })
      await me().waitsToSee(say(`lo lleva @${name} desde las 15:00`, `@${name} has it, since 15:00`), 'desk')
      await desk.jobs.idle()
      expect(last()?.text).toContain(`@${name}`)
      expect(last()?.buttons).toEqual([])
      expect(
        me()
          .messages('desk')
          .filter(({ isEphemeral }) => isEphemeral),
      ).toHaveLength(1)
    })

    test('of more hotels than an answer has room for, the others are named', async () => {
      desk = await openDesk(language, { settings: moreHotels(5) })
      await asks(me(), 'dm')
      await me().waitsToSee(
        say('No se muestra aquí: Hotel 5, Hotel 6.', 'Not shown: Hotel 5, Hotel 6.'),
        'dm',
      )
    })

    test('is in the help, and a quiet moment is one line', async () => {
      desk = await openDesk(language)
      await me().types('/desk')
      await me().waitsToSee(say('/desk turno · qué espera', '/desk duty · what waits'), 'desk')
      const { text, blocks } = await asks()
      expect(text).toContain(say('nada espera', 'nothing waits'))
      expect(blocks).toHaveLength(1)
    })
  })
})

describe.each(managers)('$name', ({ name, language }) => {
  test('sees what a manager has to look at before all else', async () => {
    const desk = await openDesk(language, threeShifts)
    desk.loyalty.faults.add({ route: 'POST operations/add-points/', kind: 'cutAfterReading' })
    await anaAsks(desk)
    const person = desk.slack.person(name)
    await person.clicks(language === 'es' ? 'Aprobar' : 'Approve', { in: 'approvals' })
    await desk.jobs.idle()
    await person.types('/desk duty')
    await person.waitsToSee(language === 'es' ? 'Sin aclarar: 1' : 'Not clear yet: 1', 'desk')
    await closeDesk(desk)
  })
})

test("someone of another hotel's staff cannot take it", async () => {
  const desk = await openDesk('es', {
    settings: text =>
      threeShifts
        .settings(text)
        .replace('digest: C0DIGEST }', 'digest: C0DIGEST1 }')
        .replace(
          /^staff:/m,
          '  - id: 102\n    name: Hotel Playa\n    timeZone: Europe/Madrid\n    channels: { desk: C0DIGEST, approvals: C0APPR2, digest: C0DIGEST2 }\n    staff: { agents: [U0ELENA] }\nstaff:',
        ),
  })
  await anaAsks(desk)
  await reaches(desk, afternoon)
  const [item] = await desk.app.database.db.selectFrom('handover_items').selectAll().execute()
  const elena = desk.slack.person('elena')
  await elena.types('/desk', 'dm')
  await elena.waitsToSee('/desk', 'dm')
  const { channel, ts } = elena.lastMessage('dm')
  await elena.clickRaw({ action_id: 'handover.take', channel, ts, value: item?.id ?? '' })
  await elena.waitsToSee('solo puede llevarlo el personal de este hotel', 'dm')
  expect(
    (await desk.app.database.db.selectFrom('handover_items').selectAll().execute())[0]?.taken_by,
  ).toBeNull()
  await closeDesk(desk)
})
