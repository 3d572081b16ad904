// An undo that was left as it is, asked for anew, and whose row comes late all the same: its points are taken once.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { actionsOf, agents, closeDesk, ledger, maria, openDesk } from '../support/counter.ts'
import { asks, forges, type Made, timePasses } from '../support/requests.ts'

const minuteMs = 60_000

describe.each(agents)('$name reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const me = () => desk.slack.person(name)
  const carla = () => desk.slack.person('carla')
  const rows = () => ledger(desk, maria.id).map(({ points }) => points)
  const reasonLabel = say('¿Por qué? (lo leen los compañeros)', 'Why? (colleagues read it)')

  /** The first undo is left as it is, though its row will come. */
  const leavesTheFirst = async (): Promise<Made> => {
    desk = await openDesk(language, { env: { HDH_SETTLE_MS: '120000' } })
    const grant = await asks(desk, name, `/grant ${maria.email} 300`)
    desk.loyalty.faults.add({
      route: 'POST operations/redeem-points/',
      kind: 'lateRow',
      delayMs: 30 * minuteMs,
    })
    await me().clicks(say('Anular', 'Undo'), { in: 'desk' })
    desk.clock.advance(1000)
    await me().waitsToSee(say('Aún no sabemos si se ha anulado', 'We don’t know yet whether'), 'dm')
    desk.clock.advance(3 * minuteMs)
    await me().waitsToSee(say('Dejarlo así', 'Leave it'), 'dm')
    await me().clicks(say('Dejarlo así', 'Leave it'), { in: 'dm' })
    await me().waitsToSee(say('Se queda así', 'Left as it is'), 'dm')
    await timePasses(desk, 8)
    return grant
  }
  const asksAnew = async (grant: Made): Promise<Made> => {
    await me().clicks(say('Corregir', 'Correct'), { in: 'dm' })
    await me().waitsForModal(reasonLabel)
    await me().submits({ [reasonLabel]: 'wrong guest' })
    await me().waitsForModal(say('un responsable decide si se anula', 'a manager decides about undoing'))
    await desk.jobs.idle()
    const asked = (await actionsOf(desk)).at(-1)
    expect(asked?.state).toBe('waiting')
    return { ...grant, id: asked?.id ?? '', reference: String(asked?.reference) }
  }
  const declines = async (asked: Made) => {
    await forges(carla(), 'action.decline', asked, 'approvals')
    await carla().waitsForModal('')
    await carla().submits({ '¿Por qué? (lo lee quien lo pidió)': 'no' })
    await desk.jobs.idle()
  }
  /** The second one waits for a manager when the first one's row comes. */
  const waitsWhileTheFirstComes = async () => {
    const grant = await leavesTheFirst()
    const second = await asksAnew(grant)
    await timePasses(desk, 92, 4)
    expect(rows()).toEqual([300, -330])
    return { grant, second }
  }

  test('a second one that a manager declines does not free the grant to be undone once more', async () => {
    const { grant, second } = await waitsWhileTheFirstComes()
    await declines(second)
    await forges(me(), 'undo.correct', grant)
    await me().waitsToSee(say('ya está anulado como', 'was already undone as'))
    expect(await actionsOf(desk)).toHaveLength(3)
    expect(rows()).toEqual([300, -330])
  })

  test('a second one that a manager approves is not sent, and the first one stands alone', async () => {
    const { grant, second } = await waitsWhileTheFirstComes()
    await forges(carla(), 'action.approve', second, 'approvals')
    await me().waitsToSee(say('El primero ha llegado después de todo', 'The first one came after all'), 'dm')
    await desk.jobs.idle()
    expect(rows()).toEqual([300, -330])
    expect(me().sees('dm')).not.toContain(say('dos veces. Un responsable', 'twice. A manager'))
    expect(me().sees('desk')).toContain(say('Anulado como LD-', 'Undone as LD-'))
    await forges(me(), 'undo.correct', grant)
    await me().waitsToSee(say('ya está anulado como', 'was already undone as'))
  })

  test('a third one that went before the first one’s row came is told as the second of two', async () => {
    const grant = await leavesTheFirst()
    await declines(await asksAnew(grant))
    const third = await asksAnew(grant)
    await forges(carla(), 'action.approve', third, 'approvals')
    await desk.jobs.idle()
    expect(rows()).toEqual([300, -330])
    await timePasses(desk, 92, 4)
    expect(rows()).toEqual([300, -330, -330])
    const twice = say(
      `se había enviado de nuevo como ${third.reference}: el cliente puede tenerlo dos veces`,
      `it had been sent again as ${third.reference}: the guest may have it twice`,
    )
    await me().waitsToSee(twice, 'dm')
    await me().clicks(say('Anular el segundo', 'Undo the second one'), { in: 'dm' })
    await me().waitsToSee(say('Anulándose como LD-', 'Being undone as LD-'), 'dm')
    await desk.jobs.idle()
    await carla().clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await desk.jobs.idle()
    expect(rows()).toEqual([300, -330, -330, 330])
  })
})
