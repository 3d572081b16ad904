// A store put back from a backup does not know what was undone since: the ledger does.
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { actionsOf, agents, closeDesk, ledger, maria, openDesk } from '../support/counter.ts'
import { operator } from '../support/operator.ts'
import { asks, forges } from '../support/requests.ts'

describe.each(agents)('$name reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const me = () => desk.slack.person(name)
  const rows = () => ledger(desk, maria.id).map(({ points }) => points)

  /** A grant, a backup, what happens then, and the backup put back. */
  const restoredAfter = async (between: () => Promise<void>) => {
    desk = await openDesk(language)
    const grant = await asks(desk, name, `/grant ${maria.email} 300`)
    const file = join(desk.dataDir, 'backup.db')
    expect(await operator(desk, 'backup', file)).toMatchObject({ code: 0 })
    await between()
    await desk.restart(async () => {
      expect(await operator(desk, 'restore', file)).toMatchObject({ code: 0 })
    })
    const carla = desk.slack.person('carla')
    await carla.waitsToSee(/retenido|held/, 'dm')
    await carla.clicks(/Continuar|Go on/, { in: 'dm' })
    await carla.waitsToSee(/El puesto continúa|goes on/, 'dm')
    await desk.jobs.idle()
    return grant
  }

  test('what was undone since the backup is not undone once more', async () => {
    let undo = ''
    const grant = await restoredAfter(async () => {
      await me().clicks(say('Anular', 'Undo'), { in: 'desk' })
      await me().waitsToSee(say('Anulado como', 'Undone as'), 'desk')
      await desk.jobs.idle()
      undo = (await actionsOf(desk))[1]?.reference ?? ''
    })
    await forges(me(), 'undo.own', grant)
    await me().waitsToSee(
      say(`en los movimientos ya consta su anulación ${undo}`, `the ledger already has its undo ${undo}`),
      'desk',
    )
    await desk.jobs.idle()
    expect(rows()).toEqual([300, -330])
    expect(await actionsOf(desk)).toHaveLength(1)
  })

  test('what was not undone since can be', async () => {
    const grant = await restoredAfter(async () => {})
    await forges(me(), 'undo.own', grant)
    await me().waitsToSee(say('anulando LD-', 'undoing LD-'))
    await desk.jobs.idle()
    expect(rows()).toEqual([300, -330])
  })

  test('where the ledger cannot be read to its end a manager is asked', async () => {
    const grant = await restoredAfter(async () => {})
    desk.loyalty.faults.add({ route: 'GET operations/', kind: 'filtersIgnored', times: 99 })
    await forges(me(), 'undo.own', grant)
    await me().waitsToSee(say('un responsable decide si se anula', 'a manager decides about undoing'))
    await desk.jobs.idle()
    expect(rows()).toEqual([300])
    expect(desk.slack.person('carla').lastMessage('approvals').text).toContain(
      say('desde la copia de seguridad', 'since the backup'),
    )
  })
})
