// A look-up and a grant, clicked through in a browser at both widths, each in one language.
import { afterEach, expect, test } from 'vitest'
import { inBrowser } from '../support/browser.ts'
import { john, ledger, maria } from '../support/counter.ts'
import { type Visit, visit } from '../support/page.ts'

inBrowser(browser => {
  let at: Visit
  afterEach(() => at.close())

  test('Ana looks up María at the desk computer; Carla beside her sees nothing of it', async () => {
    at = await visit(browser(), { place: 'ana/desk/carla/desk' })
    const ana = await at.as('ana')
    await ana.types(`/points ${maria.email}`)
    await ana.sees(/María García Ruiz/)
    await ana.sees('Solo visible para ti')
    await ana.sees('1.240')
    const carla = await at.as('carla')
    expect(await carla.pane.innerText()).not.toContain('María')
    expect(await at.barriers()).toEqual([])
  })

  test('Ben grants John points on a phone, and the desk sees the card', async () => {
    at = await visit(browser(), { language: 'en', size: 'phone', place: 'ben/desk/diego/desk' })
    const ben = await at.as('ben')
    await ben.types(`/grant ${john.email} 300 three nights`)
    await ben.sees(/John Smith/)
    expect(await at.barriers()).toEqual([])
    await ben.presses('Grant')
    await ben.sees(/300 points granted to John S/)
    const diego = await at.as('diego')
    await diego.sees(/300 points granted to John S/)
    expect(ledger(at.desk, john.id)).toHaveLength(1)
  })
})
