// What every window about a guest does alike, whatever it shows of them.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { agents, answersSlowly, calls, closeDesk, maria, openDesk, type Person } from '../support/counter.ts'

const windows = [
  { feature: 'history', es: 'Movimientos', en: 'Points history', shows: /\d+ (movimientos|operations)/ },
  { feature: 'rewards', es: 'Premios', en: 'Rewards', shows: /\d+ (productos|products)/ },
]
const each = agents.flatMap(agent => windows.map(window => ({ ...agent, ...window })))

describe.each(each)(
  '$name opens /$feature and reads $language',
  ({ name, language, feature, es, en, shows }) => {
    let desk: TestApp
    let person: Person
    beforeEach(async () => {
      desk = await openDesk(language)
      person = desk.slack.person(name)
    })
    afterEach(() => closeDesk(desk))
    const say = (inSpanish: string, inEnglish: string) => (language === 'es' ? inSpanish : inEnglish)

    test('of two guests in one room one is chosen', async () => {
      await person.types(`/${feature} room 310`)
      await person.waitsForModal(say('Coinciden varios clientes', 'Several guests match'))
      await person.clicks(say('Este', 'This one'), { in: 'modal', nth: 1 })
      const view = await person.waitsForModal(shows)
      expect(view.text).toContain('Pablo Fernández Gil')
      expect(view.text).not.toContain('Lucía')
    })

    test('a chosen guest who is slow to come is said to be read, and a closed window is left at that', async () => {
      await person.types(`/${feature} room 310`)
      await person.waitsForModal(say('Coinciden varios clientes', 'Several guests match'))
      const slow = answersSlowly(desk, 'GET contacts/{id}/', 2900)
      await person.clicks(say('Este', 'This one'), { in: 'modal', nth: 1 })
      await slow
      await person.waitsForModal(say('🔎 Leyendo', '🔎 Reading'))
      await person.closesModal()
      desk.clock.advance(2900)
      await person.types(`/points #${maria.id}`)
      await person.waitsToSee(maria.name, 'desk')
      expect(person.messages('dm')).toEqual([])
    })

    test('a window that was closed before the guest came is explained in the direct messages', async () => {
      const slow = answersSlowly(desk, 'GET contacts/', 2900)
      await person.types(`/${feature} ${maria.email}`)
      await person.waitsForModal(say(es, en))
      await slow
      await person.closesModal()
      desk.clock.advance(2900)
      const told = await person.waitsToSee(
        say(
          'El formulario se cerró antes de poder mostrar al cliente',
          'The form was closed before the guest',
        ),
        'dm',
      )
      expect(told).not.toContain('García')
    })

    test('a press that no window of this version can have made is answered, not passed over', async () => {
      await person.clickRaw({ action_id: `${feature}.more`, channel: 'desk', ts: '1.1', value: '' })
      await person.waitsToSee(
        say('Este botón ya no se usa, así que no se ha hecho nada.', 'This button is no longer in use'),
        'desk',
      )
      expect(calls(desk)).toEqual([])
    })

    test('a stranger’s press is refused and asks the programme nothing', async () => {
      const elena = desk.slack.person('elena')
      await elena.clickRaw({
        action_id: `${feature}.open`,
        channel: 'other',
        ts: '1.1',
        value: String(maria.id),
      })
      await elena.waitsToSee(/lista de personal|staff list/, 'other')
      expect(elena.modal()).toBeUndefined()
      expect(calls(desk)).toEqual([])
    })
  },
)
