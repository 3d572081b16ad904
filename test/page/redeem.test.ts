// Redemptions between the counter and the manager's phone: declined, approved and handed over.
import { afterEach, expect, test } from 'vitest'
import { inBrowser } from '../support/browser.ts'
import { john, ledger, maria } from '../support/counter.ts'
import { type Visit, visit } from '../support/page.ts'

inBrowser(browser => {
  let at: Visit
  afterEach(() => at.close())

  test('Carla declines with a reason that Ana then reads, and nothing is written', async () => {
    at = await visit(browser())
    const ana = await at.as('ana')
    const carla = await at.as('carla')
    await ana.types(`/redeem ${maria.email}`)
    await ana.sees(/María García Ruiz/)
    await ana.chooses('Producto', /Acceso al lounge/)
    await ana.presses('Pedirlo')
    await carla.sees(/«Acceso al lounge» para María G/)
    await ana.goesTo(/Loyalty Desk/)
    await ana.sees(/«Acceso al lounge» para María G/)
    await at.picture('approval')
    await carla.presses('Rechazar')
    await carla.modal.waitFor()
    await carla.presses('Rechazar')
    await carla.sees('Completa este campo obligatorio.')
    await carla.modal.getByRole('textbox').fill('Hoy el lounge está cerrado')
    await carla.presses('Rechazar')
    await carla.modal.waitFor({ state: 'detached' })
    await ana.sees(/Hoy el lounge está cerrado/)
    expect(await at.barriers()).toEqual([])
    expect(ledger(at.desk, maria.id)).toEqual([])
  })

  test('Diego approves on a phone with one tap, and Ben hands the product over', async () => {
    at = await visit(browser(), { language: 'en', size: 'phone', place: 'ben/desk/diego/approvals' })
    const ben = await at.as('ben')
    await ben.types(`/redeem ${john.email} late`)
    await ben.sees(/John Smith/)
    await ben.presses('Ask for it')
    await ben.modal.waitFor({ state: 'detached' })
    const diego = await at.as('diego')
    await diego.sees(/“Late check-out” for John S/)
    expect(await at.barriers()).toEqual([])
    await at.picture('approval-phone')
    await diego.presses('Approve')
    await diego.sees(/Approved by/)
    const again = await at.as('ben')
    await again.presses('Handed over')
    await again.sees(/Handed over by/)
    expect(await again.pane.getByRole('button', { name: 'Handed over' }).count()).toBe(0)
    expect(ledger(at.desk, john.id)).toHaveLength(1)
  })

  test('with more than 100 products Ana finds one by typing a part of its name', async () => {
    at = await visit(browser())
    const { loyalty } = at.desk
    const like = loyalty.store.productByTitle('Late check-out')
    if (!like) throw new Error('no product to copy')
    const { id: _, ...copy } = like
    for (let n = 1; n <= 120; n++)
      loyalty.store.addProduct({ ...copy, title: `Vino ${n}`, points: n * 20, code: `VINO${n}` })
    await at.desk.restart()
    const ana = await at.as('ana')
    await ana.types(`/redeem ${maria.email}`)
    await ana.sees(/María García Ruiz/)
    await ana.chooses('Producto', 'Vino 12 – 240 puntos', 'vino 12')
    await ana.presses('Pedirlo')
    const carla = await at.as('carla')
    await carla.sees(/«Vino 12» para María G/)
  })
})
