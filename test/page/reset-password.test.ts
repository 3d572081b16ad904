// A new password: what is said before, and the one mail.
import { afterEach, expect, test } from 'vitest'
import { inBrowser } from '../support/browser.ts'
import { maria } from '../support/counter.ts'
import { everySize, type Visit, visit } from '../support/page.ts'

inBrowser(browser => {
  let at: Visit
  afterEach(() => at.close())

  test.each(everySize)(
    'Ana has a new password mailed from the button on the card, on a %s; with Esc nothing happens first',
    async size => {
      at = await visit(browser(), { size })
      const ana = await at.as('ana')
      await ana.types(`/points ${maria.email}`)
      await ana.presses('Contraseña nueva')
      await ana.sees(/Esto anula ahora mismo la contraseña actual/)
      await at.page.keyboard.press('Escape')
      await ana.modal.waitFor({ state: 'detached' })
      expect(at.desk.loyalty.mails).toEqual([])
      await ana.presses('Contraseña nueva')
      await ana.sees(/Esto anula ahora mismo la contraseña actual/)
      expect(await at.barriers()).toEqual([])
      await ana.presses('Enviar una nueva')
      await ana.sees(/Se ha pedido una contraseña nueva/)
      expect(at.desk.loyalty.mails).toHaveLength(1)
    },
  )
})
