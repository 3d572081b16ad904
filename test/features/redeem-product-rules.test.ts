// What the redeem form says by the hotel's rule for the person who opened it.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { actionsOf, closeDesk, managers, maria, openDesk } from '../support/counter.ts'

const people = [
  ...managers.map(person => ({ ...person, role: 'manager' })),
  { name: 'ana', language: 'es', role: 'agent' },
  { name: 'ben', language: 'en', role: 'agent' },
] as const

describe.each(people)('$name, a $role, opens the form and reads $language', ({ name, language, role }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const open = async (rule: string) => {
    const settings = (text: string) => text.replace(/redeem: (approval|allowed)/g, `redeem: ${rule}`)
    desk = await openDesk(language, { settings })
    const person = desk.slack.person(name)
    await person.types(`/redeem ${maria.email} late`)
    return { person, form: await person.waitsForModal('María García') }
  }

  test('a manager has to approve: who, in whose words, and the request waits', async () => {
    const { person, form } = await open('approval')
    const [submit, hint, note] =
      role === 'manager'
        ? [
            say('Pedir a otro responsable', 'Ask another manager'),
            say(
              'Lo decide otro responsable: nadie aprueba su propia petición.',
              'Another manager decides on it: nobody approves their own request.',
            ),
            say('Nota para el otro responsable', 'Note for the other manager'),
          ]
        : [
            say('Pedirlo', 'Ask for it'),
            say('Lo decide un responsable.', 'A manager decides on it.'),
            say('Nota para el responsable', 'Note for the manager'),
          ]
    expect(form.submit).toBe(submit)
    expect(form.text).toContain(say(`Pulsa «${submit}» para enviar.`, `Press “${submit}” to send.`))
    expect(form.text).toContain(hint)
    expect(Object.keys(form.fields)).toContain(note)
    expect((await person.submits()).result).toBe('closed')
    expect(await actionsOf(desk)).toMatchObject([{ state: 'waiting' }])
    await desk.jobs.idle()
  })

  test('may redeem: it is done at once, and the note is for nobody else', async () => {
    const { person, form } = await open('allowed')
    expect(form.submit).toBe(say('Canjear', 'Redeem'))
    expect(form.text).not.toContain(say('Lo decide', 'decides on it'))
    expect(Object.keys(form.fields)).toContain(
      say('Nota interna (se queda en el puesto)', 'Internal note (stays at the desk)'),
    )
    expect((await person.submits()).result).toBe('closed')
    await desk.jobs.idle()
    expect(await actionsOf(desk)).toMatchObject([{ state: 'done' }])
  })

  test('may not redeem: said before anything is filled in, and refused when sent', async () => {
    const { person, form } = await open('refused')
    expect(form.text).toContain(
      role === 'manager'
        ? say(
            '⚠️ Los ajustes del puesto no dejan a los responsables',
            '⚠️ The desk settings do not let managers',
          )
        : say(
            '⚠️ No puedes canjear productos en este hotel. Pide a un responsable que lo haga.',
            '⚠️ You may not redeem products in this hotel. Ask a manager to do it.',
          ),
    )
    expect(form.submit).toBe(say('Canjear', 'Redeem'))
    expect((await person.submits()).result).toBe('errors')
    expect(await actionsOf(desk)).toEqual([])
  })
})
