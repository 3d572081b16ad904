// An enrolment that meets trouble: nothing is doubled, and its author hears what to do.
import { afterEach, describe, expect, test } from 'vitest'
import { enqueue } from '../../src/store/jobs.ts'
import type { TestApp } from '../support/app.ts'
import { actionsOf, agents, answersSlowly, calls, closeDesk, openDesk } from '../support/counter.ts'
import { timePasses } from '../support/requests.ts'

const emma = { id: 11656610, email: 'emma.johnson@example.org' }
const newEmail = 'lola.nueva@example.com'
const signIn = 'POST contacts/{id}/loyalty-sign-in/'
const create = 'POST contacts/'
const find = 'GET contacts/'
const always = Number.POSITIVE_INFINITY

describe.each(agents)('$name reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const person = () => desk.slack.person(name)
  const agreed = { [say('Consentimiento', 'Consent')]: true }
  const fields = { name: 'Lola', surname: 'Nueva Gil', language: 'es', consent: true }
  const shows = async (email: string, who: string = name) => {
    await desk.slack.person(who).types(`/enrol ${email}`)
    await desk.slack.person(who).waitsForModal(/👤|🆕/)
  }
  const enrols = async (email: string) => {
    await shows(email)
    const values = email === emma.email ? agreed : fields
    expect(await person().submits(values)).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
  }
  const open = async () => {
    desk = await openDesk(language, { env: { HDH_TIMEOUT_MS: '1000' } })
  }
  const asked = (route: string) => calls(desk).filter(each => each === route).length
  const states = async () => (await actionsOf(desk)).map(({ state }) => state)
  const lolas = () => desk.loyalty.store.contacts().filter(({ email }) => email === newEmail)
  const expectEnrolledOnce = () => {
    expect(lolas()).toMatchObject([{ isMember: true }])
    expect(desk.loyalty.mails.map(({ kind, to }) => [kind, to])).toEqual([['activation', newEmail]])
    expect(desk.loyalty.store.passwordOverwrites()).toEqual([])
  }
  const again = say('Abrir el formulario otra vez', 'Open the form again')
  const typedLeft = async () => {
    const rows = await desk.app.database.db.selectFrom('forms').selectAll().execute()
    return JSON.stringify(rows).includes('Nueva Gil')
  }

  describe('the answer of the sign-in is lost', () => {
    test('it had arrived: the guest’s membership tells, and nothing is sent again', async () => {
      await open()
      desk.loyalty.faults.add({ route: signIn, kind: 'cutAfterWrite' })
      await enrols(emma.email)
      await timePasses(desk, 1, 6)
      expect(await states()).toEqual(['done'])
      expect(asked(signIn)).toBe(1)
      expect(person().lastMessage('dm').text).toContain(say('ya es socio', 'is a member now'))
    })

    test('it had not arrived: said so, sent again by a press, and done; a late look does not confuse the two', async () => {
      await open()
      desk.loyalty.faults.add({ route: signIn, kind: 'cutAfterReading' })
      await enrols(emma.email)
      expect(person().lastMessage('dm').text).toContain(
        say('Aún no sabemos si se ha dado de alta a Emma J.', 'We don’t know yet whether Emma J.'),
      )
      await timePasses(desk, 3, 12)
      expect(await states()).toEqual(['not-applied'])
      const told = person().lastMessage('dm')
      expect(told.text).toContain(say('no está dado de alta', 'is not enrolled'))
      expect(told.text).toContain(
        say('No ha llegado, así que no ha cambiado nada.', 'It did not arrive, so nothing changed.'),
      )
      expect(told.text).not.toMatch(/movimientos|ledger/)
      await person().clicks(say('Enviar de nuevo', 'Send again'), { in: 'dm', message: told.ts })
      await person().waitsToSee(say('ya es socio', 'is a member now'), 'dm')
      await desk.jobs.idle()
      expect(await states()).toEqual(['not-applied', 'done'])
      await timePasses(desk, 60 * 24 * 8, 9)
      expect(await states()).toEqual(['not-applied', 'done'])
      expect(asked(signIn)).toBe(2)
      expect(desk.loyalty.store.passwordOverwrites()).toEqual([])
      expect(desk.loyalty.mails).toHaveLength(1)
    })

    test('it arrives after it was declared not arrived: it counts, and both sentences are free of ledger words', async () => {
      await open()
      desk.loyalty.faults.add({ route: signIn, kind: 'lateRow', delayMs: 600_000 })
      await enrols(emma.email)
      await timePasses(desk, 3, 12)
      expect(await states()).toEqual(['not-applied'])
      await timePasses(desk, 120, 4)
      expect(await states()).toEqual(['done'])
      expect(person().lastMessage('dm').text).toContain(say('llegó tarde: cuenta', 'came late: it counts'))
    })

    test('the programme does not say whether the guest is a member: a person is asked', async () => {
      await open()
      desk.loyalty.faults.add({ route: signIn, kind: 'cutAfterReading' })
      await enrols(emma.email)
      desk.loyalty.store.changeContact(emma.id, { oddities: { loyalty_custom_tag_timestamp: undefined } })
      await timePasses(desk, 3, 12)
      expect(await states()).toEqual(['needs-person'])
      expect(person().lastMessage('dm').text).toContain(
        say(
          'Pregunta al cliente si le ha llegado el correo de activación',
          'Ask the guest whether the activation mail came',
        ),
      )
    })
  })

  describe('the answer of the creation is lost', () => {
    test.each(['cutAfterWrite', 'hangAfterWrite', 'serverErrorAfterWrite', 'brokenBodyAfterWrite'] as const)(
      '%s: the contact is found again, never made a second time',
      async kind => {
        await open()
        desk.loyalty.faults.add({ route: create, kind })
        await enrols(newEmail)
        await timePasses(desk, 1, 6)
        expect(await states()).toEqual(['done'])
        expect(asked(create)).toBe(1)
        expectEnrolledOnce()
      },
    )

    test('it never arrived: looked for during a minute, then made once', async () => {
      await open()
      desk.loyalty.faults.add({ route: create, kind: 'cutAfterReading' })
      await enrols(newEmail)
      await timePasses(desk, 0.75, 9)
      expect([asked(create), asked(find) > 3]).toEqual([1, true])
      await timePasses(desk, 1, 6)
      expect(await states()).toEqual(['done'])
      expect(asked(create)).toBe(2)
      expectEnrolledOnce()
    })

    test('the programme asks to wait instead of creating: asked again within seconds, since nothing was made', async () => {
      await open()
      desk.loyalty.faults.add({ route: create, kind: 'rateLimited' })
      await enrols(newEmail)
      await timePasses(desk, 0.1, 3)
      expect(await states()).toEqual(['done'])
      expect(asked(create)).toBe(2)
      expectEnrolledOnce()
    })

    test('it arrives half a minute late: found, and not made again', async () => {
      await open()
      desk.loyalty.faults.add({ route: create, kind: 'lateRow', delayMs: 30_000 })
      await enrols(newEmail)
      await timePasses(desk, 2, 12)
      expect(await states()).toEqual(['done'])
      expect(asked(create)).toBe(1)
      expectEnrolledOnce()
    })

    test('the desk is stopped meanwhile: the next one finds the contact and goes on', async () => {
      await open()
      desk.loyalty.faults.add({ route: create, kind: 'cutAfterWrite' })
      await shows(newEmail)
      await person().submits(fields)
      await desk.restart()
      await timePasses(desk, 1, 6)
      expect(await states()).toEqual(['done'])
      expectEnrolledOnce()
    })
  })

  test('the desk ends between storing the action and noting it: the next run finds it, and tells nothing wrong', async () => {
    await open()
    await shows(newEmail)
    desk.loyalty.faults.add({ route: find, kind: 'serverError', times: 3 })
    await person().submits(fields)
    await desk.jobs.idle()
    const { database } = desk.app
    const row = await database.db
      .selectFrom('forms')
      .selectAll()
      .where('id', 'like', 'enrol:%')
      .executeTakeFirstOrThrow()
    await timePasses(desk, 1, 2)
    expect(await states()).toEqual(['done'])
    const before = [calls(desk).length, person().messages('dm').length]
    await database.transaction(async tx => {
      await tx.updateTable('forms').set({ data: row.data }).where('id', '=', row.id).execute()
      const { id, user_id: userId, hotel_id: hotelId } = row
      await enqueue(tx, { name: 'enrol.prepare', key: id, data: { id, userId, hotelId } })
    })
    await desk.jobs.idle()
    expect([calls(desk).length, person().messages('dm').length]).toEqual(before)
    expect(await typedLeft()).toBe(false)
  })

  test('the completion’s answer is lost: read again, and not written again', async () => {
    await open()
    desk.loyalty.store.changeContact(emma.id, { surname: '' })
    desk.loyalty.faults.add({ route: 'PATCH contacts/{id}/', kind: 'cutAfterWrite' })
    await shows(emma.email)
    await person().submits({ surname: 'Johnson', ...agreed })
    await desk.jobs.idle()
    await timePasses(desk, 1, 6)
    expect(await states()).toEqual(['done'])
    expect(asked('PATCH contacts/{id}/')).toBe(1)
    expect(desk.loyalty.store.contact(emma.id)).toMatchObject({ surname: 'Johnson', isMember: true })
  })

  test('the programme refuses the details: its own words, and the form again with all that was typed but the consent', async () => {
    await open()
    // The e-mail of a contact that was deleted: nobody is found, and nobody can be made.
    await enrols('usuario.borrado@example.com')
    const told = person().lastMessage('dm').text
    expect(told).toContain(
      say(
        '❌ Lola N. · u•••@example.com: el programa de puntos ha rechazado estos datos',
        '❌ Lola N. · u•••@example.com: the loyalty programme refused these details',
      ),
    )
    expect(told).toContain('contact with this email already exists.')
    expect(told).not.toContain('usuario.borrado')
    expect(await actionsOf(desk)).toEqual([])
    await person().clicks(again, { in: 'dm' })
    const form = await person().waitsForModal('🆕')
    const values = Object.values(form.fields).map(({ blockId, value }) => [blockId, value])
    expect(values).toEqual([
      ['guest', 'usuario.borrado@example.com'],
      ['name', 'Lola'],
      ['surname', 'Nueva Gil'],
      ['language', expect.anything()],
      ['consent', []],
      ['welcome', []],
    ])
    await person().submits({ guest: newEmail, ...agreed })
    await person().waitsForModal('🆕')
    expect((await person().submits(agreed)).result).toBe('closed')
    await desk.jobs.idle()
    expectEnrolledOnce()
  })

  test('what was refused is its author’s to correct, for a day', async () => {
    await open()
    await enrols('usuario.borrado@example.com')
    const { blocks } = person().lastMessage('dm')
    const [value] = JSON.stringify(blocks).match(/enrol:[\w-]+/) ?? []
    const other = desk.slack.person(name === 'ana' ? 'ben' : 'ana')
    await other.clickRaw({ action_id: 'enrol-guest.again', channel: 'desk', ts: '1.1', value: value ?? '' })
    await other.waitsToSee(/ya no se guarda|no longer kept/)
    expect(other.modal()).toBeUndefined()
    await timePasses(desk, 26 * 60, 3)
    await person().clicks(again, { in: 'dm' })
    await person().waitsToSee(say('Lo que escribiste ya no se guarda', 'What you typed is no longer kept'))
    expect(await typedLeft()).toBe(false)
  })

  test('half done: the contact is made, the sign-in refused; /enrol again finishes it with the same contact', async () => {
    await open()
    desk.loyalty.faults.add({ route: signIn, kind: 'rejected', body: { password: ['Not now.'] } })
    await enrols(newEmail)
    expect(await states()).toEqual(['failed'])
    expect(person().lastMessage('dm').text).toContain(
      say('No se ha dado de alta a Lola N.', 'Lola N. · l•••@example.com'),
    )
    await shows(newEmail)
    expect(person().modal()?.text).toContain('Lola Nueva Gil')
    expect((await person().submits(agreed)).result).toBe('closed')
    await desk.jobs.idle()
    expect(await states()).toEqual(['failed', 'done'])
    expect(asked(create)).toBe(1)
    expectEnrolledOnce()
  })

  test('the programme is away: its author is told once, and it is done when it answers again', async () => {
    await open()
    await shows(newEmail)
    desk.loyalty.faults.add({ route: find, kind: 'serverError', times: always })
    await person().submits(fields)
    await desk.jobs.idle()
    await timePasses(desk, 3, 6)
    expect(
      person()
        .messages('dm')
        .map(({ text }) => text),
    ).toEqual([
      expect.stringContaining(
        say(
          'el programa de puntos no responde, así que el alta aún no está hecha',
          'the loyalty programme does not answer, so the guest is not enrolled yet',
        ),
      ),
    ])
    desk.loyalty.faults.clear()
    await timePasses(desk, 1, 2)
    expect(await states()).toEqual(['done'])
    expectEnrolledOnce()
  })

  test('the programme stays away for ten minutes: given up, nothing is sent later, and the form can be opened again', async () => {
    await open()
    await shows(newEmail)
    desk.loyalty.faults.add({ route: find, kind: 'serverError', times: always })
    await person().submits(fields)
    await desk.jobs.idle()
    await timePasses(desk, 11, 22)
    expect(person().lastMessage('dm').text).toContain(
      say(
        'no ha respondido en diez minutos, así que el alta no está hecha',
        'did not answer for ten minutes, so the guest is not enrolled',
      ),
    )
    desk.loyalty.faults.clear()
    await timePasses(desk, 60, 4)
    expect(lolas()).toEqual([])
    expect(await actionsOf(desk)).toEqual([])
    await person().clicks(again, { in: 'dm' })
    await person().waitsForModal('🆕')
    expect((await person().submits(agreed)).result).toBe('closed')
    await desk.jobs.idle()
    expectEnrolledOnce()
  })

  test('what was typed is erased while it waits: its author hears it', async () => {
    await open()
    await shows(newEmail)
    desk.loyalty.faults.add({ route: find, kind: 'serverError', times: always })
    await person().submits(fields)
    await desk.jobs.idle()
    await desk.app.database.db.deleteFrom('forms').execute()
    desk.loyalty.faults.clear()
    await timePasses(desk, 1, 2)
    expect(person().lastMessage('dm').text).toContain(
      say(
        'se ha borrado del puesto antes de poder enviarse',
        'was erased from the desk before it could be sent',
      ),
    )
    expect(lolas()).toEqual([])
  })

  test('a look that comes back after the form was sent says nothing, and brings nothing that was typed back', async () => {
    await open()
    const slow = answersSlowly(desk, find, 900)
    await person().types(`/enrol ${newEmail}`)
    await slow
    await person().submits()
    await person().waitsForModal('🆕')
    expect(await person().submits(fields)).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
    desk.clock.advance(900)
    await desk.slack.waitFor(
      () => desk.slack.calls.some(({ error }) => error === 'not_found'),
      'the late look to find the form closed',
    )
    // Stopping waits for what is still under way.
    await desk.restart()
    expect(person().sees('dm')).not.toContain(say('No se ha enviado nada', 'Nothing was sent'))
    expect(await typedLeft()).toBe(false)
    expectEnrolledOnce()
  })

  test('the programme is away while another e-mail is looked up: what was typed comes back with the guest', async () => {
    await open()
    await shows('lola.nueva@example.org')
    await desk.loyalty.refuseConnections()
    await person().submits({ ...fields, guest: newEmail })
    const away = await person().waitsForModal(say('Lo que escribiste sigue aquí', 'What you typed is kept'))
    expect(Object.keys(away.fields)).not.toContain(say('Nombre', 'First name'))
    await desk.loyalty.acceptConnections()
    // Impatient: the second press finds the fields away as well.
    const slow = answersSlowly(desk, find, 900)
    await person().submits()
    await slow
    await person().submits()
    const form = await person().waitsForModal('🆕')
    desk.clock.advance(900)
    const shown = [say('Nombre', 'First name'), say('Apellidos', 'Surname')].map(
      label => form.fields[label]?.value,
    )
    expect(shown).toEqual(['Lola', 'Nueva Gil'])
    expect(await person().submits({ consent: true })).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
    expect(lolas()).toMatchObject([{ name: 'Lola', surname: 'Nueva Gil', isMember: true }])
  })

  test('the guest joins by themselves while the form is open: their password is left alone', async () => {
    await open()
    await shows(emma.email)
    desk.loyalty.store.changeContact(emma.id, { isMember: true, memberSince: '2026-11-23T14:32:00' })
    await person().submits(agreed)
    await desk.jobs.idle()
    expect(await states()).toEqual(['failed'])
    expect(person().lastMessage('dm').text).toContain(
      say('El cliente ya se ha hecho socio entretanto', 'The guest has become a member meanwhile'),
    )
    expect(asked(signIn)).toBe(0)
  })

  test('a new guest who joins meanwhile: said since when, nothing is sent', async () => {
    await open()
    await shows(newEmail)
    desk.loyalty.store.addContact({ email: newEmail, isMember: true, memberSince: '2026-11-23T14:31:00' })
    await person().submits(fields)
    await desk.jobs.idle()
    expect(person().lastMessage('dm').text).toContain(
      say(
        'ya es socio desde el 23 nov 2026. No se ha enviado nada.',
        'already a member since 23 Nov 2026. Nothing was sent.',
      ),
    )
    expect([asked(create), asked(signIn)]).toEqual([0, 0])
  })

  test('two colleagues enrol the same new guest at once: one contact, one sign-in, and the second one is told', async () => {
    await open()
    await Promise.all(['ana', 'ben'].map(who => shows(newEmail, who)))
    await Promise.all(['ana', 'ben'].map(who => desk.slack.person(who).submits(fields)))
    await desk.jobs.idle()
    await timePasses(desk, 1, 4)
    expect(await states()).toEqual(['done'])
    expectEnrolledOnce()
    const [action] = await actionsOf(desk)
    const second = action?.requested_by === 'U0ANA' ? 'ben' : 'ana'
    expect(desk.slack.person(second).lastMessage('dm').text).toMatch(
      second === 'ana'
        ? /alta de este cliente ya se pidió|ya es socio/
        : /already asked for|already a member/,
    )
  })

  test('two colleagues enrol the same known guest at once: one sign-in, and the second one reads it in the form', async () => {
    await open()
    await Promise.all(['ana', 'ben'].map(who => shows(emma.email, who)))
    const results = await Promise.all(
      ['ana', 'ben'].map(who => desk.slack.person(who).submits({ [`consent~${emma.id}`]: true })),
    )
    await desk.jobs.idle()
    expect(results.map(({ result }) => result).toSorted()).toEqual(['closed', 'errors'])
    const [error = ''] = results.flatMap(({ errors }) => Object.values(errors))
    expect(error).toMatch(
      /(ya se pidió el 23 nov 2026 a las 14:32|already asked for on 23 Nov 2026 at 14:32) \(LD-/,
    )
    expect(asked(signIn)).toBe(1)
  })
})
