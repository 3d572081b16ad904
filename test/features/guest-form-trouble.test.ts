// Forms when something fails: Slack's trigger, the store, the programme, a form that is closed, old or unknown.
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { storeFile } from '../../src/store/database.ts'
import type { TestApp } from '../support/app.ts'
import {
  actionsOf,
  agents,
  answersSlowly,
  calls,
  closeDesk,
  known,
  ledger,
  maria,
  openDesk,
} from '../support/counter.ts'
import { commandOf } from '../support/second-press.ts'

describe.each(agents)('$name has trouble with a form and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const open = async (options = {}) => {
    desk = await openDesk(language, options)
    return desk.slack.person(name)
  }
  const guest = say('Cliente', 'Guest')
  const points = say('Puntos', 'Points')
  const down = say(
    '⚠️ El programa de puntos no responde ahora mismo. No ha cambiado nada. Inténtalo de nuevo en un momento, por favor.',
    '⚠️ The loyalty programme does not answer right now. Nothing changed. Please try again in a moment.',
  )

  test('when Slack is too slow to open the form, the person is told to type again', async () => {
    const person = await open()
    const typing = person.types(`/grant ${maria.email} 300`)
    desk.clock.advance(3001)
    await typing
    await person.waitsToSee(
      say(
        'Slack ha tardado demasiado en abrir el formulario. No ha cambiado nada. Escribe el comando o pulsa el botón otra vez, por favor.',
        'Slack was too slow to open the form. Nothing changed. Please type the command, or press the button, once more.',
      ),
      'desk',
    )
    expect(person.modal()).toBeUndefined()
    expect(calls(desk)).toEqual([])
  })

  test('a button whose form Slack opens too late says to press it again', async () => {
    const person = await open()
    await person.types(`/points ${maria.email}`)
    await person.waitsToSee('👤', 'desk')
    desk.slack.faults.fail('views.open', 'expired_trigger_id')
    await person.clicks(say('Abonar puntos', 'Grant points'))
    await person.waitsToSee(say('pulsa el botón otra vez', 'press the button, once more'), 'desk')
    await person.clicks(say('Abonar puntos', 'Grant points'))
    await person.waitsForModal(maria.name)
  })

  test('a form that was closed before the guest came is explained in the direct messages', async () => {
    const person = await open()
    const slow = answersSlowly(desk, 'GET contacts/', 3000)
    await person.types(`/grant ${maria.email} 300`)
    await person.waitsForModal()
    await slow
    await person.closesModal()
    desk.clock.advance(3000)
    const seen = await person.waitsToSee(
      say(
        'El formulario se cerró antes de poder mostrar al cliente. No se ha enviado nada. Escribe de nuevo el comando si aún lo necesitas.',
        'The form was closed before the guest could be shown. Nothing was sent. Type the command again if you still need it.',
      ),
      'dm',
    )
    expect(seen).not.toContain('García')
    expect(person.messages('desk')).toEqual([])
  })

  test('a look that comes back after the form was sent says nothing: least of all that nothing was sent', async () => {
    const person = await open()
    const slow = answersSlowly(desk, 'GET contacts/', 3000)
    await person.types(`/grant ${maria.email} 300`)
    await slow
    await person.submits()
    await person.waitsForModal(maria.name)
    expect(await person.submits()).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
    desk.clock.advance(3000)
    await desk.slack.waitFor(
      () => desk.slack.calls.some(({ error }) => error === 'not_found'),
      'the late look to find the form closed',
    )
    // Stopping waits for what is still under way.
    await desk.restart()
    expect(person.sees('dm')).not.toContain(say('No se ha enviado nada', 'Nothing was sent'))
    expect(ledger(desk, maria.id)).toHaveLength(1)
  })

  test.each([
    ['whose row was swept away', 25 * 3_600_000, 0],
    ['whose row is not swept away yet', 24 * 3_600_000 + 61_000, 1],
  ])('a form from yesterday, %s, is no longer sent', async (_, laterMs, rows) => {
    const person = await open()
    // The hour's sweep comes a minute before the form is a day old.
    desk.clock.advance(60_000)
    await person.types(`/grant ${maria.email} 300`)
    await person.waitsForModal(maria.name)
    desk.clock.advance(laterMs)
    const kept = () => desk.app.database.db.selectFrom('forms').select('id').execute()
    await expect.poll(kept).toHaveLength(rows)
    expect(await person.submits()).toEqual({ result: 'updated', errors: {} })
    expect(person.modal()?.text).toContain(
      say(
        'Este formulario ha caducado, así que no se ha hecho nada. Ciérralo y escribe de nuevo el comando.',
        'This form is too old, so nothing was done. Close it and type the command again.',
      ),
    )
    expect(await actionsOf(desk)).toEqual([])
  })

  test('a form that was open when the app was restarted still works', async () => {
    const person = await open()
    await person.types(`/grant ${maria.email} 300`)
    await person.waitsForModal(maria.name)
    await desk.restart()
    expect(await person.submits()).toEqual({ result: 'closed', errors: {} })
    await person.waitsToSee(say('300 puntos abonados', '300 points granted'), 'desk')
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)).toHaveLength(1)
  })

  test('while the programme is down the form says so, keeps what was typed and works when it is back', async () => {
    const person = await open()
    await desk.loyalty.refuseConnections()
    await person.types(`/grant ${maria.email} 300 three nights`)
    const form = await person.waitsForModal(down)
    expect(form.fields[guest]?.value).toBe(maria.email)
    expect(form.fields[points]?.value).toBe('300')
    await desk.loyalty.acceptConnections()
    await person.submits()
    const shown = await person.waitsForModal(maria.name)
    expect(shown.fields[points]?.value).toBe('300')
    expect(await person.submits()).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)).toHaveLength(1)
  })

  test('a desk whose own password is refused says whom to tell, in the form', async () => {
    const person = await open({ env: { HDH_PASSWORD: 'not the password' }, isApiClosed: true })
    await person.types(`/grant ${maria.email} 300`)
    await person.waitsForModal(
      say(
        '⚠️ El programa de puntos ha rechazado la contraseña del puesto. No ha cambiado nada. Avisa a informática del hotel, por favor.',
        "⚠️ The loyalty programme refused the desk's own password. Nothing changed. Please tell the hotel's IT person.",
      ),
    )
  })

  describe('while another program holds the store', () => {
    const busy = say(
      'El puesto está ocupado un momento. No se ha guardado y no ha cambiado nada. Vuelve a pulsar, por favor.',
      'The desk is busy for a moment. It was not saved and nothing changed. Please press again.',
    )
    const holdStore = async () => {
      const other = new DatabaseSync(storeFile(desk.config.store.dataDir))
      // The desk may be writing at this moment.
      const isHeld = () => {
        try {
          other.exec('begin immediate')
          return true
        } catch {
          return false
        }
      }
      await vi.waitUntil(isHeld, { interval: 1 })
      return () => {
        other.exec('rollback')
        other.close()
      }
    }

    test('a press is answered beside the field, and the next one works', async () => {
      const person = await open()
      await person.types(`/grant ${maria.email} 300`)
      await person.waitsForModal(maria.name)
      const letGo = await holdStore()
      expect(await person.submits()).toEqual({ result: 'errors', errors: { [guest]: busy } })
      expect(await actionsOf(desk)).toEqual([])
      letGo()
      expect(await person.submits()).toEqual({ result: 'closed', errors: {} })
      await desk.jobs.idle()
      expect(ledger(desk, maria.id)).toHaveLength(1)
    })

    test('a fault of ours is told with a code that the log has too; pressing again does it once', async () => {
      const person = await open()
      await person.types(`/grant ${maria.email} 300`)
      await person.waitsForModal(maria.name)
      // The last statement of the transaction fails, as only a slip in our own code would make it.
      const store = new DatabaseSync(storeFile(desk.config.store.dataDir))
      store.exec('alter table audit_head rename to lost')
      const { result, errors } = await person.submits()
      expect(result).toBe('errors')
      const told = new RegExp(
        say(
          '^Algo ha fallado por nuestra parte\\. Pulsa otra vez el mismo botón: .* el código ([0-9A-F]{6}) a',
          '^Something went wrong on our side\\. Press the same button again: .* the code ([0-9A-F]{6}) to',
        ),
      ).exec(errors[guest] ?? '')
      expect(desk.log.join('')).toContain(`"code":"${told?.[1]}"`)
      expect(await actionsOf(desk)).toEqual([])
      store.exec('alter table lost rename to audit_head')
      store.close()
      expect(await person.submits()).toEqual({ result: 'closed', errors: {} })
      await desk.jobs.idle()
      expect(ledger(desk, maria.id)).toHaveLength(1)
    })

    test('a guest who could not be kept is not shown; the next press shows them', async () => {
      const person = await open()
      await person.types('/grant')
      await person.waitsForModal()
      const letGo = await holdStore()
      await person.submits({ [guest]: maria.email, [points]: '300' })
      const form = await person.waitsForModal(busy)
      expect(form.text).not.toContain(maria.name)
      letGo()
      await person.submits()
      await person.waitsForModal(maria.name)
      expect(await person.submits()).toEqual({ result: 'closed', errors: {} })
    })

    test('a form that could not be kept says at once that it is of no use', async () => {
      const person = await open()
      const letGo = await holdStore()
      await person.types(`/grant ${maria.email} 300`)
      const form = await person.waitsForModal(
        say(
          'El puesto está ocupado un momento, así que este formulario no se puede usar. No ha cambiado nada. Ciérralo y escribe de nuevo el comando.',
          'The desk is busy for a moment, so this form cannot be used. Nothing changed. Close it and type the command again.',
        ),
      )
      expect(form.submit).toBeUndefined()
      letGo()
      await person.types(`/grant ${maria.email} 300`)
      await person.waitsForModal(maria.name)
    })
  })

  test('a button that no longer exists is explained', async () => {
    const person = await open()
    await person.types(`/points ${maria.email}`)
    await person.waitsToSee(maria.name, 'desk')
    const { channel, ts } = person.lastMessage('desk')
    await person.clickRaw({ action_id: 'gone.button', channel, ts, value: '1' })
    await person.waitsToSee(
      say(
        'Este botón ya no se usa, así que no se ha hecho nada. Escribe de nuevo el comando para obtener uno actual.',
        'This button is no longer in use, so nothing was done. Type the command again to get a fresh one.',
      ),
      'desk',
    )
    expect(person.sees('desk')).toContain(maria.name)
  })

  test('a command that the app does not know is answered with those that it knows', async () => {
    await open({ transport: 'http' })
    const answer = await commandOf(desk, name, '/points-v0')
    expect(answer).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining(
        say(
          'Este puesto no conoce ese comando, así que no se ha hecho nada. Prueba /points,',
          'This desk does not know that command, so nothing was done. Try /points,',
        ),
      ),
    })
    for (const command of desk.app.registered.commands) expect(JSON.stringify(answer)).toContain(command)
  })

  test('before the settings are imported every command says that the desk is not set up', async () => {
    const person = await open({ env: { DESK_SETTINGS: '' } })
    // Nobody is on a list yet, so the app asks Slack for a person's language at their first command.
    await person.types('/points', 'other')
    await known(desk, person.id)
    const before = person.messages('desk').length
    const commands = ['/points', '/grant', '/redeem', '/reset-password', '/desk']
    for (const command of commands) await person.types(`${command} ${maria.email}`)
    const sentence = say(
      'Este puesto aún no tiene ningún hotel, así que no se ha hecho nada. Un administrador tiene que importar antes el fichero de ajustes.',
      'This desk has no hotel yet, so nothing was done. An admin has to import the settings file first.',
    )
    await desk.slack.waitFor(
      () => person.messages('desk').length === before + commands.length,
      'four answers',
    )
    expect(person.messages('desk').map(({ text }) => text)).toEqual(commands.map(() => sentence))
    expect(person.modal()).toBeUndefined()
    expect(calls(desk)).toEqual([])
  })
})
