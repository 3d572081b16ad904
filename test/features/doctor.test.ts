// /desk doctor: whether the parts of the desk work, for admins alone.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { closeDesk, managers, moreHotels, openDesk } from '../support/counter.ts'

let desk: TestApp
afterEach(() => closeDesk(desk))

/** Carla and Diego are both admins. */
const bothAdmins = (text: string) => text.replace(/^ {2}admins:.*$/m, '  admins: [U0CARLA, U0DIEGO]')

describe.each(managers)('$name asks as an admin and reads $language', ({ name, language }) => {
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const me = () => desk.slack.person(name)
  const verb = say('revisión', 'doctor')
  const asks = async (where = 'desk') => {
    await me().types(`/desk ${verb}`, where)
    await me().waitsToSee('🩺 Hotel Miramar', where)
    return me().sees(where)
  }

  test('every part that works is ticked, and only the asker sees it', async () => {
    desk = await openDesk(language, { settings: bothAdmins })
    const seen = await asks()
    expect(seen).not.toContain('❌')
    for (const part of [
      say('✅ almacén de datos: sqlite', '✅ store: sqlite'),
      say('✅ Token de Slack: ', '✅ Slack token: '),
      say('✅ Acceso a la API de puntos: funciona', '✅ loyalty API login: works'),
      say('✅ API de puntos, entries: se puede leer', '✅ loyalty API entries: readable'),
      say(
        '✅ Hotel Miramar: canal de aprobaciones C0APPR: #miramar-approvals',
        '✅ Hotel Miramar: approvals channel C0APPR: #miramar-approvals',
      ),
    ])
      expect(seen).toContain(part)
    expect(me().lastMessage('desk').isEphemeral).toBe(true)
  })

  test('what fails is named with its mend', async () => {
    desk = await openDesk(language, { settings: bothAdmins })
    desk.slack.removeBotFrom('approvals')
    desk.slack.archiveChannel('digest')
    desk.loyalty.faults.add({ route: 'GET contacts/', kind: 'rejected', status: 403, times: 1 })
    const seen = await asks()
    expect(seen).toMatch(
      language === 'es'
        ? /❌ API de puntos, contacts: \w+\. Pide a HotelDataHub/
        : /❌ loyalty API contacts: \w+\. Ask HotelDataHub/,
    )
    expect(seen).toContain(
      say(
        'C0APPR: channel_not_found. Corrige el id en los ajustes o invita a la aplicación',
        'C0APPR: channel_not_found. Correct the id in the settings, or invite the app',
      ),
    )
    expect(seen).toContain(say('C0DIGEST: archivado', 'C0DIGEST: archived'))
  })

  test('of more hotels than an answer has room for, the others are named', async () => {
    desk = await openDesk(language, { settings: text => moreHotels(3)(bothAdmins(text)) })
    await asks('dm')
    await me().waitsToSee(say('No se muestra aquí: Hotel 3, Hotel 4', 'Not shown: Hotel 3, Hotel 4'), 'dm')
  })
})

test('who is no admin neither finds it in the help nor can use it', async () => {
  desk = await openDesk('en')
  const ben = desk.slack.person('ben')
  await ben.types('/desk')
  await ben.waitsToSee('What you can do')
  expect(ben.sees()).not.toContain('doctor')
  await ben.types('/desk doctor')
  await ben.waitsToSee('Nothing was done: /desk doctor is for the admins of the desk.')
  expect(ben.sees()).not.toContain('🩺')
})
