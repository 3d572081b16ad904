// Who undoes, and how often: a shared log-in, two copies of the desk, an undo that did not arrive, the second of two.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { actionsOf, agents, closeDesk, ledger, maria, openDesk } from '../support/counter.ts'
import { onPostgres } from '../support/database.ts'
import { asks, forges, timePasses } from '../support/requests.ts'
import { withTwoDesks } from '../support/two-desks.ts'

const minuteMs = 60_000
const rowsOf = (desk: TestApp) => ledger(desk, maria.id).map(({ points }) => points)

describe.each(agents)('$name reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const me = () => desk.slack.person(name)

  test('an undo that did not arrive is sent again by a press, and the first card names the one that counts', async () => {
    desk = await openDesk(language, { env: { HDH_SETTLE_MS: '120000' } })
    const grant = await asks(desk, name, `/grant ${maria.email} 300`)
    desk.loyalty.faults.add({ route: 'POST operations/redeem-points/', kind: 'cutAfterReading' })
    await me().clicks(say('Anular', 'Undo'), { in: 'desk' })
    await me().waitsToSee(say('Aún no sabemos si se ha anulado', 'We don’t know yet whether'), 'dm')
    desk.clock.advance(3 * minuteMs)
    await me().waitsToSee(say('no está anulado para María', 'is not undone for María'), 'dm')
    // It may still be sent again: a second undo beside it would take the points twice.
    await forges(me(), 'undo.own', grant)
    await me().waitsToSee(say('ya se está anulando como', 'is already being undone as'), 'desk')
    await me().clicks(say('Enviar de nuevo', 'Send again'), { in: 'dm' })
    await me().waitsToSee(say('Anulado como', 'Undone as'), 'desk')
    await desk.jobs.idle()
    expect(rowsOf(desk)).toEqual([300, -330])
    const [, , again] = await actionsOf(desk)
    expect(me().sees('desk')).toContain(
      say(`Anulado como ${again?.reference}`, `Undone as ${again?.reference}`),
    )
    const allowances = await desk.app.database.db.selectFrom('allowances').select('used').execute()
    expect(allowances).toEqual([{ used: 0 }])
  })

  test('of two that both arrived an agent asks a manager to undo the second, and both cards say so', async () => {
    desk = await openDesk(language, { env: { HDH_SETTLE_MS: '120000' } })
    desk.loyalty.faults.add({ route: 'POST operations/add-points/', kind: 'lateRow', delayMs: 30 * minuteMs })
    await me().types(`/grant ${maria.email} 300`)
    await me().waitsForModal('👤')
    await me().submits()
    await me().waitsToSee(say('Aún no sabemos', 'We don’t know yet'), 'dm')
    desk.clock.advance(3 * minuteMs)
    await me().waitsToSee(say('No han llegado 300 puntos', '300 points for María G.'), 'dm')
    await me().waitsToSee(say('Enviar de nuevo', 'Send again'), 'dm')
    await me().clicks(say('Enviar de nuevo', 'Send again'), { in: 'dm' })
    await me().waitsToSee(say('300 puntos abonados a María G.', '300 points granted to María G.'), 'desk')
    await desk.jobs.idle()
    desk.clock.advance(31 * minuteMs)
    desk.clock.advance(60 * minuteMs)
    await me().waitsToSee(say('el cliente puede tenerlo dos veces', 'the guest may have it twice'), 'dm')
    await me().clicks(say('Anular el segundo', 'Undo the second one'), { in: 'dm' })
    await me().waitsToSee(say('un responsable decide si se anula', 'a manager decides about undoing'))
    await desk.jobs.idle()
    expect(rowsOf(desk)).toEqual([300, 300])
    expect(me().sees('dm')).toContain(say('Anulándose como LD-', 'Being undone as LD-'))
    await desk.slack.person('carla').clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await desk.jobs.idle()
    expect(rowsOf(desk)).toEqual([300, 300, -330])
    const labels = me()
      .messages('dm')
      .flatMap(({ buttons }) => buttons)
    expect(labels).not.toContain(say('Anular el segundo', 'Undo the second one'))
  })

  test('at a shared log-in the form asks who is at the desk, and the undo’s card names both', async () => {
    desk = await openDesk(language)
    const shared = desk.slack.person('desk')
    await shared.types(`/grant ${maria.email} 300`)
    const opened = await shared.waitsForModal('👤')
    const who = Object.keys(opened.fields).find(label => /puesto\?|desk\?/.test(label)) ?? ''
    await shared.submits({ [who]: name })
    await desk.jobs.idle()
    await shared.clicks(say('Anular', 'Undo'), { in: 'desk' })
    const form = await shared.waitsForModal(/lo leen los compañeros|colleagues read it/)
    const reason = Object.keys(form.fields).find(label => /compañeros|colleagues/.test(label)) ?? ''
    expect(await shared.submits({ [reason]: 'slip', [who]: 'desk' })).toMatchObject({ result: 'errors' })
    expect(await shared.submits({ [reason]: 'slip', [who]: name })).toMatchObject({ result: 'updated' })
    await me().waitsToSee(say('Anulado como', 'Undone as'), 'desk')
    await desk.jobs.idle()
    expect(rowsOf(desk)).toEqual([300, -330])
    expect((await actionsOf(desk))[1]?.acting_user).toBe(desk.slack.store.user(name).id)
  })

  test('at a shared log-in who is at the desk stays chosen when the programme does not answer', async () => {
    desk = await openDesk(language)
    const shared = desk.slack.person('desk')
    await shared.types(`/grant ${maria.email} 300`)
    const opened = await shared.waitsForModal('👤')
    const who = Object.keys(opened.fields).find(label => /puesto\?|desk\?/.test(label)) ?? ''
    await shared.submits({ [who]: name })
    await desk.jobs.idle()
    await shared.clicks(say('Anular', 'Undo'), { in: 'desk' })
    const form = await shared.waitsForModal(/lo leen los compañeros|colleagues read it/)
    const reason = Object.keys(form.fields).find(label => /compañeros|colleagues/.test(label)) ?? ''
    desk.loyalty.faults.add({ route: 'GET contacts/{id}/', kind: 'cutAtAccept', times: 3 })
    await shared.submits({ [reason]: 'slip', [who]: name })
    await shared.waitsForModal(/no responde|does not answer/)
    expect(await shared.submits()).toMatchObject({ result: 'updated' })
    await me().waitsToSee(say('Anulado como', 'Undone as'), 'desk')
    await desk.jobs.idle()
    expect((await actionsOf(desk))[1]?.acting_user).toBe(desk.slack.store.user(name).id)
  })

  test.each([
    ['after a while by a manager’s leave', 'manager'],
    ['nothing later by a correction', 'never'],
  ])(
    'at a shared log-in the form asks who is at the desk before the second of two is undone; the hotel undoes %s',
    async (_, after) => {
      desk = await openDesk(language, {
        env: { HDH_SETTLE_MS: '120000' },
        settings: (text: string) => text.replace(/^policy:$/m, `policy:\n  undo: { after: ${after} }`),
      })
      const shared = desk.slack.person('desk')
      await shared.types(`/grant ${maria.email} 300`)
      const opened = await shared.waitsForModal('👤')
      const who = Object.keys(opened.fields).find(label => /puesto\?|desk\?/.test(label)) ?? ''
      desk.loyalty.faults.add({
        route: 'POST operations/add-points/',
        kind: 'lateRow',
        delayMs: 30 * minuteMs,
      })
      await shared.submits({ [who]: name })
      await shared.waitsToSee(/Aún no sabemos|We don’t know yet/, 'dm')
      desk.clock.advance(3 * minuteMs)
      await shared.waitsToSee(/Enviar de nuevo|Send again/, 'dm')
      await shared.clicks(/Enviar de nuevo|Send again/, { in: 'dm' })
      await shared.waitsToSee(/Enviado de nuevo como|Sent again as/, 'dm')
      await desk.jobs.idle()
      desk.clock.advance(31 * minuteMs)
      desk.clock.advance(60 * minuteMs)
      await shared.waitsToSee(/dos veces|twice/, 'dm')
      await shared.clicks(/Anular el segundo|Undo the second one/, { in: 'dm' })
      const form = await shared.waitsForModal(/lo leen los compañeros|colleagues read it/)
      const reason = Object.keys(form.fields).find(label => /compañeros|colleagues/.test(label)) ?? ''
      await shared.submits({ [reason]: 'twice', [who]: name })
      await shared.waitsForModal(/un responsable decide|a manager decides/)
      await desk.jobs.idle()
      expect((await actionsOf(desk))[2]).toMatchObject({
        kind: 'undo',
        state: 'waiting',
        acting_user: desk.slack.store.user(name).id,
      })
    },
  )

  test('of one that was sent again and has not come late nothing is undone as the second', async () => {
    desk = await openDesk(language, { env: { HDH_SETTLE_MS: '120000' } })
    desk.loyalty.faults.add({ route: 'POST operations/add-points/', kind: 'cutAfterReading' })
    const grant = await asks(desk, name, `/grant ${maria.email} 300`)
    desk.clock.advance(3 * minuteMs)
    await me().waitsToSee(say('Enviar de nuevo', 'Send again'), 'dm')
    await me().clicks(say('Enviar de nuevo', 'Send again'), { in: 'dm' })
    await me().waitsToSee(say('Enviado de nuevo como', 'Sent again as'), 'dm')
    await desk.jobs.idle()
    await forges(me(), 'undo.second', grant)
    await me().waitsToSee(say('esto ya no se puede anular', 'this cannot be undone any more'))
    expect(await actionsOf(desk)).toHaveLength(2)
  })

  test('whoever left the hotel’s staff undoes nothing any more', async () => {
    desk = await openDesk(language)
    const grant = await asks(desk, name, `/grant ${maria.email} 300`)
    await forges(desk.slack.person('elena'), 'undo.correct', grant)
    await desk.jobs.idle()
    expect(desk.slack.person('elena').modal()).toBeUndefined()
    await timePasses(desk, 1)
    expect(rowsOf(desk)).toEqual([300])
  })
})

onPostgres((_store, _open, place) => {
  test('pressed at two copies of the desk in the same moment it is undone once', () =>
    withTwoDesks(place, { transport: 'http' }, async (desk, other) => {
      const apps = [desk.app, other.app]
      const idle = () => Promise.all(apps.map(({ queue }) => queue.idle()))
      const grant = await asks(desk, 'ana', `/grant ${maria.email} 300`)
      await idle()
      const ana = desk.slack.person('ana')
      const presses: Promise<void>[] = []
      for (const app of [...apps, ...apps]) {
        desk.slack.sendTo(`http://127.0.0.1:${app.port()}/slack/events`)
        presses.push(forges(ana, 'undo.own', grant))
      }
      await Promise.all(presses)
      await ana.waitsToSee('Anulado como', 'desk')
      await idle()
      expect(rowsOf(desk)).toEqual([300, -330])
      expect(await actionsOf(desk)).toHaveLength(2)
      const allowances = await desk.app.database.db.selectFrom('allowances').select('used').execute()
      expect(allowances).toEqual([{ used: 0 }])
    }))
})
