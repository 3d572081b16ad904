// The answer to a grant is lost: what people see until it is known, and the second sending by a press.
import { afterEach, expect, test } from 'vitest'
import type { Fault } from '../../src/sandbox/loyalty/faults.ts'
import { inBrowser } from '../support/browser.ts'
import { ledger, maria } from '../support/counter.ts'
import { type Actor, type Visit, visit } from '../support/page.ts'

const addPoints = 'POST operations/add-points/'

inBrowser(browser => {
  let at: Visit
  afterEach(() => at.close())

  const grants = async (...faults: Fault[]): Promise<Actor> => {
    const ana = await at.as('ana')
    await ana.types(`/grant ${maria.email} 300 tres noches`)
    await ana.sees(/¿Es el cliente correcto\?/)
    for (const fault of faults) at.desk.loyalty.faults.add(fault)
    await ana.presses('Abonar puntos')
    return ana
  }

  test('“we don’t know yet” becomes “granted” in the same card, and the points are there once', async () => {
    at = await visit(browser(), { env: { HDH_SETTLE_MS: '120000' } })
    const ana = await grants(
      { route: addPoints, kind: 'cutAfterWrite' },
      // The guest's ledger is answered late, so that there is time to read the card.
      { route: 'GET operations/', kind: 'slow', delayMs: 60_000 },
    )
    await ana.sees(/Aún no sabemos si han llegado los 300 puntos/)
    await at.picture('not-known-yet', ana.pane)
    at.desk.clock.advance(61_000)
    await ana.sees(/300 puntos abonados a María G/)
    await ana.seesNoMore(/Aún no sabemos/)
    expect(await ana.pane.getByRole('article').count()).toBe(1)
    expect(ledger(at.desk, maria.id)).toHaveLength(1)
  })

  test('what did not arrive is said, and sent again only by a press', async () => {
    at = await visit(browser(), { env: { HDH_SETTLE_MS: '120000' } })
    const ana = await grants({ route: addPoints, kind: 'cutAfterReading' })
    await ana.sees(/Aún no sabemos si han llegado los 300 puntos/)
    at.desk.clock.advance(3 * 60_000)
    await ana.sees(/No han llegado 300 puntos/)
    expect(ledger(at.desk, maria.id)).toEqual([])
    await ana.goesTo(/Loyalty Desk/)
    await ana.presses('Enviar de nuevo')
    await ana.sees(/Enviado de nuevo como LD-/)
    await ana.goesTo(/miramar-desk/)
    await ana.sees(/300 puntos abonados a María G/)
    expect(ledger(at.desk, maria.id)).toHaveLength(1)
  })
})
