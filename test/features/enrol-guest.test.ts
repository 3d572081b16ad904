// /enrol: a guest whom the programme knows, a new one, and what the form says before anything is sent.
import { readFile, writeFile } from 'node:fs/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { auditOf } from '../../src/store/audit.ts'
import type { TestApp, TestAppOptions } from '../support/app.ts'
import {
  actionsOf,
  agents,
  answered,
  calls,
  closeDesk,
  maria,
  openDesk,
  twoHotels,
} from '../support/counter.ts'
import { pressOf } from '../support/second-press.ts'

const emma = { id: 11656610, email: 'emma.johnson@example.org' }
const fernando = { id: 11656623, email: 'fernando.iglesias@example.org' }
const signIn = 'POST contacts/{id}/loyalty-sign-in/'
const create = 'POST contacts/'
const ownWording = (version: string) => (text: string) =>
  `${text}consent: { version: "${version}", en: I join the Miramar Club and its rules., es: Me uno al Club Miramar y sus normas. }\n`
const newEmail = 'lola.nueva@example.com'

describe.each(agents)('$name enrols guests and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const agreed = { [say('Consentimiento', 'Consent')]: true }
  const lola = {
    [say('Nombre', 'First name')]: 'Lola',
    [say('Apellidos', 'Surname')]: 'Nueva Gil',
    [say('Idioma del cliente', 'The guest’s language')]: 'es',
    ...agreed,
  }
  const open = async (
    typed: string,
    shows: string | RegExp,
    { channel = 'desk', ...options }: TestAppOptions & { channel?: string } = {},
  ) => {
    desk = await openDesk(language, options)
    const person = desk.slack.person(name)
    await person.types(`/enrol ${typed}`, channel)
    return { person, form: await person.waitsForModal(shows) }
  }
  const isNew = say('Nadie tiene aún este correo', 'Nobody has this e-mail yet')
  const newPassword = () => desk.loyalty.store.passwordOf(emma.id) ?? ''

  test('a guest whom the programme knows: one look, one fresh look, one sign-in, and an activation mail', async () => {
    const { person, form } = await open(emma.email, 'Emma Johnson')
    expect(Object.keys(form.fields)).toEqual([
      say('Cliente', 'Guest'),
      say('Consentimiento', 'Consent'),
      say('Correo de bienvenida', 'Welcome mail'),
    ])
    expect(form.text).toContain(say('No está dado de alta en el programa', 'Not registered in the programme'))
    expect(await person.submits(agreed)).toEqual({ result: 'closed', errors: {} })
    const card = await person.waitsToSee(
      say(
        '✅ Emma J. · e•••@example.org · #11656610 ya es socio: el correo de activación está en camino',
        '✅ Emma J. · e•••@example.org · #11656610 is a member now: the activation mail is on its way',
      ),
      'desk',
    )
    expect(card).toContain(say('Correos al cliente\n  activación', 'Mails to the guest\n  activation'))
    await person.waitsToSee(say('ya es socio', 'is a member now'), 'dm')
    await desk.jobs.idle()
    expect(calls(desk)).toEqual(['GET contacts/', 'GET contacts/{id}/', signIn])
    expect(desk.loyalty.mails.map(({ kind, to }) => [kind, to])).toEqual([['activation', emma.email]])
    expect(desk.loyalty.store.contact(emma.id)?.isMember).toBe(true)
  })

  test('nobody ever sees the password: not the log, not the store, not Slack, and never the same one twice', async () => {
    const { person } = await open(emma.email, 'Emma Johnson')
    await person.submits(agreed)
    await desk.jobs.idle()
    await person.types(`/enrol ${fernando.email}`)
    await person.waitsForModal('Fernando')
    await person.submits(agreed)
    await desk.jobs.idle()
    const passwords = [newPassword(), desk.loyalty.store.passwordOf(fernando.id) ?? '']
    expect(new Set(passwords).size).toBe(2)
    const { db } = desk.app.database
    const tables = ['actions', 'forms', 'jobs', 'audit', 'audit_texts', 'cards'] as const
    const rows = await Promise.all(tables.map(table => db.selectFrom(table).selectAll().execute()))
    const everything = [
      JSON.stringify(rows),
      desk.log.join(''),
      JSON.stringify(desk.slack.store.messagesIn('desk')),
    ]
    for (const password of passwords) {
      expect(password.length).toBeGreaterThanOrEqual(40)
      for (const sign of [/[a-z]/, /[A-Z]/, /\d/, /[^\w]/]) expect(password).toMatch(sign)
      for (const place of everything) expect(place).not.toContain(password)
    }
  })

  test('the welcome mail goes out where it was ticked', async () => {
    const { person } = await open(emma.email, 'Emma Johnson')
    await person.submits({ ...agreed, [say('Correo de bienvenida', 'Welcome mail')]: true })
    await desk.jobs.idle()
    expect(desk.loyalty.mails.map(({ kind }) => kind)).toEqual(['activation', 'welcome'])
    expect(person.lastMessage('dm').text).toContain(say('activación y bienvenida', 'activation and welcome'))
  })

  test('the consent is shown in the guest’s language and kept in the audit trail with its version', async () => {
    const { person, form } = await open(emma.email, 'Emma Johnson')
    const wording = 'I would like to join the loyalty programme of Hotel Miramar.'
    expect(form.text).toContain(wording)
    expect(form.text).not.toContain('Deseo unirme')
    await person.submits(agreed)
    await desk.jobs.idle()
    const [action] = await actionsOf(desk)
    const [requested] = await auditOf(desk.app.database.db, action?.id ?? '')
    expect(requested).toMatchObject({
      event: 'action.requested',
      actor: desk.slack.store.user(name).id,
      detail: { contact: emma.id, consent: '2026-11', consentLanguage: 'en' },
    })
    expect(requested?.text).toContain(wording)
  })

  test('a hotel’s own wording is shown, and named in the audit trail with its version', async () => {
    const { person, form } = await open(emma.email, 'Emma Johnson', { settings: ownWording('7') })
    expect(form.text).toContain('I join the Miramar Club and its rules.')
    expect(form.text).not.toContain('I would like to join')
    await person.submits(agreed)
    await desk.jobs.idle()
    const [action] = await actionsOf(desk)
    const [requested] = await auditOf(desk.app.database.db, action?.id ?? '')
    expect(requested?.detail).toMatchObject({ consent: '7', consentLanguage: 'en' })
    expect(requested?.text).toBe('I join the Miramar Club and its rules.')
  })

  test('the wording changes while the form is open: what was ticked is not what counts now', async () => {
    const { person } = await open(emma.email, 'Emma Johnson', { settings: ownWording('7') })
    await desk.restart(async () => {
      const file = desk.env.DESK_SETTINGS ?? ''
      await writeFile(file, (await readFile(file, 'utf8')).replace('version: "7"', 'version: "8"'))
    })
    const { errors } = await person.submits(agreed)
    expect(errors[say('Consentimiento', 'Consent')]).toContain(
      say('El texto ha cambiado desde que se abrió', 'The wording has changed since this form was opened'),
    )
    expect(await actionsOf(desk)).toEqual([])
  })

  test('without the tick nothing is sent, and the sentence stands beside the field', async () => {
    const { person } = await open(emma.email, 'Emma Johnson', { transport: 'http' })
    const { result, errors } = await person.submits()
    expect([result, Object.keys(errors)]).toEqual(['errors', [say('Consentimiento', 'Consent')]])
    // Slack's own client stops there; a press that comes through all the same is stopped by the desk.
    expect(await pressOf(desk, name)()).toEqual({
      response_action: 'errors',
      errors: {
        [`consent~${emma.id}`]: say(
          'Sin el consentimiento del cliente no se envía nada. Enséñale el texto y marca la casilla cuando acepte.',
          'Without the guest’s consent nothing is sent. Show the text, and tick when the guest agrees.',
        ),
      },
    })
    await desk.jobs.idle()
    expect(await actionsOf(desk)).toEqual([])
    expect(calls(desk)).toEqual(['GET contacts/'])
  })

  test('a member: the form says since when and has nothing to send', async () => {
    const { person, form } = await open(maria.email, 'María García')
    expect(form.text).toContain(
      say(
        '✅ Ya es socio desde el 19 oct 2025: no hay nada que enviar.',
        '✅ Already a member since 19 Oct 2025: there is nothing to send.',
      ),
    )
    expect(form.submit).toBe(say('Buscar otro cliente', 'Look up another'))
    expect(form.text).not.toContain(say('¿Es el cliente correcto?', 'Is this the right guest?'))
    const { errors } = await person.submits()
    expect(errors[say('Cliente', 'Guest')]).toContain(say('Ya es socio desde', 'Already a member since'))
    await person.submits({ [say('Cliente', 'Guest')]: emma.email })
    await person.waitsForModal('Emma Johnson')
    expect(await actionsOf(desk)).toEqual([])
    expect(desk.loyalty.store.passwordOverwrites()).toEqual([])
  })

  test('where the programme does not say whether the guest is a member, nothing is sent', async () => {
    desk = await openDesk(language)
    desk.loyalty.store.changeContact(emma.id, { oddities: { loyalty_custom_tag_timestamp: undefined } })
    const person = desk.slack.person(name)
    await person.types(`/enrol ${emma.email}`)
    await person.waitsForModal('Emma Johnson')
    const { errors } = await person.submits(agreed)
    expect(errors[say('Cliente', 'Guest')]).toContain(
      say(
        'El programa no indica si este cliente es socio',
        'The programme does not say whether this guest is a member',
      ),
    )
    expect(await actionsOf(desk)).toEqual([])
  })

  test('an address whose mails came back: the form says so before anything is sent', async () => {
    desk = await openDesk(language)
    desk.loyalty.store.changeContact(emma.id, { emailStatus: 4 })
    const person = desk.slack.person(name)
    await person.types(`/enrol ${emma.email}`)
    const form = await person.waitsForModal('Emma Johnson')
    expect(form.text).toContain(
      say('puede que el correo de activación no llegue nunca', 'the activation mail may never arrive'),
    )
    expect((await person.submits(agreed)).result).toBe('closed')
  })

  test('a new guest: created once, then enrolled; two looks, one creation, one fresh look, one sign-in', async () => {
    const { person, form } = await open(`${newEmail} Lola Nueva Gil`, isNew)
    expect(form.fields[say('Nombre', 'First name')]?.value).toBe('Lola')
    expect(form.fields[say('Apellidos', 'Surname')]?.value).toBe('Nueva Gil')
    // The language is still being asked: both wordings are there to show.
    expect(form.text).toContain('Deseo unirme')
    expect(form.text).toContain('I would like to join')
    expect(await person.submits(lola)).toEqual({ result: 'closed', errors: {} })
    await person.waitsToSee(say('Lola N. · l•••@example.com', 'Lola N. · l•••@example.com'), 'desk')
    await desk.jobs.idle()
    expect(calls(desk)).toEqual(['GET contacts/', 'GET contacts/', create, 'GET contacts/{id}/', signIn])
    const contact = desk.loyalty.store.contactByEmail(newEmail)
    expect(contact).toMatchObject({
      name: 'Lola',
      surname: 'Nueva Gil',
      language: 'es',
      source: 21,
      isMember: true,
    })
    expect(desk.loyalty.mails.map(({ kind, to }) => [kind, to])).toEqual([['activation', newEmail]])
    expect(person.lastMessage('dm').text).toContain(say('ya es socio', 'is a member now'))
  })

  test('what was typed of a new guest leaves the store; the trail names the contact and the consent, never the person', async () => {
    const { person } = await open(newEmail, isNew)
    await person.submits(lola)
    await desk.jobs.idle()
    const { db } = desk.app.database
    const tables = ['actions', 'forms', 'jobs', 'audit'] as const
    const rows = JSON.stringify(
      await Promise.all(tables.map(each => db.selectFrom(each).selectAll().execute())),
    )
    expect(rows).not.toContain(newEmail)
    expect(rows).not.toContain('Nueva Gil')
    const contact = desk.loyalty.store.contactByEmail(newEmail)
    const events = await db.selectFrom('audit').select(['event', 'subject', 'actor']).orderBy('seq').execute()
    const told = events.filter(({ event }) => /^(enrolment|guest|action\.requested)/.test(event))
    expect(told.map(({ event }) => event)).toEqual([
      'enrolment.asked',
      'guest.created',
      'action.requested',
      'enrolment.stored',
    ])
    expect(told[1]?.subject).toBe(`contact:${contact?.id}`)
    const [asked] = await auditOf(db, told[0]?.subject ?? '')
    expect(asked?.detail).toMatchObject({ consent: '2026-11', consentLanguage: 'es' })
    expect(asked?.text).toContain('Deseo unirme al programa de fidelización de Hotel Miramar.')
  })

  test('a known guest without a name: only what is missing is asked and written', async () => {
    desk = await openDesk(language)
    desk.loyalty.store.changeContact(emma.id, { name: '', language: null })
    const person = desk.slack.person(name)
    await person.types(`/enrol ${emma.email}`)
    const form = await person.waitsForModal('Johnson')
    expect(Object.keys(form.fields)).toEqual([
      say('Cliente', 'Guest'),
      say('Nombre', 'First name'),
      say('Idioma del cliente', 'The guest’s language'),
      say('Consentimiento', 'Consent'),
      say('Correo de bienvenida', 'Welcome mail'),
    ])
    await person.submits({
      [say('Nombre', 'First name')]: 'Emma',
      [say('Idioma del cliente', 'The guest’s language')]: 'fr',
      ...agreed,
    })
    await person.waitsToSee('Emma J.', 'desk')
    await desk.jobs.idle()
    expect(calls(desk)).toEqual([
      'GET contacts/',
      'GET contacts/{id}/',
      'PATCH contacts/{id}/',
      'GET contacts/{id}/',
      signIn,
    ])
    const [patch] = desk.loyalty.requests.filter(({ method }) => method === 'PATCH')
    expect(patch?.body).toEqual({ name: 'Emma', language: 'fr' })
  })

  test('the card of a guest who is no member has the button; a member’s has not', async () => {
    desk = await openDesk(language)
    const person = desk.slack.person(name)
    await person.types(`/points ${maria.email}`)
    await person.waitsToSee('García', 'desk')
    expect(person.lastMessage('desk').buttons).not.toContain(say('Dar de alta', 'Enrol'))
    await person.types(`/points ${emma.email}`)
    await person.waitsToSee('Emma', 'desk')
    expect(person.lastMessage('desk').buttons).not.toContain(say('Abonar puntos', 'Grant points'))
    await person.clicks(say('Dar de alta', 'Enrol'))
    expect((await person.waitsForModal('Emma Johnson')).submit).toBe(say('Dar de alta', 'Enrol'))
  })

  test.each(['lola@@example', 'lola.nueva@example', 'lola'])(
    '"%s" is no e-mail: said at once, nothing is asked',
    async typed => {
      const { person, form } = await open(
        typed,
        say('No sabemos qué cliente es', 'We could not tell the guest from'),
      )
      expect(form.fields[say('Cliente', 'Guest')]?.value).toBe(typed)
      const { result, errors } = await person.submits()
      expect([result, Object.keys(errors)]).toEqual(['errors', [say('Cliente', 'Guest')]])
      expect(calls(desk)).toEqual([])
    },
  )

  test('another e-mail typed into the form of a new guest is looked up before anything is sent', async () => {
    const { person } = await open(newEmail, isNew)
    await person.fills(lola)
    expect((await person.submits({ [say('Cliente', 'Guest')]: emma.email })).result).toBe('updated')
    await person.waitsForModal('Emma Johnson')
    await desk.jobs.idle()
    expect(desk.loyalty.requests.filter(({ route }) => route === create)).toEqual([])
    expect(await actionsOf(desk)).toEqual([])
  })

  test('another guest or another hotel: the consent of before is not taken for theirs', async () => {
    const { person } = await open(newEmail, isNew, { settings: twoHotels, channel: 'dm' })
    await person.fills(lola)
    await person.submits({ [say('Cliente', 'Guest')]: emma.email })
    const form = await person.waitsForModal('Emma Johnson')
    const consent = say('Consentimiento', 'Consent')
    expect(form.fields[consent]?.value).toEqual([])
    await person.submits({ ...agreed, Hotel: 'Hotel Playa' })
    const other = await person.waitsForModal('loyalty programme of Hotel Playa')
    expect(other.fields[consent]?.value).toEqual([])
    const { result, errors } = await person.submits()
    expect([result, Object.keys(errors)]).toEqual(['errors', [consent]])
    expect(await actionsOf(desk)).toEqual([])
    await person.submits(agreed)
    await desk.jobs.idle()
    expect(await actionsOf(desk)).toMatchObject([{ state: 'done', hotel_id: 102, contact_id: emma.id }])
  })

  test.each([
    [
      'a name of five thousand letters',
      'x'.repeat(5000),
      say('Escribe como mucho 100 caracteres.', 'Write at most 100 characters.'),
    ],
    [
      '<!channel> in the name',
      'Lola <!channel>',
      say('Un nombre no lleva «<» ni «>».', 'A name has no “<” or “>”.'),
    ],
    ['an empty name', '  ', say('Escribe el nombre.', 'Write the first name.')],
  ])('%s is told beside the field, and nothing is sent', async (_, typed, said) => {
    const { person } = await open(newEmail, isNew, { transport: 'http' })
    await person.fills(lola)
    const answer = await pressOf(desk, name, { name: typed })()
    expect(answer).toMatchObject({
      response_action: 'errors',
      errors: { name: expect.stringContaining(said) },
    })
    await desk.jobs.idle()
    expect(calls(desk)).toEqual(['GET contacts/'])
  })

  test('a form delivered twice creates and enrols once, and the second one is told', async () => {
    const { person } = await open(newEmail, isNew, { transport: 'http' })
    await person.fills(lola)
    const press = pressOf(desk, name)
    const answers = await Promise.all([press(), press()])
    await desk.jobs.idle()
    const texts = answers.map(answer => JSON.stringify(answer) ?? '')
    expect(
      texts.filter(text => text.includes(say('Esta alta ya se envió', 'This enrolment was already sent'))),
    ).toHaveLength(1)
    expect(JSON.stringify(await press())).toContain(
      say('Esto ya se envió a las 14:32', 'This was already sent at 14:32'),
    )
    await desk.jobs.idle()
    expect(desk.loyalty.requests.filter(({ method }) => method !== 'GET').map(({ route }) => route)).toEqual([
      'POST login/',
      create,
      signIn,
    ])
    expect(await actionsOf(desk)).toHaveLength(1)
    await person.closesModal()
  })

  test('a look that Slack delivers once more after the form was sent writes nothing of the guest into it', async () => {
    const { person } = await open('', say('Cliente', 'Guest'), { transport: 'http' })
    await person.fills({ [say('Cliente', 'Guest')]: newEmail })
    const look = pressOf(desk, name)
    await look()
    await person.waitsForModal(isNew)
    await person.submits(lola)
    await desk.jobs.idle()
    expect(await actionsOf(desk)).toMatchObject([{ state: 'done' }])
    await look()
    await answered(desk, 'GET contacts/', 3)
    const kept = await desk.app.database.db.selectFrom('forms').select('data').execute()
    expect(kept.length).toBeGreaterThan(0)
    expect(JSON.stringify(kept)).not.toContain(newEmail)
  })

  test('a press that has not seen yet that the e-mail is new does not send it, delivered twice or not', async () => {
    const { person } = await open(newEmail, isNew, { transport: 'http' })
    await person.fills(lola)
    const other = 'otra.nueva@example.com'
    const press = pressOf(desk, name, { guest: other })
    expect(await press()).toMatchObject({ response_action: 'update' })
    await answered(desk, 'GET contacts/', 2)
    await person.waitsForModal(isNew)
    expect(await press()).toMatchObject({ response_action: 'update' })
    await desk.jobs.idle()
    expect(desk.loyalty.store.contactByEmail(other)).toBeUndefined()
    expect(await actionsOf(desk)).toEqual([])
  })

  test('at a shared log-in the form asks who is at the desk, and the card names both', async () => {
    desk = await openDesk(language)
    const shared = desk.slack.person('desk')
    await shared.types(`/enrol ${newEmail}`)
    const form = await shared.waitsForModal(/Nadie tiene aún|Nobody has/)
    const [asked] = Object.entries(form.fields).filter(([, { type }]) => type === 'users_select')
    const byId = { name: 'Lola', surname: 'Nueva Gil', language: 'es', consent: true }
    await shared.submits({ ...byId, [asked?.[0] ?? '']: 'desk' })
    expect(await actionsOf(desk)).toEqual([])
    expect((await shared.submits({ [asked?.[0] ?? '']: name })).result).toBe('closed')
    await desk.jobs.idle()
    const [action] = await actionsOf(desk)
    expect(action).toMatchObject({ acting_user: desk.slack.store.user(name).id, state: 'done' })
    expect(desk.slack.person(name).lastMessage('desk').text).toMatch(
      say('en el puesto compartido', 'at the shared desk'),
    )
  })
})
