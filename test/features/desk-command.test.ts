// /desk: what one can do with the desk itself, in both languages; what is not understood does nothing.
import { afterEach, describe, expect, test } from 'vitest'
import type { DeskVerb, VerbRole } from '../../src/actions/desk-verb.ts'
import type { DeskHotel } from '../../src/domain/settings.ts'
import { chooseVerb } from '../../src/features/desk-command/choose.ts'
import type { TestApp } from '../support/app.ts'
import { actionsOf, agents, closeDesk, openDesk } from '../support/counter.ts'

describe.each(agents)('$name asks the desk and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const me = () => desk.slack.person(name)
  const types = async (text: string, where = 'desk') => {
    await me().types(text, where)
    return me().waitsToSee(say('Lo que puedes hacer', 'What you can do'), where)
  }

  test.each(['', 'help', 'Ayuda', ' HELP ', 'ayúda'])('"/desk %s" shows what they may do', async text => {
    desk = await openDesk(language)
    const seen = await types(`/desk ${text}`)
    expect(seen).toContain(say('/desk ayuda · muestra esta lista', '/desk help · shows this list'))
    for (const command of desk.app.registered.commands) expect(seen).toContain(command)
    expect(seen).not.toContain(say('no conoce', 'does not know'))
  })

  test('a word that it does not know is named and does nothing', async () => {
    desk = await openDesk(language)
    const seen = await types('/desk paint <!channel> the lobby')
    expect(seen).toContain(
      say(
        '/desk no conoce «paint», así que no se ha hecho nada.',
        '/desk does not know “paint”, so nothing was done.',
      ),
    )
    expect(await actionsOf(desk)).toEqual([])
  })

  test('an e-mail typed by mistake is not shown again, and only the asker sees the answer', async () => {
    desk = await openDesk(language)
    const seen = await types('/desk maria.garcia@example.com')
    expect(seen).toContain('m•••@example.com')
    expect(me().lastMessage('desk').isEphemeral).toBe(true)
    expect(me().lastMessage('desk').fallback).not.toContain('maria.garcia')
  })

  test('it works in direct messages too', async () => {
    desk = await openDesk(language)
    expect(await types('/desk', 'dm')).toContain('/points')
  })

  test('who is on no list of the hotel is told so', async () => {
    desk = await openDesk(language)
    const elena = desk.slack.person('elena')
    await elena.types('/desk', 'dm')
    await elena.waitsToSee('No estás en la lista de personal', 'dm')
  })
})

describe('a verb', () => {
  const hotel = (id: number) => ({ id }) as DeskHotel
  const verb = (en: string, es: string, who: VerbRole): DeskVerb => ({
    name: { en, es },
    help: { en, es },
    who,
    run: async () => {},
  })
  const verbs = [
    verb('duty', 'turno', 'everyone'),
    verb('close', 'cerrar', 'managers'),
    verb('check', 'revisión', 'admins'),
  ]
  // Admin of hotel 1, manager of hotel 2, agent of both.
  const staffIn = (userId: string, { id }: DeskHotel) => ({
    userId,
    hotelId: id,
    isAgent: true,
    isManager: id === 2,
    isAdmin: id === 1,
    isShared: false,
  })
  const who = (hotels: number[], channel?: number) => ({
    userId: 'U0ANA',
    language: 'es' as const,
    hotels: hotels.map(hotel),
    hotel: channel === undefined ? undefined : hotel(channel),
    isInForeignChannel: false,
  })
  const choose = (text: string, hotels = [1, 2], channel?: number) => {
    const chosen = chooseVerb(verbs, text, who(hotels, channel), staffIn)
    if (chosen.kind !== 'run') return chosen.kind
    return [chosen.verb.name.en, chosen.rest, ...chosen.hotels.map(({ id }) => id)]
  }

  test('is understood in both languages, without accents, in any case', () => {
    for (const text of ['duty', 'TURNO', ' Turno ']) expect(choose(text)).toEqual(['duty', '', 1, 2])
    for (const text of ['revision', 'Revisión', 'CHECK']) expect(choose(text)).toEqual(['check', '', 1])
  })

  test('gets what follows it as it was typed', () => {
    expect(choose('turno  12 Nov\nnoche ')).toEqual(['duty', '12 Nov\nnoche', 1, 2])
  })

  test('serves the hotels where the person has the role', () => {
    expect(choose('close')).toEqual(['close', '', 2])
    expect(choose('close', [1])).toBe('refused')
    expect(choose('check', [2])).toBe('refused')
  })

  test("serves only the channel's hotel", () => {
    expect(choose('duty', [1, 2], 2)).toEqual(['duty', '', 2])
    expect(choose('check', [1, 2], 2)).toBe('refused')
  })
})
