// The same press twice, the same points twice: one effect, and the second one is told what had already happened.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { actionsOf, agents, closeDesk, john, ledger, maria, openDesk } from '../support/counter.ts'
import { pressOf } from '../support/second-press.ts'

/** So long at least a question stands before a press counts as its answer. */
const readingMs = 1000

describe.each(agents)('$name presses again and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const open = async (options = {}) => {
    desk = await openDesk(language, options)
    return desk.slack.person(name)
  }
  const points = say('Puntos', 'Points')
  const grant = async (typed: string) => {
    const person = desk.slack.person(name)
    await person.types(`/grant ${typed}`)
    await person.waitsForModal(/👤/)
    const submission = await person.submits()
    await desk.jobs.idle()
    return submission
  }

  test('a press that Slack delivers twice at the same moment grants once', async () => {
    const person = await open()
    await person.types(`/grant ${maria.email} 300`)
    await person.waitsForModal(maria.name)
    const answers = await Promise.all([person.submits(), person.submits()])
    expect(answers.map(({ result }) => result).sort()).toEqual(['closed', 'updated'])
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)).toHaveLength(1)
    expect(await actionsOf(desk)).toHaveLength(1)
  })

  test.each([
    ['with the same values', {}],
    ['with other points in it', { points: '30' }],
  ])('a press that arrives again later %s is told what was sent', async (_, changes) => {
    const person = await open({ transport: 'http' })
    await person.types(`/grant ${maria.email} 300`)
    await person.waitsForModal(maria.name)
    const press = pressOf(desk, name, changes)
    await person.submits()
    await desk.jobs.idle()
    desk.clock.advance(65_000)
    const [action] = await actionsOf(desk)
    const answer = JSON.stringify(await press())
    expect(answer).toContain(
      say(
        `Esto ya se envió a las 14:32 como ${action?.reference}: 300 puntos abonados a María G. · m•••@example.com · #11656629. No se ha enviado nada dos veces.`,
        `This was already sent at 14:32 as ${action?.reference}: 300 points granted to María G. · m•••@example.com · #11656629. Nothing was sent twice.`,
      ),
    )
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)).toHaveLength(1)
  })

  test('the same points for the same guest within 15 minutes are asked about, and then go through', async () => {
    const person = await open()
    await grant(`${maria.email} 300`)
    const [first] = await actionsOf(desk)
    desk.clock.advance(14 * 60_000)
    await person.types(`/grant #${maria.id} 300 other words`)
    await person.waitsForModal(maria.name)
    expect(await person.submits()).toEqual({ result: 'updated', errors: {} })
    expect(person.modal()?.text).toContain(
      say(
        `⚠️ Ya se pidió lo mismo para este cliente a las 14:32 por @${name} (${first?.reference}, ✅ hecho). Pulsa otra vez solo si de verdad debe hacerse dos veces.`,
        `⚠️ The same was asked for this guest at 14:32 by @${name} (${first?.reference}, ✅ done). Press again only if it really should happen twice.`,
      ),
    )
    expect(person.modal()?.fields[points]?.value).toBe('300')
    expect(ledger(desk, maria.id)).toHaveLength(1)
    desk.clock.advance(readingMs)
    expect(await person.submits()).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)).toHaveLength(2)
  })

  test('the question stands above the fields, where it is seen', async () => {
    const person = await open()
    await grant(`${maria.email} 300`)
    await person.types(`/grant #${maria.id} 300`)
    await person.waitsForModal(maria.name)
    await person.submits()
    const text = person.modal()?.text ?? ''
    expect(text.indexOf('⚠️')).toBeLessThan(text.indexOf(`${points}:`))
  })

  test('the question is asked for a colleague’s grant too, and a double press is no answer to it', async () => {
    const person = await open({ transport: 'http' })
    const other = desk.slack.person(name === 'ana' ? 'ben' : 'ana')
    await other.types(`/grant ${maria.email} 300`)
    await other.waitsForModal(maria.name)
    await other.submits()
    await desk.jobs.idle()
    await person.types(`/grant ${maria.email} 300`)
    await person.waitsForModal(maria.name)
    const press = pressOf(desk, name)
    expect(await person.submits()).toMatchObject({ result: 'updated' })
    expect(JSON.stringify(await press())).toContain(
      say('Ya se pidió lo mismo para este cliente', 'The same was asked for this guest'),
    )
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)).toHaveLength(1)
    desk.clock.advance(readingMs)
    expect(await person.submits()).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)).toHaveLength(2)
  })

  test('the second click of a double click is no answer to a question that nobody can have read', async () => {
    const person = await open()
    await grant(`${maria.email} 300`)
    await person.types(`/grant ${maria.email} 300`)
    await person.waitsForModal(maria.name)
    expect(await person.submits()).toMatchObject({ result: 'updated' })
    expect(await person.submits()).toMatchObject({ result: 'updated' })
    expect(person.modal()?.text).toContain(
      say('Ya se pidió lo mismo para este cliente', 'The same was asked for this guest'),
    )
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)).toHaveLength(1)
    desk.clock.advance(readingMs)
    expect(await person.submits()).toEqual({ result: 'closed', errors: {} })
  })

  test.each([
    ['after 15 minutes', 15 * 60_000 + 1, `${maria.email} 300`],
    ['for other points', 0, `${maria.email} 301`],
    ['for another guest', 0, `${john.email} 300`],
  ])('nothing is asked %s', async (_, waitMs, typed) => {
    await open()
    await grant(`${maria.email} 300`)
    desk.clock.advance(waitMs)
    expect(await grant(typed)).toEqual({ result: 'closed', errors: {} })
  })

  test('nothing is asked after a grant that the programme refused', async () => {
    await open()
    desk.loyalty.faults.add({ route: 'POST operations/add-points/', kind: 'rejected' })
    await grant(`${maria.email} 300`)
    expect(await grant(`${maria.email} 300`)).toEqual({ result: 'closed', errors: {} })
    expect(ledger(desk, maria.id)).toHaveLength(1)
  })
})
