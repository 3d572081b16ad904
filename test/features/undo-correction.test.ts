// Later than the author's minutes: a correction with a reason, by a manager's leave, or not at all.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { actionsOf, agents, closeDesk, ledger, maria, openDesk } from '../support/counter.ts'
import { forges, timePasses } from '../support/requests.ts'

describe.each(agents)('$name corrects and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const me = () => desk.slack.person(name)
  const carla = () => desk.slack.person('carla')
  const rows = () => ledger(desk, maria.id).map(({ points }) => points)
  const correctLabel = say('Corregir', 'Correct')
  const askedManager = say('un responsable decide si se anula', 'a manager decides about undoing')
  const reasonLabel = say('¿Por qué? (lo leen los compañeros)', 'Why? (colleagues read it)')
  const grantedLongAgo = async (options = {}) => {
    desk = await openDesk(language, options)
    await me().types(`/grant ${maria.email} 300`)
    await me().waitsForModal('👤')
    await me().submits()
    await desk.jobs.idle()
    await timePasses(desk, 30)
  }
  const corrects = async (reason: string) => {
    await me().clicks(correctLabel, { in: 'dm' })
    await me().waitsForModal(reasonLabel)
    return me().submits({ [reasonLabel]: reason })
  }
  const first = async () => {
    const [action] = await actionsOf(desk)
    if (!action) throw new Error('nothing was made')
    return { id: action.id, reference: action.reference, ts: '' }
  }

  test('a manager reads the reason and the number, approves, and the points go', async () => {
    await grantedLongAgo()
    expect(await corrects('wrong guest, ask ana@example.com')).toMatchObject({ errors: {} })
    await me().waitsForModal(askedManager)
    await desk.jobs.idle()
    const card = carla().lastMessage('approvals').text
    expect(card).toContain(
      say('Motivo\nwrong guest, ask a•••@example.com', 'Reason\nwrong guest, ask a•••@example.com'),
    )
    expect(card).toContain(say('330 puntos', '330 points'))
    expect(card).toContain(say('1.570 → 1.240', '1,570 → 1,240'))
    await carla().clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await desk.jobs.idle()
    expect(rows()).toEqual([300, -330])
    expect(me().sees('dm')).toContain(say('Anulado como LD-', 'Undone as LD-'))
    expect(ledger(desk, maria.id)[1]?.concept).not.toContain('wrong')
  })

  test('declined, nothing goes, and it can be asked for again', async () => {
    await grantedLongAgo()
    await corrects('wrong guest')
    await me().waitsForModal(askedManager)
    await desk.jobs.idle()
    const waiting = me()
      .messages('dm')
      .flatMap(({ buttons }) => buttons)
    expect(waiting).not.toContain(correctLabel)
    await carla().clicks(say('Rechazar', 'Decline'), { in: 'approvals' })
    await carla().waitsForModal('')
    await carla().submits({ '¿Por qué? (lo lee quien lo pidió)': 'no' })
    await desk.jobs.idle()
    expect(rows()).toEqual([300])
    await corrects('really the wrong guest')
    await me().waitsForModal(askedManager)
    await desk.jobs.idle()
    await carla().clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await desk.jobs.idle()
    expect(rows()).toEqual([300, -330])
  })

  test('without a reason the form says so beside the field', async () => {
    await grantedLongAgo()
    expect(await corrects('  ')).toEqual({
      result: 'errors',
      errors: { [reasonLabel]: say('Escribe unas palabras.', 'Write a few words.') },
    })
  })

  test('what was typed stays when the programme does not answer', async () => {
    await grantedLongAgo()
    desk.loyalty.faults.add({ route: 'GET contacts/{id}/', kind: 'cutAtAccept', times: 3 })
    await corrects('wrong guest')
    const form = await me().waitsForModal(say('no responde', 'does not answer'))
    expect(form.fields[reasonLabel]?.value).toBe('wrong guest')
    await me().submits()
    await me().waitsForModal(askedManager)
    await desk.jobs.idle()
    expect(carla().sees('approvals')).toContain('wrong guest')
  })

  test('a manager corrects a colleague’s grant without asking anyone', async () => {
    await grantedLongAgo()
    await forges(carla(), 'undo.correct', await first())
    await carla().waitsForModal('¿Por qué?')
    await carla().submits({ '¿Por qué? (lo leen los compañeros)': 'cliente equivocado' })
    await carla().waitsForModal('anulando')
    await desk.jobs.idle()
    expect(rows()).toEqual([300, -330])
  })

  test('where the settings leave no time at all, the sentence speaks of none', async () => {
    await grantedLongAgo({
      settings: (text: string) =>
        text.replace(/^policy:$/m, 'policy:\n  undo: { authorMinutes: 0, after: never }'),
    })
    await forges(me(), 'undo.own', await first())
    await me().waitsToSee(
      say('en este hotel no se anula lo que ya está hecho.', 'this hotel undoes nothing that is done.'),
      'desk',
    )
    expect(rows()).toEqual([300])
  })

  test('where the settings say never, nobody can', async () => {
    await grantedLongAgo({
      settings: (text: string) => text.replace(/^policy:$/m, 'policy:\n  undo: { after: never }'),
    })
    expect(
      me()
        .messages('dm')
        .flatMap(({ buttons }) => buttons),
    ).toEqual([])
    for (const button of ['undo.own', 'undo.correct']) {
      await forges(me(), button, await first())
      await me().waitsToSee(
        say('solo podía anularla quien la hizo durante 10 minutos', 'could be undone for 10 minutes'),
        'desk',
      )
    }
    expect(rows()).toEqual([300])
  })
})
