// A short shift at the counter, over both transports: look-up, grant, redemption with approval, new password.
import { afterEach, describe, expect, test } from 'vitest'
import { expectCleanHands, startTestApp, type TestApp, transports } from '../support/app.ts'

const maria = 'maria.garcia@example.com'

describe.each(transports)('over %s', transport => {
  let desk: TestApp
  afterEach(() => desk.stop())

  test('Ana serves María, Carla approves, and the ledger has each thing once', async () => {
    desk = await startTestApp({ transport })
    const { slack, loyalty } = desk
    const ana = slack.person('ana')
    const carla = slack.person('carla')

    await ana.types(`/points ${maria}`)
    const card = await ana.waitsToSee('María García Ruiz', 'desk')
    expect(card).toContain('1.240')
    expect(card).toContain('Gold')
    expect(card).not.toContain(maria)

    await ana.types(`/grant ${maria} 300 tres noches`)
    await ana.waitsForModal('María García Ruiz')
    expect(await ana.submits()).toEqual({ result: 'closed', errors: {} })
    await ana.waitsToSee('300 puntos abonados a María G.', 'desk')
    await ana.waitsToSee('300 puntos abonados', 'dm')

    await ana.types(`/redeem ${maria} late`)
    await ana.waitsForModal('María García Ruiz')
    expect(await ana.submits()).toEqual({ result: 'closed', errors: {} })
    await carla.waitsToSee('lo tiene que aprobar un responsable', 'approvals')
    await carla.clicks('Aprobar', { in: 'approvals' })
    await ana.waitsToSee('canjeado para María G.', 'desk')

    await ana.types(`/reset-password ${maria}`)
    await ana.waitsForModal('anula ahora mismo')
    expect(await ana.submits()).toEqual({ result: 'closed', errors: {} })
    await ana.waitsToSee('Se ha pedido una contraseña nueva', 'desk')

    await desk.jobs.idle()
    expect(loyalty.mails.map(({ kind, to }) => ({ kind, to }))).toEqual([
      { kind: 'reset-password', to: maria },
    ])
    expectCleanHands(desk)
  })
})
