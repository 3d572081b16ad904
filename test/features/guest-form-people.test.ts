// Who stands behind a form: a shared log-in, a person with two hotels, somebody who has left, somebody else.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import {
  actionsOf,
  agents,
  calls,
  closeDesk,
  ledger,
  listsAreRead,
  maria,
  openDesk,
  twoHotels,
} from '../support/counter.ts'
import { pressOf } from '../support/second-press.ts'

const montserrat = { id: 11656622, name: 'Montserrat Puig Ferrer' }

describe.each(agents)('at the desk of $name, in $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const open = async (options = {}) => {
    desk = await openDesk(language, options)
    return desk.slack.person(name)
  }
  const guest = say('Cliente', 'Guest')

  describe('the shared log-in', () => {
    const acting = say('¿Quién está en el puesto?', 'Who is at the desk?')
    const openShared = async () => {
      const shared = await open({
        settings: (text: string) => text.replace('U0DESK', name === 'ana' ? 'U0ANA' : 'U0BEN'),
      })
      await shared.types(`/grant ${maria.email} 300`)
      await shared.waitsForModal(maria.name)
      return shared
    }

    test('must say who stands there', async () => {
      const shared = await openShared()
      expect(await shared.submits()).toEqual({
        result: 'errors',
        errors: { [acting]: 'Please complete this required field.' },
      })
      expect(await actionsOf(desk)).toEqual([])
    })

    test.each(['elena', name])('cannot name %s, who is no colleague of this hotel', async who => {
      const shared = await openShared()
      expect(await shared.submits({ [acting]: who })).toEqual({
        result: 'errors',
        errors: {
          [acting]: say(
            'Esta persona no está en la lista de personal del hotel. Elige a un compañero.',
            'This person is not on the staff list of the hotel. Choose a colleague.',
          ),
        },
      })
      expect(await actionsOf(desk)).toEqual([])
    })

    test('asks for nothing that only the colleague who stands there could approve', async () => {
      const shared = await open({
        settings: (text: string) =>
          text
            .replace('U0DESK', name === 'ana' ? 'U0ANA' : 'U0BEN')
            .replace('managers: [U0CARLA, U0DIEGO]', 'managers: [U0CARLA]'),
      })
      await shared.types(`/grant ${maria.email} 501`)
      await shared.waitsForModal(maria.name)
      expect(await shared.submits({ [acting]: 'carla' })).toEqual({
        result: 'errors',
        errors: {
          [guest]: say(
            'Esto lo tiene que aprobar un responsable y no hay otro en este hotel. No se ha enviado nada. Avisa a quien lleva los ajustes.',
            'A manager has to approve this, and nobody else of this hotel is a manager. Nothing was sent. Tell the person who looks after the desk settings.',
          ),
        },
      })
      expect(await actionsOf(desk)).toEqual([])
    })

    test('names a colleague, and the card shows both', async () => {
      const shared = await openShared()
      expect(await shared.submits({ [acting]: 'carla' })).toEqual({ result: 'closed', errors: {} })
      await shared.waitsToSee(
        say(`Por @carla en el puesto compartido @${name}`, `By @carla at the shared desk @${name}`),
        'desk',
      )
      await desk.jobs.idle()
      expect(await actionsOf(desk)).toMatchObject([{ requested_by: shared.id, acting_user: 'U0CARLA' }])
      expect(ledger(desk, maria.id)).toHaveLength(1)
    })
  })

  describe('who works at two hotels', () => {
    test('chooses the hotel in the direct messages; the card goes to that hotel', async () => {
      const person = await open({ settings: twoHotels })
      await person.types(`/grant ${maria.email} 300`, 'dm')
      const form = await person.waitsForModal(maria.name)
      expect(form.fields.Hotel).toMatchObject({
        value: 'Hotel Miramar',
        options: ['Hotel Miramar', 'Hotel Playa'],
      })
      expect(await person.submits({ Hotel: 'Hotel Playa' })).toEqual({ result: 'updated', errors: {} })
      const again = await person.waitsForModal(maria.name)
      expect(again.fields.Hotel?.value).toBe('Hotel Playa')
      expect(await person.submits()).toEqual({ result: 'closed', errors: {} })
      await person.waitsToSee(say('300 puntos abonados', '300 points granted'), 'digest')
      expect(await actionsOf(desk)).toMatchObject([{ hotel_id: 102 }])
      await desk.jobs.idle()
      expect(person.messages('desk')).toEqual([])

      await person.types(`/redeem ${maria.email}`, 'dm')
      const next = await person.waitsForModal(maria.name)
      expect(next.fields.Hotel?.value, 'the last one is preselected').toBe('Hotel Playa')
    })

    test('is asked for the hotel before a room is looked up', async () => {
      const person = await open({ settings: twoHotels })
      await person.types('/grant room 204 arrival 21 Nov, 30', 'dm')
      const form = await person.waitsForModal(say('Indica el cliente', 'Name the guest'))
      expect(form.fields[guest]?.value).toBe('room 204 arrival 21 Nov')
      expect(form.fields[say('Puntos', 'Points')]?.value).toBe('30')
      expect(calls(desk)).toEqual([])
      await person.submits({ Hotel: 'Hotel Playa' })
      await person.waitsForModal(montserrat.name)
    })

    test('is asked nothing in the channel of one of them', async () => {
      const person = await open({ settings: twoHotels })
      await person.types('/grant room 204 arrival 21 Nov', 'digest')
      const form = await person.waitsForModal(montserrat.name)
      expect(form.fields.Hotel).toBeUndefined()
    })
  })

  test('who is no colleague of the hotel of the channel does nothing for it from there', async () => {
    const own = 'staff: { agents: [U0DIEGO], managers: [U0DIEGO], admins: [U0DIEGO], shared: [] }'
    const person = await open({
      settings: (text: string) => twoHotels(text).replace('name: Hotel Playa', `$&\n    ${own}`),
    })
    await person.types(`/grant ${maria.email} 300`, 'digest')
    await person.waitsToSee(
      say(
        'No estás en la lista de personal del hotel de este canal',
        'not on the staff list of the hotel of this channel',
      ),
      'digest',
    )
    expect(person.modal()).toBeUndefined()
    expect(calls(desk)).toEqual([])
  })

  test('who is taken off the list while the form is open can no longer send it', async () => {
    const person = await open({
      settings: (text: string) => text.replace('[S0AGENTS]', 'desk-channel-members'),
    })
    await person.types(`/grant ${maria.email} 300`)
    await person.waitsForModal(maria.name)
    desk.slack.removeFromChannel('desk', name)
    await listsAreRead(desk)
    expect(await person.submits()).toEqual({
      result: 'errors',
      errors: {
        [guest]: say(
          'No estás en la lista de personal de este puesto, así que no se ha hecho nada. Pide que te añada a quien lleva los ajustes.',
          'You are not on the staff list of this desk, so nothing was done. Ask the person who looks after the desk settings to add you.',
        ),
      },
    })
    expect(await actionsOf(desk)).toEqual([])
  })

  test('who is taken off the list of the hotel that they chose can no longer send it there', async () => {
    const own = 'staff: { agents: desk-channel-members, managers: [U0DIEGO], admins: [U0DIEGO], shared: [] }'
    const person = await open({
      settings: (text: string) => twoHotels(text).replace('name: Hotel Playa', `$&\n    ${own}`),
    })
    desk.slack.addToChannel('digest', name)
    await listsAreRead(desk)
    await person.types(`/grant ${maria.email} 300`, 'digest')
    await person.waitsForModal(maria.name)
    desk.slack.removeFromChannel('digest', name)
    await listsAreRead(desk)
    expect(await person.submits()).toEqual({
      result: 'errors',
      errors: {
        [guest]: say(
          'No estás en la lista de personal de este hotel, así que no se ha enviado nada.',
          'You are not on the staff list of this hotel, so nothing was sent.',
        ),
      },
    })
    expect(await actionsOf(desk)).toEqual([])
  })

  test('somebody else’s form cannot be sent', async () => {
    const person = await open({ transport: 'http' })
    const other = desk.slack.person(name === 'ana' ? 'ben' : 'ana')
    await other.types(`/grant ${maria.email} 300`)
    await other.waitsForModal(maria.name)
    await person.types(`/grant ${maria.email} 300`)
    await person.waitsForModal(maria.name)
    const press = pressOf(desk, name, {}, { private_metadata: other.modal()?.privateMetadata ?? '' })
    expect(await press()).toEqual({
      response_action: 'errors',
      errors: {
        guest: say(
          'Este formulario es de otra persona. No se ha hecho nada.',
          'This form belongs to somebody else. Nothing was done.',
        ),
      },
    })
    expect(await actionsOf(desk)).toEqual([])
  })
})
