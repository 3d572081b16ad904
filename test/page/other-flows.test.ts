// Undo, a new member, the history and the digest of the next morning, clicked through in a browser.
import { afterEach, expect, test } from 'vitest'
import { inBrowser } from '../support/browser.ts'
import { john, ledger, maria } from '../support/counter.ts'
import { reaches } from '../support/mornings.ts'
import { everySize, type Visit, visit } from '../support/page.ts'

inBrowser(browser => {
  let at: Visit
  afterEach(() => at.close())

  test.each(everySize)('Ana takes back what she just granted, on a %s', async size => {
    at = await visit(browser(), { size })
    const ana = await at.as('ana')
    await ana.types(`/grant ${maria.email} 300 tres noches`)
    await ana.sees(/¿Es el cliente correcto\?/)
    await ana.presses('Abonar puntos')
    await ana.sees(/300 puntos abonados a María G/)
    if (size === 'phone') await at.picture('granted-phone')
    await ana.presses('Anular')
    expect(await at.barriers()).toEqual([])
    await ana.presses('Anular')
    await ana.sees(/anulado \(330 puntos\)/)
    expect(await at.barriers()).toEqual([])
    expect(ledger(at.desk, maria.id).map(({ points }) => points)).toEqual([300, -330])
  })

  test.each(everySize)('Ben enrols Emma on a %s: without the consent nothing is sent', async size => {
    at = await visit(browser(), { language: 'en', size, place: 'ben/desk/diego/desk' })
    const ben = await at.as('ben')
    await ben.types('/enrol emma.johnson@example.org')
    await ben.sees(/Emma Johnson/)
    expect(await at.barriers()).toEqual([])
    await ben.presses(/^Enrol/)
    await ben.modal.locator('.field-error').waitFor()
    expect(at.desk.loyalty.mails).toEqual([])
    await ben.modal.getByRole('group', { name: 'Consent' }).getByRole('checkbox').check()
    if (size === 'desktop') await at.picture('enrol', ben.pane)
    await ben.presses(/^Enrol/)
    await ben.sees(/Emma J.* is a member now/)
    expect(at.desk.loyalty.mails.map(({ kind }) => kind)).toEqual(['activation'])
  })

  test.each(everySize)('Diego reads John’s history on a %s and looks at one row', async size => {
    at = await visit(browser(), { language: 'en', size, place: 'diego/desk/ben/desk' })
    const diego = await at.as('diego')
    await diego.types(`/history ${john.email}`)
    await diego.sees(/18 operations/)
    expect(await at.barriers()).toEqual([])
    await diego.modal.getByRole('button', { name: 'Details' }).first().click()
    await diego.modal.getByRole('button', { name: 'Back' }).waitFor()
    await diego.sees(/Encuesta de satisfacción/)
    await at.page.keyboard.press('Escape')
    await diego.sees(/18 operations/)
  })

  test.each(everySize)(
    'Ben looks through the rewards on a %s: each has a picture, and none is fetched',
    async size => {
      at = await visit(browser(), { language: 'en', size, place: 'ben/desk/diego/desk' })
      const ben = await at.as('ben')
      await ben.types('/rewards')
      await ben.sees(/Late check-out/)
      const pictures = ben.modal.getByRole('img', { name: /^Picture of/ })
      const widths = await pictures.evaluateAll(all => all.map(each => Reflect.get(each, 'naturalWidth')))
      expect(widths.length).toBeGreaterThan(3)
      expect(widths.filter(width => width === 0)).toEqual([])
      await ben.modal.getByRole('button', { name: 'Details' }).first().click()
      await ben.modal.getByRole('button', { name: 'Back' }).waitFor()
      expect(await at.barriers()).toEqual([])
    },
  )

  test('the next morning the digest stands in its channel, with its table', async () => {
    at = await visit(browser(), { place: 'ana/desk/carla/digest' })
    const ana = await at.as('ana')
    await ana.types(`/grant ${maria.email} 300 tres noches`)
    await ana.sees(/¿Es el cliente correcto\?/)
    await ana.presses('Abonar puntos')
    await ana.sees(/300 puntos abonados a María G/)
    await reaches(at.desk, '2026-11-24T07:00:00Z')
    const carla = await at.as('carla')
    await carla.sees(/Hotel Miramar · lunes, 23 de noviembre de 2026/)
    expect(await carla.pane.getByRole('table').first().innerText()).toMatch(/Ana Ruiz[\s\S]*330/)
    expect(await at.barriers()).toEqual([])
    await ana.goesTo(/miramar-digest/)
    await at.page.setViewportSize({ width: 1280, height: 1080 })
    await at.picture('digest')
  })
})
