// Who asked for an enrolment: what they hear, where, and at which hotel the form opens again.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { actionsOf, agents, closeDesk, openDesk, twoHotels } from '../support/counter.ts'

const emma = { id: 11656610, email: 'emma.johnson@example.org' }
/** Of a contact that was deleted: nobody is found, and nobody can be made. */
const taken = 'usuario.borrado@example.com'
const hour = 3_600_000

describe.each(agents)('$name reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const consent = say('Consentimiento', 'Consent')
  const open = async (options = {}) => {
    desk = await openDesk(language, options)
    return desk.slack.person(name)
  }

  test('Slack takes no direct message for its author any more: logged, and not tried for ever', async () => {
    const person = await open()
    await person.types(`/enrol ${taken}`)
    await person.waitsForModal('🆕')
    desk.slack.faults.fail('chat.postMessage', 'channel_not_found', 50)
    await person.submits({ name: 'Lola', surname: 'Nueva Gil', language: 'es', consent: true })
    await desk.jobs.idle()
    const jobs = await desk.app.database.db.selectFrom('jobs').select('name').execute()
    expect(jobs.map(each => each.name)).not.toContain('enrol.prepare')
    expect(desk.log.join('')).toContain('message.refused')
  })

  test('the form opens again at the hotel that it was sent for, whatever form came after it', async () => {
    const person = await open({ settings: twoHotels })
    await person.types(`/enrol ${taken}`, 'desk')
    await person.waitsForModal('🆕')
    await person.submits({ name: 'Lola', surname: 'Nueva Gil', language: 'es', consent: true })
    await desk.jobs.idle()
    await person.types(`/grant ${emma.email}`, 'digest')
    await person.waitsForModal('Emma')
    await person.closesModal()
    await person.clicks(say('Abrir el formulario otra vez', 'Open the form again'), { in: 'dm' })
    const form = await person.waitsForModal('🆕')
    expect(form.fields.Hotel?.value).toBe('Hotel Miramar')
    expect(form.text).toContain('Hotel Miramar')
  })

  test('enrolled a day ago and no member any more: when it was asked for stands there with its day', async () => {
    const person = await open()
    const enrols = async () => {
      await person.types(`/enrol ${emma.email}`)
      await person.waitsForModal('Emma Johnson')
      return person.submits({ [consent]: true })
    }
    expect((await enrols()).result).toBe('closed')
    await desk.jobs.idle()
    const [action] = await actionsOf(desk)
    desk.loyalty.store.changeContact(emma.id, { isMember: false, memberSince: null })
    desk.clock.advance(23 * hour)
    await desk.jobs.idle()
    const { errors } = await enrols()
    expect(Object.values(errors)).toEqual([
      say(
        `El alta de este cliente ya se pidió el 23 nov 2026 a las 14:32 (${action?.reference}). No se ha enviado nada: como mucho un alta por cliente en 24 horas.`,
        `An enrolment of this guest was already asked for on 23 Nov 2026 at 14:32 (${action?.reference}). Nothing was sent: at most one per guest in 24 hours.`,
      ),
    ])
    desk.clock.advance(hour + 1)
    expect((await enrols()).result).toBe('closed')
    await desk.jobs.idle()
  })
})
