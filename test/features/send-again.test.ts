// What did not arrive is sent again only while nobody has decided otherwise, and whoever asked stays named.
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { actionsOf, agents, answersSlowly, closeDesk, ledger, maria, openDesk } from '../support/counter.ts'
import { onPostgres } from '../support/database.ts'
import { asks, forges, type Made, timePasses } from '../support/requests.ts'
import { inOneMoment, withTwoDesks } from '../support/two-desks.ts'

const addPoints = 'POST operations/add-points/'
const redeemPoints = 'POST operations/redeem-points/'
const readGuest = 'GET contacts/{id}/'

describe.each(agents)('$name reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const me = () => desk.slack.person(name)
  const rows = () => ledger(desk, maria.id).map(({ points }) => points)
  const opens = async () => {
    desk = await openDesk(language, { env: { HDH_SETTLE_MS: '120000' } })
  }
  /** A grant that did not arrive, or arrives so late. */
  const loses = async (delayMs?: number): Promise<Made> => {
    await opens()
    desk.loyalty.faults.add(
      delayMs === undefined
        ? { route: addPoints, kind: 'cutAfterReading' }
        : { route: addPoints, kind: 'lateRow', delayMs },
    )
    const grant = await asks(desk, name, `/grant ${maria.email} 300`)
    await timePasses(desk, 3)
    await me().waitsToSee(say('No han llegado 300 puntos', '300 points for María G.'), 'dm')
    return grant
  }

  test('what somebody has left meanwhile is not sent, and whoever pressed reads who left it', async () => {
    const grant = await loses()
    const waiting = answersSlowly(desk, readGuest, 7777)
    const pressed = me().clicks(say('Enviar de nuevo', 'Send again'), { in: 'dm' })
    await waiting
    await forges(desk.slack.person('carla'), 'unsettled.leave', grant)
    await me().waitsToSee(say('Se queda así, por @carla', 'Left as it is by @carla'), 'dm')
    desk.clock.advance(7777)
    await pressed
    await me().waitsToSee(say('@carla lo dejó así', '@carla left it as it is'))
    await desk.jobs.idle()
    expect(rows()).toEqual([])
    expect(await actionsOf(desk)).toHaveLength(1)
  })

  test('what has come meanwhile is not sent a second time', async () => {
    const hourMs = 3_600_000
    await loses(30 * 60_000)
    const waiting = answersSlowly(desk, readGuest, 2 * hourMs)
    const pressed = me().clicks(say('Enviar de nuevo', 'Send again'), { in: 'dm' })
    await waiting
    desk.clock.advance(hourMs + 60_000)
    await me().waitsToSee(say('el movimiento llegó tarde: cuenta', 'its row came late: it counts'), 'dm')
    desk.clock.advance(hourMs)
    await pressed
    await me().waitsToSee(say('ya está ✅ hecho', 'is already ✅ done'))
    await desk.jobs.idle()
    expect(rows()).toEqual([300])
  })

  test('what waits for a manager is not sent any more once the first one has come late', async () => {
    await opens()
    const grant = await asks(desk, name, `/grant ${maria.email} 600`)
    desk.loyalty.faults.add({ route: addPoints, kind: 'lateRow', delayMs: 30 * 60_000 })
    await desk.slack.person('carla').clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await desk.jobs.idle()
    await timePasses(desk, 3)
    await me().waitsToSee(say('Enviar de nuevo', 'Send again'), 'dm')
    await me().clicks(say('Enviar de nuevo', 'Send again'), { in: 'dm' })
    await me().waitsToSee(say('Enviado de nuevo como', 'Sent again as'), 'dm')
    await desk.jobs.idle()
    await timePasses(desk, 92, 4)
    expect(rows()).toEqual([600])
    const [, again] = await actionsOf(desk)
    expect(again?.cites).toBe(grant.id)
    const request = { ...grant, id: again?.id ?? '' }
    await forges(desk.slack.person('carla'), 'action.approve', request, 'approvals')
    await me().waitsToSee(say('El primero ha llegado después de todo', 'The first one came after all'), 'dm')
    await desk.jobs.idle()
    expect(rows()).toEqual([600])
    // The first one stands alone: its card says so, and it can be corrected.
    expect(me().sees('dm')).not.toContain(say('dos veces. Un responsable', 'twice. A manager'))
    expect(me().sees('dm')).toContain(
      say('el movimiento llegó tarde: cuenta', 'its row came late: it counts'),
    )
    await me().clicks(say('Corregir', 'Correct'), { in: 'dm' })
    const form = await me().waitsForModal(say('¿Por qué? (lo leen', 'Why? (colleagues'))
    expect(form.text).toContain(grant.reference)
  })

  test('an undo that was left and asked for anew, and whose first row comes late, is told as two', async () => {
    await opens()
    await asks(desk, name, `/grant ${maria.email} 300`)
    desk.loyalty.faults.add({ route: redeemPoints, kind: 'lateRow', delayMs: 30 * 60_000 })
    await me().clicks(say('Anular', 'Undo'), { in: 'desk' })
    desk.clock.advance(1000)
    await me().waitsToSee(say('Aún no sabemos si se ha anulado', 'We don’t know yet whether'), 'dm')
    desk.clock.advance(3 * 60_000)
    await me().waitsToSee(say('Dejarlo así', 'Leave it'), 'dm')
    await me().clicks(say('Dejarlo así', 'Leave it'), { in: 'dm' })
    await me().waitsToSee(say('Se queda así', 'Left as it is'), 'dm')
    await desk.jobs.idle()
    await me().clicks(say('Anular', 'Undo'), { in: 'desk' })
    await me().waitsToSee(say('Anulado como', 'Undone as'), 'desk')
    await desk.jobs.idle()
    await timePasses(desk, 92, 4)
    expect(rows()).toEqual([300, -330, -330])
    await me().waitsToSee(say('el cliente puede tenerlo dos veces', 'the guest may have it twice'), 'dm')
    await me().clicks(say('Anular el segundo', 'Undo the second one'), { in: 'dm' })
    await me().waitsToSee(say('un responsable decide si se anula', 'a manager decides about undoing'))
    await desk.jobs.idle()
    await desk.slack.person('carla').clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await desk.jobs.idle()
    expect(rows()).toEqual([300, -330, -330, 330])
    const labels = me()
      .messages('dm')
      .flatMap(({ buttons }) => buttons)
    expect(labels).not.toContain(say('Anular el segundo', 'Undo the second one'))
  })

  test('an undo that did not arrive and is left as it is can be asked for anew', async () => {
    await opens()
    await asks(desk, name, `/grant ${maria.email} 300`)
    desk.loyalty.faults.add({ route: redeemPoints, kind: 'cutAfterReading' })
    await me().clicks(say('Anular', 'Undo'), { in: 'desk' })
    await me().waitsToSee(say('Aún no sabemos si se ha anulado', 'We don’t know yet whether'), 'dm')
    desk.clock.advance(3 * 60_000)
    await me().waitsToSee(say('no está anulado para María', 'is not undone for María'), 'dm')
    await me().waitsToSee(say('Dejarlo así', 'Leave it'), 'dm')
    await me().clicks(say('Dejarlo así', 'Leave it'), { in: 'dm' })
    await me().waitsToSee(say(`Se queda así, por @${name}`, `Left as it is by @${name}`), 'dm')
    await desk.jobs.idle()
    expect(me().sees('desk')).not.toContain(say('Anulándose', 'Being undone'))
    await me().clicks(say('Anular', 'Undo'), { in: 'desk' })
    await me().waitsToSee(say('Anulado como', 'Undone as'), 'desk')
    await desk.jobs.idle()
    expect(rows()).toEqual([300, -330])
  })

  test('at a shared log-in the colleague who asked stays named, and cannot approve it', async () => {
    await opens()
    const shared = desk.slack.person('desk')
    await shared.types(`/grant ${maria.email} 600`)
    const form = await shared.waitsForModal('👤')
    const who = Object.keys(form.fields).find(label => /puesto\?|desk\?/.test(label)) ?? ''
    await shared.submits({ [who]: 'carla' })
    await desk.jobs.idle()
    desk.loyalty.faults.add({ route: addPoints, kind: 'cutAfterReading' })
    await desk.slack.person('diego').clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await desk.jobs.idle()
    await timePasses(desk, 3)
    await shared.waitsToSee(/Enviar de nuevo|Send again/, 'dm')
    await shared.clicks(/Enviar de nuevo|Send again/, { in: 'dm' })
    await shared.waitsToSee(/Enviado de nuevo como|Sent again as/, 'dm')
    await desk.jobs.idle()
    const [, again] = await actionsOf(desk)
    expect(again).toMatchObject({ state: 'waiting', acting_user: desk.slack.store.user('carla').id })
    const made = { id: again?.id ?? '', reference: '', ts: '' }
    await forges(desk.slack.person('carla'), 'action.approve', made, 'approvals')
    await desk.jobs.idle()
    expect((await actionsOf(desk))[1]?.state).toBe('waiting')
  })
})

onPostgres((_store, _open, place) => {
  test('sent again at one copy of the desk and left at the other in one moment, one of the two happens, and the other is told', () =>
    withTwoDesks(place, { transport: 'http', env: { HDH_SETTLE_MS: '120000' } }, async (desk, other) => {
      const idle = () => Promise.all([desk.jobs.idle(), other.app.queue.idle()])
      const [ana, carla] = [desk.slack.person('ana'), desk.slack.person('carla')]
      desk.loyalty.faults.add({ route: addPoints, kind: 'cutAfterReading' })
      const grant = await asks(desk, 'ana', `/grant ${maria.email} 300`)
      await ana.waitsToSee('Aún no sabemos', 'dm')
      desk.clock.advance(3 * 60_000)
      await ana.waitsToSee('No han llegado 300 puntos', 'dm')
      await ana.waitsToSee('Enviar de nuevo', 'dm')
      await idle()
      const at = (app: TestApp['app'], press: () => Promise<void>) => () => {
        desk.slack.sendTo(`http://127.0.0.1:${app.port()}/slack/events`)
        return press()
      }
      await inOneMoment(place, 'actions', [
        at(desk.app, () => forges(ana, 'unsettled.send-again', grant)),
        at(other.app, () => forges(carla, 'unsettled.leave', grant)),
      ])
      const isLeft = () => ana.sees('desk').includes('@carla lo dejó así')
      const isSent = () => carla.sees('desk').includes('ya se envió de nuevo como')
      while (!isLeft() && !isSent()) await setImmediate()
      await idle()
      const made = await actionsOf(desk)
      const first = JSON.parse(made.find(({ id }) => id === grant.id)?.outcome ?? '{}')
      expect(isLeft()).toBe(!isSent())
      expect(made).toHaveLength(isSent() ? 2 : 1)
      expect(first.leftBy).toBe(isSent() ? undefined : 'U0CARLA')
      expect(first.sentAgain === undefined).toBe(isLeft())
      expect(ledger(desk, maria.id).map(({ points }) => points)).toEqual(isSent() ? [300] : [])
    }))
})
