// Redemptions between the counter and the manager's phone: declined, approved and handed over.
import { afterEach, expect, test } from 'vitest'
import { inBrowser } from '../support/browser.ts'
import { john, ledger, maria } from '../support/counter.ts'
import { everySize, type Visit, visit } from '../support/page.ts'

inBrowser(browser => {
  let at: Visit
  afterEach(() => at.close())

  test('Diego declines with a reason that Ben then reads, and nothing is written', async () => {
    at = await visit(browser(), { language: 'en', place: 'ben/desk/diego/approvals' })
    const ben = await at.as('ben')
    const diego = await at.as('diego')
    await ben.types(`/redeem ${john.email}`)
    await ben.sees(/John Smith/)
    await ben.chooses('Product', /Acceso al lounge/)
    await ben.presses('Ask for it')
    await diego.sees(/“Acceso al lounge” for John S/)
    await ben.goesTo(/Loyalty Desk/)
    await ben.sees(/“Acceso al lounge” for John S/)
    expect(await at.barriers()).toEqual([])
    await at.picture('approval')
    await diego.presses('Decline')
    await diego.modal.waitFor()
    await diego.presses('Decline')
    await diego.sees('Please complete this required field.')
    await diego.modal.getByRole('textbox').fill('The lounge is closed today')
    await diego.presses('Decline')
    await diego.modal.waitFor({ state: 'detached' })
    await ben.sees(/The lounge is closed today/)
    expect(ledger(at.desk, john.id)).toEqual([])
  })

  test.each(everySize)(
    'Carla approves on a %s with one press, and Ana hands the product over',
    async size => {
      at = await visit(browser(), { size })
      const ana = await at.as('ana')
      await ana.types(`/redeem ${maria.email} late`)
      await ana.sees(/María García Ruiz/)
      await ana.presses('Pedirlo')
      await ana.modal.waitFor({ state: 'detached' })
      const carla = await at.as('carla')
      await carla.sees(/«Late check-out» para María G/)
      expect(await at.barriers()).toEqual([])
      if (size === 'phone') await at.picture('approval-phone')
      await carla.presses('Aprobar')
      await carla.sees(/Aprobado por/)
      const again = await at.as('ana')
      await again.presses('Entregado')
      await again.sees(/Entregado por/)
      expect(await again.pane.getByRole('button', { name: 'Entregado' }).count()).toBe(0)
      expect(ledger(at.desk, maria.id)).toHaveLength(1)
    },
  )

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
