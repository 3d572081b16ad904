// /desk digest: any day for whoever asks, seen by them alone; and the digest as the channel would get it, as a test.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { agents, closeDesk, moreHotels, openDesk, rests } from '../support/counter.ts'
import { anaGrants, digestsIn, reaches } from '../support/mornings.ts'

let desk: TestApp
afterEach(() => closeDesk(desk))

describe.each(agents)('$name asks and reads $language', ({ name, language }) => {
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const me = () => desk.slack.person(name)
  const verb = say('resumen', 'digest')
  const asks = async (text: string, seen: string | RegExp) => {
    await me().types(`/desk ${verb} ${text}`.trim())
    await me().waitsToSee(seen, 'desk')
    return me().lastMessage('desk')
  }

  test('without a date yesterday is shown, to them alone and in their language', async () => {
    desk = await openDesk(language === 'es' ? 'en' : 'es')
    await anaGrants(desk)
    await reaches(desk, '2026-11-24T03:00:00Z')
    const message = await asks('', say('lunes, 23 de noviembre de 2026', 'Monday, 23 November 2026'))
    expect(message.isEphemeral).toBe(true)
    expect(message.text).toContain(say('➕ 330 puntos abonados, 1 vez', '➕ 330 points granted, 1 time'))
    expect(message.text).toContain(say('@ana: 330 abonados', '@ana: 330 granted'))
    expect(digestsIn(desk)).toEqual([])
  })

  test('today is shown as it stands now', async () => {
    desk = await openDesk(language)
    await anaGrants(desk)
    const message = await asks('2026-11-23', say('⏱️ El día aún no ha terminado', '⏱️ The day still runs'))
    expect(message.text).toContain('330')
    await anaGrants(desk, 200, 'john.smith@example.net')
    await asks(say('23 de noviembre', '23 Nov'), '550')
  })

  test.each(['soon', '2026-12-24', '«ayer', '2026-02-30'])('"%s" is no such day', async typed => {
    desk = await openDesk(language)
    const before = desk.loyalty.requests.length
    await asks(typed, say('no es un día que haya empezado', 'is no day that has begun'))
    expect(desk.loyalty.requests).toHaveLength(before)
  })

  test('a test comes by direct message, with chart and table, and leaves the channel alone', async () => {
    desk = await openDesk(language)
    await anaGrants(desk)
    await asks(
      say('prueba 2026-11-23', 'test 2026-11-23'),
      say('🧪 Tienes el resumen', '🧪 The digest is in'),
    )
    const sent = me().messages('dm').at(-1)
    expect(sent?.text).toContain(say('🧪 Una prueba: solo la ves tú.', '🧪 A test: only you see this.'))
    const types = sent?.blocks.map(({ type }) => type)
    expect(types).toContain('table')
    expect(types).toContain('data_visualization')
    expect(digestsIn(desk)).toEqual([])
    await reaches(desk, '2026-11-24T07:00:00Z')
    expect(digestsIn(desk)).toHaveLength(1)
  })

  test('a programme that does not answer is said, and the rest is shown', async () => {
    desk = await openDesk(language)
    await anaGrants(desk)
    desk.loyalty.faults.add({ route: 'GET operations/', kind: 'rejected', status: 403, times: 3 })
    const message = await asks('2026-11-23', say('no ha respondido', 'did not answer'))
    expect(message.text).toContain('330')
  })

  test('of more hotels than an answer has room for, the others are named', async () => {
    desk = await openDesk(language, { settings: moreHotels(3) })
    await me().types(`/desk ${verb}`, 'dm')
    await me().waitsToSee(
      say(
        'No se muestra aquí: Hotel 3, Hotel 4. Escribe lo mismo en el canal del que te interese.',
        'Not shown: Hotel 3, Hotel 4. Type the same in the channel of the one that you mean.',
      ),
      'dm',
    )
    expect(me().sees('dm')).toContain('Hotel 2')
  })

  test('while the ledger is slow they are told so after two seconds', async () => {
    desk = await openDesk(language)
    desk.loyalty.faults.add({ route: 'GET operations/', kind: 'slow', delayMs: 5000 })
    const waits = rests(desk, 5000)
    const asked = me().types(`/desk ${verb} 2026-11-23`)
    await waits
    desk.clock.advance(2000)
    await me().waitsToSee(say('⏳ Aún se están leyendo', '⏳ Still reading'), 'desk')
    desk.clock.advance(3000)
    await me().waitsToSee('🌙 Hotel Miramar', 'desk')
    await asked
  })
})
