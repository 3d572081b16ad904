// The daily digest: what it tells of a hotel day, in the hotel's language, and nothing about guests.
import { afterEach, describe, expect, test } from 'vitest'
import type { OperationId } from '../../src/domain/guest.ts'
import { insert, sampleAction } from '../store/sample.ts'
import type { TestApp } from '../support/app.ts'
import { askFor } from '../support/bulk.ts'
import { actionsOf, closeDesk, john, maria, openDesk } from '../support/counter.ts'
import { anaAsks, anaGrants, digestsIn, reaches } from '../support/mornings.ts'

let desk: TestApp
afterEach(() => closeDesk(desk))

const languages = [{ language: 'es' }, { language: 'en' }] as const
const tuesday = '2026-11-24T07:00:00Z'
const person = (name: string) => desk.slack.person(name)

describe.each(languages)('in $language', ({ language }) => {
  const say = (es: string, en: string) => (language === 'es' ? es : en)

  test('it comes at 08:00 on the hotel’s clock and tells what was done yesterday, and by whom', async () => {
    desk = await openDesk(language)
    await anaGrants(desk)
    await reaches(desk, '2026-11-24T06:59:59Z')
    expect(digestsIn(desk)).toEqual([])
    await reaches(desk, tuesday)
    const [text = ''] = digestsIn(desk)
    for (const part of [
      say('📊 Hotel Miramar · lunes, 23 de noviembre de 2026', '📊 Hotel Miramar · Monday, 23 November 2026'),
      // As they arrived, so that they compare with what is taken back and with the ledger.
      say(
        '➕ 330 puntos abonados, 1 vez (30 de ellos por el extra del nivel)',
        '➕ 330 points granted, 1 time (30 of them level bonus)',
      ),
      say('Persona | Abonados | Canjeados | Operaciones', 'Person | Granted | Redeemed | Actions'),
      '@ana | 330 | 0 | 1',
      say('Aún no hay con qué comparar', 'Nothing to compare with yet'),
      say('🔏 Registro de auditoría: suceso 5, huella', '🔏 Audit trail: event 5, fingerprint'),
    ])
      expect(text).toContain(part)
    expect(text).not.toMatch(/tarde|late|incompleto|incomplete/)
    expect(digestsIn(desk)).toHaveLength(1)
  })

  test('what was taken back is counted, by person too, and both references stand beside each other', async () => {
    desk = await openDesk(language)
    // With the level bonus 330 arrived.
    await anaGrants(desk)
    await person('ana').clicks(say('Anular', 'Undo'), { in: 'desk' })
    await person('ana').waitsToSee(say('anulado (330 puntos)', 'undone (330 points)'), 'desk')
    await desk.jobs.idle()
    const [granted, undo] = await actionsOf(desk)
    expect(undo).toMatchObject({ kind: 'undo', state: 'done' })
    await reaches(desk, tuesday)
    const [text = ''] = digestsIn(desk)
    for (const part of [
      say('↩️ 330 puntos anulados, 1 vez', '↩️ 330 points undone, 1 time'),
      say(
        `${undo?.reference} anula ${granted?.reference}`,
        `${undo?.reference} takes back ${granted?.reference}`,
      ),
      say(
        'Persona | Abonados | Canjeados | Anulados | Operaciones',
        'Person | Granted | Redeemed | Undone | Actions',
      ),
      '@ana | 330 | 0 | 330 | 2',
    ])
      expect(text).toContain(part)
    expect(person('carla').lastMessage('digest').fallback).toContain(
      say(
        '330 abonados, 0 canjeados, 2 operaciones, 330 anulados',
        '330 granted, 0 redeemed, 2 actions, 330 undone',
      ),
    )
  })

  test('it names the products, the decisions and how long they took, and links to what still waits', async () => {
    desk = await openDesk(language)
    const ana = person('ana')
    await ana.types(`/redeem ${maria.email} late`)
    await ana.waitsForModal(/👤/)
    await ana.submits()
    await desk.jobs.idle()
    desk.clock.advance(12 * 60_000)
    await person('carla').clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await ana.waitsToSee('Late check-out', 'desk')
    await desk.jobs.idle()
    await anaAsks(desk)
    await reaches(desk, tuesday)
    const [text = ''] = digestsIn(desk)
    for (const part of [
      say('🎁 300 puntos canjeados, 1 vez', '🎁 300 points redeemed, 1 time'),
      say(
        '🎁 Productos canjeados\n1 × Late check-out (300)',
        '🎁 Redeemed products\n1 × Late check-out (300)',
      ),
      say(
        '✅ 1 petición decidida (0 rechazadas), tras 12 minutos',
        '✅ 1 request decided (0 declined), after 12 minutes',
      ),
      say('⏳ 1 petición espera a un responsable', '⏳ 1 request waits for a manager'),
      say('900 puntos · desde el 23 nov 2026 a las 14:44', '900 points · since 23 Nov 2026 14:44'),
    ])
      expect(text.replaceAll('\n  ', '\n')).toContain(part)
    const card = person('carla').lastMessage('approvals')
    const digest = JSON.stringify(person('carla').lastMessage('digest').blocks)
    expect(digest).toContain(`/archives/C0APPR/p${card.ts.replace('.', '')}`)
    await person('carla').clicks(say('Abrir la tarjeta', 'Open the card'), { in: 'digest' })
  })

  test('nobody reads in it who the guests are', async () => {
    desk = await openDesk(language)
    await anaGrants(desk)
    await anaAsks(desk)
    await reaches(desk, tuesday)
    const message = person('carla').lastMessage('digest')
    const all = `${JSON.stringify(message.blocks)} ${message.fallback}`
    for (const guest of [maria, john])
      for (const part of [guest.email, guest.name.split(' ')[0] ?? '', String(guest.id)])
        expect(all).not.toContain(part)
  })

  test('a bulk request that waits is counted: such a day is not quiet', async () => {
    desk = await openDesk(language)
    await askFor(desk, person(language === 'es' ? 'ana' : 'ben'), language, '#11656603;300;Grupo')
    await reaches(desk, tuesday)
    expect(digestsIn(desk)).toEqual([
      expect.stringContaining(
        say('⏳ 1 petición en lote espera a un responsable', '⏳ 1 bulk request waits for a manager'),
      ),
    ])
  })

  test('a quiet day is one line', async () => {
    desk = await openDesk(language)
    await reaches(desk, tuesday)
    expect(person('carla').lastMessage('digest').blocks).toHaveLength(1)
    expect(digestsIn(desk)).toEqual([
      say(
        '🌙 Hotel Miramar · lunes, 23 de noviembre de 2026: un día tranquilo, sin novedades.',
        '🌙 Hotel Miramar · Monday, 23 November 2026: a quiet day, nothing to report.',
      ),
    ])
  })

  test('ledger rows that are not the desk’s are counted, and rows of the desk that the ledger lacks are named', async () => {
    desk = await openDesk(language)
    await anaGrants(desk)
    await anaGrants(desk, 200, john.email)
    const { store } = desk.loyalty
    store.addPoints({ contact: john.id, concept: 'PMS stay', points: 150, bonusPoints: 0, hotel: 101 })
    store.redeemPoints({ contact: john.id, concept: 'Portal', points: 80, hotel: 101 })
    store.addPoints({ contact: john.id, concept: 'Other house', points: 999, hotel: 999 })
    // As if the programme had lost the row of the 200 points.
    await desk.app.database.db
      .updateTable('actions')
      .set({ reference: 'LD-ZZZZZZ', operation_id: 1 })
      .where('points', '=', 200)
      .execute()
    await reaches(desk, tuesday)
    const [text = ''] = digestsIn(desk)
    expect(text).toContain(
      say(
        // The row that lost its action is one that nobody knows.
        '📒 2 movimientos ajenos al puesto: entran 150 puntos, salen 80',
        '📒 2 ledger rows not from the desk: 150 points in, 80 out',
      ),
    )
    expect(text).toMatch(/#\d+: −80 \(14:32\), #\d+: \+150 \(14:32\)/)
    expect(text).toContain(
      say(
        '⚠️ 1 operación del puesto no consta en los movimientos: LD-ZZZZZZ.',
        '⚠️ 1 action of the desk is not in the ledger: LD-ZZZZZZ.',
      ),
    )
    expect(digestsIn(desk, 'approvals')).toEqual([])
    expect(person('carla').sees('approvals')).toContain(
      say('📒 Cadena, sin hotel indicado', '📒 Chain, hotel not given'),
    )
  })

  test('the day before and the same weekday of the weeks before stand beside it', async () => {
    desk = await openDesk(language, { at: '2026-11-10T13:00:00Z' })
    await anaGrants(desk, 100)
    await reaches(desk, '2026-11-17T13:00:00Z')
    await anaGrants(desk, 400)
    await reaches(desk, '2026-11-23T13:00:00Z')
    await anaGrants(desk, 60)
    await reaches(desk, '2026-11-24T13:00:00Z')
    await anaGrants(desk, 70)
    await reaches(desk, '2026-11-25T07:00:00Z')
    const text = digestsIn(desk).at(-1)
    expect(text).toContain(
      say('📅 El día anterior: 66 abonados, 0 canjeados', '📅 The day before: 66 granted, 0 redeemed'),
    )
    expect(text).toContain(
      say(
        '📅 Media del mismo día de las últimas 2 semanas: 275 abonados, 0 canjeados',
        '📅 Mean of the same weekday, last 2 weeks: 275 granted, 0 redeemed',
      ),
    )
    expect(text).toContain(say('Abonados mié 18: 0', 'Granted Wed 18: 0'))
  })
})

/** A second hotel that has one channel for everything. */
const withPlaya = (text: string) =>
  text.replace(
    /^staff:/m,
    [
      '  - id: 102',
      '    name: Hotel Playa',
      '    timeZone: Europe/Madrid',
      '    channels: { desk: C0OTHER, approvals: C0OTHER, digest: C0OTHER }',
      'staff:',
    ].join('\n'),
  )

test('one reading of the ledger serves all hotels with the same day, and the chain’s rows are told once', async () => {
  desk = await openDesk('en', { settings: withPlaya })
  desk.slack.addBotTo('other')
  const { store } = desk.loyalty
  store.addPoints({ contact: john.id, concept: 'PMS', points: 10, bonusPoints: 0, hotel: 102 })
  store.addPoints({ contact: john.id, concept: 'PMS', points: 20, bonusPoints: 0 })
  const before = desk.loyalty.requests.length
  await reaches(desk, tuesday)
  const pages = desk.loyalty.requests.slice(before).filter(({ route }) => route === 'GET operations/')
  expect(pages.length).toBeLessThan(10)
  expect(desk.log.filter(line => line.includes('"digest.gathered"'))).toHaveLength(1)
  expect(digestsIn(desk)).toEqual([expect.stringContaining('a quiet day')])
  expect(digestsIn(desk, 'other')).toEqual([expect.stringContaining('1 ledger row not from the desk: 10')])
  expect(
    person('carla')
      .messages('approvals')
      .map(({ text }) => text),
  ).toEqual([expect.stringContaining('Chain, hotel not given · Monday, 23 November 2026: 1 ledger row')])
})

test('the chain’s rows are told by a hotel that has a digest about the day', async () => {
  desk = await openDesk('en', {
    settings: text =>
      withPlaya(text).replace('Europe/Madrid\n', 'Europe/Madrid\n    digest: { days: [sat] }\n'),
  })
  desk.slack.addBotTo('other')
  desk.loyalty.store.addPoints({ contact: john.id, concept: 'PMS', points: 20, bonusPoints: 0 })
  await reaches(desk, tuesday)
  expect(digestsIn(desk)).toEqual([])
  expect(person('carla').sees('other')).toContain(
    'Chain, hotel not given · Monday, 23 November 2026: 1 ledger row',
  )
})

test('rows that stand on another day by the programme’s clock are not called missing, however many they are', async () => {
  desk = await openDesk('en', { at: '2026-11-24T13:32:00Z' })
  const { store } = desk.loyalty
  for (let turn = 1; turn <= 60; turn++) {
    const reference = `LD-${String(turn).padStart(6, '0')}`
    // The programme's clock is behind the hotel's: by it this was the day before.
    const { id } = store.addPoints({
      contact: john.id,
      concept: `stay · ${reference}`,
      points: 10,
      bonusPoints: 0,
      hotel: 101,
      at: Date.parse('2026-11-23T13:32:00Z'),
    })
    await insert(
      desk.app.database,
      sampleAction(turn, {
        state: 'done',
        points: 10,
        operationId: id as OperationId,
        sendingAt: desk.clock.now() + turn,
        createdAt: desk.clock.now(),
      }),
    )
  }
  await reaches(desk, '2026-11-25T07:00:00Z')
  const [text = ''] = digestsIn(desk)
  expect(text).toContain('600 points granted, 60 times')
  expect(text).not.toContain('not in the ledger')
  // Not all of them were asked for one by one.
  expect(text).toContain('history incomplete')
})
