// Promises to guests: noted from the guest card, seen by the next look-up, ended once by whoever says so first.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { agents, closeDesk, maria, openDesk, twoHotels } from '../support/counter.ts'
import { operator } from '../support/operator.ts'
import { timePasses } from '../support/requests.ts'

const dayMinutes = 24 * 60

describe.each(agents)('$name promises and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const me = () => desk.slack.person(name)
  const other = () => desk.slack.person(name === 'ana' ? 'ben' : 'ana')
  const what = say('Qué se ha prometido', 'What was promised')
  const due = say('Para cuándo', 'By when')
  const keep = say('Cumplida', 'Kept')
  const cancel = say('Anularla', 'Cancel')

  const opens = async (asked: string = maria.email) => {
    await me().types(`/points ${asked}`)
    await me().waitsToSee('👤')
    await me().clicks(say('Prometer', 'Promise'))
    return me().waitsForModal('👤')
  }
  const promises = async (text: string, more: Record<string, string> = {}) => {
    await opens()
    expect(await me().submits({ [what]: text, ...more })).toMatchObject({ result: 'updated' })
    await desk.jobs.idle()
  }
  const rows = () => desk.app.database.db.selectFrom('promises').selectAll().execute()
  const events = async () => {
    const audit = await desk.app.database.db.selectFrom('audit').select(['event', 'actor']).execute()
    return audit.flatMap(({ event, actor }) => (event.startsWith('promise.') ? [`${event} ${actor}`] : []))
  }
  const buttonsIn = (where: string) =>
    me()
      .messages(where)
      .flatMap(({ buttons, isEphemeral }) => (isEphemeral ? [] : buttons))

  test('the desk channel shows what was promised, by whom, until when; the guest stays masked', async () => {
    desk = await openDesk(language)
    await promises('300 puntos a la salida', { [due]: '2026-11-25' })
    const { text, fallback } = me().lastMessage('desk')
    expect(text).toContain(
      say(
        '🤝 «300 puntos a la salida» para María G. · m•••@example.com · #11656629, hasta el 25 nov 2026',
        '🤝 “300 puntos a la salida” for María G. · m•••@example.com · #11656629, by 25 Nov 2026',
      ),
    )
    expect(text).toContain(
      say(
        `Prometido por @${name} · Hotel Miramar · 14:32 · 🤝 pendiente`,
        `Promised by @${name} · Hotel Miramar · 14:32 · 🤝 open`,
      ),
    )
    expect(text + fallback).not.toContain('García')
    expect(buttonsIn('desk')).toEqual([keep, cancel])
    expect(await events()).toEqual([`promise.made ${me().id}`])
  })

  test('nothing is sent to the loyalty programme', async () => {
    desk = await openDesk(language)
    await promises('un masaje')
    expect(
      desk.loyalty.requests.filter(({ method, route }) => method !== 'GET' && route !== 'POST login/'),
    ).toEqual([])
  })

  test('who looks the guest up later sees what is still owed, and can say that it was kept', async () => {
    desk = await openDesk(language)
    await promises('un masaje')
    await other().types(`/points ${maria.email}`)
    await other().waitsToSee(name === 'ana' ? 'by 24 Nov 2026' : 'hasta el 24 nov 2026', 'desk')
    await other().clicks(name === 'ana' ? 'Kept' : 'Cumplida')
    await other().waitsToSee(name === 'ana' ? 'Done: ✅ kept by @ben' : 'Hecho: ✅ cumplida por @ana')
    await desk.jobs.idle()
    expect(buttonsIn('desk')).toEqual([])
    expect(me().sees('desk')).toContain(say(`✅ cumplida por @ben a las 14:32`, `✅ kept by @ana at 14:32`))
    await me().types(`/points ${maria.email}`)
    await desk.jobs.idle()
    expect((await rows()).map(({ state, ended_by: by }) => [state, by])).toEqual([['kept', other().id]])
  })

  test('of two presses one counts, and the second person hears who was first', async () => {
    desk = await openDesk(language)
    await promises('un masaje')
    const [row] = await rows()
    await other().clicks(keep, { in: 'desk' })
    await desk.jobs.idle()
    await me().clickRaw({
      action_id: 'promises.cancel',
      channel: 'desk',
      ts: row?.ts ?? '',
      value: row?.id ?? '',
    })
    await me().waitsToSee(
      say(
        'No se ha hecho nada más: la promesa está ✅ cumplida por @ben a las 14:32.',
        'Nothing more was done: the promise is ✅ kept by @ana at 14:32.',
      ),
      'desk',
    )
    expect(await events()).toEqual([`promise.made ${me().id}`, `promise.kept ${other().id}`])
  })

  test('pressed by two at the same moment it ends once', async () => {
    desk = await openDesk(language)
    await promises('un masaje')
    await Promise.all([me().clicks(keep, { in: 'desk' }), other().clicks(cancel, { in: 'desk' })])
    await Promise.all(
      [me(), other()].map(person => person.waitsToSee(/✅ \S+ (por|by)|↩️ \S+ (por|by)/, 'desk')),
    )
    await desk.jobs.idle()
    expect(await events()).toHaveLength(2)
    expect(await rows()).toHaveLength(1)
  })

  test('cancelled it says by whom, and no button stays', async () => {
    desk = await openDesk(language)
    await promises('un masaje')
    await me().clicks(cancel, { in: 'desk' })
    await me().waitsToSee(say(`↩️ anulada por @${name}`, `↩️ cancelled by @${name}`), 'desk')
    await desk.jobs.idle()
    expect(buttonsIn('desk')).toEqual([])
    expect((await rows())[0]?.state).toBe('cancelled')
  })

  test('a week after its day it expires by itself, not a minute earlier', async () => {
    desk = await openDesk(language)
    await promises('un masaje', { [due]: '2026-11-23' })
    // From 14:32 to midnight, and seven days more.
    await timePasses(desk, 9 * 60 + 27 + 7 * dayMinutes)
    expect((await rows())[0]?.state).toBe('open')
    await timePasses(desk, 2)
    expect(me().sees('desk')).toContain(
      say(
        '⌛ caducada el 1 dic 2026: nadie ha dicho que se cumpliera',
        '⌛ expired on 1 Dec 2026: nobody said that it was kept',
      ),
    )
    expect(await events()).toEqual([`promise.made ${me().id}`, 'promise.expired desk'])
    expect(buttonsIn('desk')).toEqual([])
  })

  test('a restart in between forgets nothing', async () => {
    desk = await openDesk(language)
    await promises('un masaje', { [due]: '2026-11-23' })
    await desk.restart()
    await timePasses(desk, 9 * dayMinutes)
    expect((await rows())[0]?.state).toBe('expired')
  })

  test('the day offered is the end of the stay that the guest was found by, else tomorrow', async () => {
    desk = await openDesk(language)
    const form = await opens()
    expect(form.fields[due]?.value).toBe('2026-11-24')
    await me().closesModal()
    await me().types(say('/points hab. 204', '/points room 204'))
    await me().waitsToSee(say('Estancia', 'Stay'))
    await me().clicks(say('Prometer', 'Promise'))
    expect((await me().waitsForModal('👤')).fields[due]?.value).toBe('2026-11-25')
  })

  test('what the form alone can tell stands beside the field, and what was typed stays', async () => {
    desk = await openDesk(language)
    await opens()
    const wrong = await me().submits({ [what]: '   ', [due]: '2026-11-22' })
    expect(wrong).toEqual({
      result: 'errors',
      errors: {
        [what]: say('Di qué se ha prometido.', 'Say what was promised.'),
        [due]: say(
          'Ese día ya ha pasado. Elige hoy o más tarde.',
          'This day is over. Choose today or later.',
        ),
      },
    })
    expect(await me().submits({ [due]: '2028-01-01', [what]: 'masaje' })).toMatchObject({ result: 'errors' })
    expect(await me().submits({ [due]: '2026-11-23' })).toMatchObject({ result: 'updated' })
    expect((await rows()).map(({ text, due_day: day }) => [text, day])).toEqual([['masaje', '2026-11-23']])
  })

  test('e-mails and cards in the text are masked, and pings and links are harmless', async () => {
    desk = await openDesk(language)
    await promises('mail to maria.garcia@example.com <!channel> *now* 4111 1111 1111 1111')
    const text = JSON.stringify(me().lastMessage('desk').blocks)
    expect(text).toContain('m•••@example.com &lt;!channel&gt;')
    expect(text).not.toContain('maria.garcia@')
    expect(text).not.toContain('4111 1111')
    expect((await rows())[0]?.text).not.toContain('maria.garcia@')
  })

  test('erasing the guest takes its words out of the store; the message shows none when it changes', async () => {
    desk = await openDesk(language)
    await promises('un masaje secreto')
    expect((await operator(desk, 'erase', String(maria.id))).code).toBe(0)
    const db = desk.app.database.db
    const left = [await rows(), await db.selectFrom('audit_texts').selectAll().execute()]
    expect(JSON.stringify(left)).not.toContain('secreto')
    expect(JSON.stringify(left)).not.toContain('María')
    await me().clicks(cancel, { in: 'desk' })
    await me().waitsToSee('↩️', 'desk')
    await desk.jobs.idle()
    expect(me().lastMessage('desk').text).not.toContain('secreto')
  })

  test('where the guest cannot be read nothing is noted, and the form says so', async () => {
    desk = await openDesk(language)
    await me().types(`/points ${maria.email}`)
    await me().waitsToSee('👤')
    desk.loyalty.faults.add({ route: 'GET contacts/{id}/', kind: 'serverError', times: 9 })
    await me().clicks(say('Prometer', 'Promise'))
    await me().waitsForModal(say('no responde ahora mismo', 'does not answer right now'))
    expect(await rows()).toEqual([])
  })
})

test('at a shared log-in somebody has to say who they are, and the message names both', async () => {
  const desk = await openDesk('es')
  const shared = desk.slack.person('desk')
  await shared.types(`/points ${maria.email}`)
  await shared.waitsToSee('👤')
  await shared.clicks(/^(Prometer|Promise)$/)
  const form = await shared.waitsForModal('👤')
  const [what, due, acting] = Object.keys(form.fields)
  if (!what || !due || !acting) throw new Error('fields are missing')
  expect(await shared.submits({ [what]: 'un masaje' })).toMatchObject({ result: 'errors' })
  expect(await shared.submits({ [acting]: 'U0ANA' })).toMatchObject({ result: 'updated' })
  await desk.jobs.idle()
  expect(shared.sees('desk')).toContain('Prometido por @ana en @desk')
  await closeDesk(desk)
})

test("someone who is not on the hotel's staff cannot end it", async () => {
  const desk = await openDesk('es', {
    // Elena belongs to the second hotel alone.
    settings: text =>
      twoHotels(text).replace(
        'digest: C0DIGEST2 }',
        'digest: C0DIGEST2 }\n    staff: { agents: [U0ELENA], managers: [U0ELENA] }',
      ),
  })
  const ana = desk.slack.person('ana')
  await ana.types(`/points ${maria.email}`)
  await ana.waitsToSee('👤')
  await ana.clicks('Prometer')
  await ana.waitsForModal('👤')
  await ana.submits({ 'Qué se ha prometido': 'un masaje' })
  await desk.jobs.idle()
  const read = () => desk.app.database.db.selectFrom('promises').selectAll().execute()
  const [row] = await read()
  const elena = desk.slack.person('elena')
  await elena.types('/desk', 'dm')
  await elena.waitsToSee('/desk', 'dm')
  const dm = elena.lastMessage('dm')
  await elena.clickRaw({ action_id: 'promises.keep', channel: dm.channel, ts: dm.ts, value: row?.id ?? '' })
  await elena.waitsToSee('solo puede decirlo el personal de este hotel', 'dm')
  expect((await read()).map(({ state }) => state)).toEqual(['open'])
  await closeDesk(desk)
})

test('where several hotels are in question the last one that was chosen stands preselected', async () => {
  const desk = await openDesk('es', { settings: twoHotels })
  const ana = desk.slack.person('ana')
  const opens = async () => {
    await ana.types(`/points ${maria.email}`, 'dm')
    await ana.waitsToSee('👤', 'dm')
    await ana.clicks('Prometer', { in: 'dm' })
    return ana.waitsForModal('👤')
  }
  expect((await opens()).fields.Hotel?.value).toBe('Hotel Miramar')
  await ana.submits({ Hotel: '102', 'Qué se ha prometido': 'un masaje' })
  await desk.jobs.idle()
  await ana.closesModal()
  desk.clock.advance(60_000)
  expect((await opens()).fields.Hotel?.value).toBe('Hotel Playa')
  await closeDesk(desk)
})

test('a log-in that is shared at the chosen hotel alone finds the field that asks who is there', async () => {
  const desk = await openDesk('es', {
    settings: text =>
      twoHotels(text.replace(/^ {2}shared:.*$/m, '')).replace(
        'digest: C0DIGEST2 }',
        'digest: C0DIGEST2 }\n    staff: { agents: [U0ANA, U0BEN], shared: [U0ANA] }',
      ),
  })
  const ana = desk.slack.person('ana')
  await ana.types(`/points ${maria.email}`, 'dm')
  await ana.waitsToSee('👤', 'dm')
  await ana.clicks('Prometer', { in: 'dm' })
  await ana.waitsForModal('👤')
  const wanted = { Hotel: '102', 'Qué se ha prometido': 'un masaje', '¿Quién está en el puesto?': 'U0BEN' }
  expect(await ana.submits(wanted)).toMatchObject({ result: 'updated' })
  await desk.jobs.idle()
  const rows = await desk.app.database.db.selectFrom('promises').selectAll().execute()
  expect(rows.map(({ hotel_id: hotel, acting_user: acting }) => [hotel, acting])).toEqual([[102, 'U0BEN']])
  await closeDesk(desk)
})
