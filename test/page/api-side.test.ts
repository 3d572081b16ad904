// The API's side of the playground: what the app asks and what is written, faults by name, the clock, a new beginning.
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openDemo } from '../../src/sandbox/demo/open.ts'
import { readPlan } from '../../src/sandbox/demo/plan.ts'
import { createLoyaltySandbox } from '../../src/sandbox/loyalty/server.ts'
import { createSlackSandbox } from '../../src/sandbox/slack/server.ts'
import { inBrowser } from '../support/browser.ts'
import { john, maria } from '../support/counter.ts'
import { lookAt } from '../support/page.ts'
import { type DemoVisit, visitDemo } from '../support/playground.ts'

const manifest = new URL('../../manifest.yml', import.meta.url).pathname
const settings = new URL('../../src/sandbox/demo-settings.yml', import.meta.url).pathname
const api = 'ben/desk/diego/approvals/api'

// Some of them wait for half a minute of real time, as a visitor would.
vi.setConfig({ testTimeout: 90_000 })

inBrowser(browser => {
  let at: DemoVisit | undefined
  afterEach(async () => {
    await at?.close()
    at = undefined
  })

  async function grants(visit: DemoVisit, points: number) {
    const ben = await visit.as('ben')
    await ben.types(`/grant ${john.email} ${points} three nights`)
    await ben.modal
      .getByText(/John Smith/)
      .first()
      .waitFor()
    await ben.presses('Grant')
    return ben
  }

  test('every request of the app is shown as it happens, without passwords, and the ledger with it', async () => {
    at = await visitDemo(browser(), { place: api })
    const { page, playground } = at
    const login = page.locator('.request', { hasText: 'login/' })
    await login.locator('summary').click()
    await login.getByText('"username"').waitFor()
    expect(await page.locator('.requests').innerText()).not.toContain(playground.loyalty.password)
    await page.getByRole('link', { name: 'Slack', exact: true }).click()
    const ben = await grants(at, 300)
    await ben.sees(/300 points granted to John S/)
    await page.getByRole('link', { name: 'Loyalty API' }).click()
    const write = page.locator('.request', { hasText: 'operations/add-points/' })
    await write.locator('summary').click()
    await write.getByText('"points": 300').first().waitFor()
    await page.getByRole('combobox', { name: 'Guest' }).selectOption({ label: `John Smith · ${john.email}` })
    await page.getByText('Balance: 5,750').waitFor()
    await at.tour.presses('Close the tour')
    await page.getByRole('switch', { name: 'Answer lost after the write' }).click()
    await page.getByRole('switch', { checked: true }).waitFor()
    await page.setViewportSize({ width: 1130, height: 560 })
    await at.picture('api-side')
    await page.getByRole('row', { name: /\+300 \+30 bonus .* LD-\w{6}$/ }).waitFor()
    expect(new URL(page.url()).hash).toBe(`#/${api}/${john.id}`)
    expect(await at.barriers()).toEqual([])
  })

  test('mails that would have left are listed', async () => {
    at = await visitDemo(browser(), { place: api, size: 'phone' })
    const carla = at.playground.slack.person('carla')
    await carla.types(`/reset-password ${maria.email}`)
    await carla.waitsForModal('María García Ruiz')
    await carla.submits()
    await at.page.getByText('Mails that would have left (1)').click()
    await at.page.getByText(`reset-password · ${maria.email}`).waitFor()
    expect(await at.barriers()).toEqual([])
  })

  describe('faults', () => {
    test('an answer that is lost before the write: not known, then not arrived, then sent again', async () => {
      at = await visitDemo(browser(), { place: api })
      const { page } = at
      await page.getByRole('switch', { name: 'Answer lost before the write' }).click()
      await page.getByRole('link', { name: 'Slack', exact: true }).click()
      const ben = await grants(at, 200)
      await ben.sees(/We don’t know yet/)
      await ben.pane
        .getByText(/did not arrive/)
        .last()
        .waitFor({ timeout: 30_000 })
      await page.getByRole('link', { name: 'Loyalty API' }).click()
      await page.getByText('⚡ answer lost before the write').waitFor()
      expect(await page.getByRole('switch', { checked: true }).count()).toBe(0)
      await page.getByRole('link', { name: 'Slack', exact: true }).click()
      await ben.goesTo(/Loyalty Desk/)
      await ben.presses('Send again')
      await ben.sees(/200 points granted to John S/)
    })

    test('an API that is down: what was asked waits, and is sent when it is back', async () => {
      at = await visitDemo(browser())
      const { page } = at
      const ben = await at.as('ben')
      await ben.types(`/grant ${john.email} 250 three nights`)
      await ben.modal
        .getByText(/John Smith/)
        .first()
        .waitFor()
      // A form is open over the page: the switch is on the other side.
      await at.playground.switches.set('down', true)
      await ben.presses('Grant')
      await ben.sees(/does not answer. Nothing has been sent yet/)
      await page.getByRole('link', { name: 'Loyalty API' }).click()
      await page.getByRole('switch', { name: 'API down', checked: true }).click()
      await page.getByRole('link', { name: 'Slack', exact: true }).click()
      await ben.pane
        .getByText(/250 points granted to John S/)
        .last()
        .waitFor({ timeout: 30_000 })
    })
  })

  test('the clock: the hotel’s time on the page moves, and the desk moves with it', async () => {
    at = await visitDemo(browser())
    const { page } = at
    const time = page.locator('.clock time')
    expect(await time.innerText()).toMatch(/^Mon,? 14:3\d$/)
    await page.getByRole('button', { name: '+15 min' }).click()
    await expect.poll(() => time.innerText()).toMatch(/^Mon,? 14:4\d$/)
    await page.getByRole('button', { name: '+1 h' }).click()
    await expect.poll(() => time.innerText()).toMatch(/^Mon,? 15:4\d$/)
    await page.getByRole('button', { name: 'Next morning', exact: true }).click()
    await expect.poll(() => time.innerText()).toMatch(/^Tue,? 08:00$/)
    const ben = await at.as('ben')
    await ben.types(`/points ${john.email}`)
    await ben.sees(/read 08:00/)
  })

  test('a new beginning empties Slack, ledger, store and clock, and open pages follow by themselves', async () => {
    at = await visitDemo(browser())
    const { page, playground } = at
    const ben = await grants(at, 300)
    await ben.sees(/300 points granted to John S/)
    await page.getByRole('button', { name: 'Next morning', exact: true }).click()
    await expect.poll(() => page.locator('.clock time').innerText(), { timeout: 5000 }).toContain('Tue')
    await page.getByRole('button', { name: 'Start over' }).click()
    expect(await at.barriers()).toEqual([])
    await page.getByRole('button', { name: 'Yes, start over' }).click()
    await ben.seesNoMore(/300 points granted/)
    await expect.poll(() => page.locator('.clock time').innerText(), { timeout: 5000 }).toMatch(/Mon,? 14:3/)
    expect(playground.loyalty.store.contact(john.id)?.points).toBe(5420)
    // The app has started again by then.
    await page.getByRole('button', { name: 'Start over' }).waitFor()
    const again = await grants(at, 300)
    await again.sees(/300 points granted to John S/)
  })

  test('the page speaks Spanish to a Spanish browser, and English when asked to', async () => {
    at = await visitDemo(browser(), { locale: 'es-MX' })
    const { page, tour } = at
    await tour.sees('Una clienta pregunta por sus puntos.')
    expect(new URL(page.url()).hash).toBe('#/ana/desk/carla/approvals')
    expect(await page.locator('.bar > p').innerText()).toBe('demostración · nada sale de aquí')
    await page.getByRole('button', { name: 'English' }).click()
    await tour.sees('A guest asks for his points.')
    await page.reload()
    await tour.sees('A guest asks for his points.')
  })

  test('a visitor with a Spanish browser finds the buttons of the channel in Spanish too, as the tour names them', async () => {
    at = await visitDemo(browser(), { locale: 'es-MX' })
    const { playground } = at
    await expect.poll(() => playground.language()).toBe('es')
    // The app reads changed settings again every two seconds of its clock.
    await playground.move('quarter')
    const ana = await at.as('ana')
    await ana.types('/grant carmen.martin@example.com 300 tres noches')
    await ana.modal.getByText('Carmen').first().waitFor()
    await ana.presses('Abonar puntos')
    await ana.sees(/300 puntos abonados a Carmen M/)
    await ana.pane.getByRole('button', { name: 'Anular' }).waitFor()
    await ana.types('/puntos')
    await ana.sees(/puntos no es un comando; hay estos: .*\/points/)
    await playground.reset()
    expect(playground.language()).toBe('es')
  })

  test('an address that is broken is no reason to show nothing', async () => {
    at = await visitDemo(browser(), { place: 'ben/%/diego/approvals' })
    const ben = await at.as('ben')
    await ben.sees('You are not in this channel.')
  })

  test('where Slack is the hotel’s own, the page is the API’s side alone', async () => {
    const own = await createSlackSandbox({ manifest })
    const { apiUrl, botToken, appToken } = own
    const demo = await openDemo({
      plan: readPlan(['--slack']),
      env: {
        LOG_LEVEL: 'silent',
        SLACK_API_URL: apiUrl,
        SLACK_BOT_TOKEN: botToken,
        SLACK_APP_TOKEN: appToken,
        DESK_SETTINGS: settings,
      },
      onWrite: () => {},
    })
    const view = await lookAt(browser(), { url: demo.url, slack: own, size: 'phone' })
    try {
      await view.page.getByText('Slack is your own workspace').waitFor()
      expect(await view.page.locator('.pane, .tour, .clock').count()).toBe(0)
      await own.person('ana').types(`/points ${maria.email}`)
      await view.page.locator('.request', { hasText: `contacts/?email__iexact=${maria.email}` }).waitFor()
      expect(await view.barriers()).toEqual([])
    } finally {
      await view.close()
      await demo.stop()
      await own.close()
    }
  })

  test('in a dry run a write is shown and not sent, and the desk says so', async () => {
    const real = await createLoyaltySandbox()
    const { url, username, password } = real
    const demo = await openDemo({
      plan: readPlan(['--api']),
      env: { LOG_LEVEL: 'silent', HDH_BASE_URL: url, HDH_USERNAME: username, HDH_PASSWORD: password },
      onWrite: () => {},
    })
    const { slack } = demo.world
    if (!slack) throw new Error('no Slack sandbox')
    const view = await lookAt(browser(), {
      url: `${demo.url}#/ben/desk/diego/approvals`,
      slack,
      size: 'desktop',
    })
    try {
      const ben = await view.as('ben')
      await ben.types(`/grant ${john.email} 300 three nights`)
      await ben.modal
        .getByText(/John Smith/)
        .first()
        .waitFor()
      await ben.presses('Grant')
      await ben.sees(/Dry run: nothing was sent/)
      await view.page.getByRole('link', { name: 'Loyalty API' }).click()
      await view.page.getByText('Dry run on your own API').waitFor()
      await view.page.locator('.request', { hasText: 'operations/add-points/' }).getByText('422').waitFor()
      expect(await view.page.getByRole('switch').count()).toBe(0)
      expect(await view.barriers()).toEqual([])
      expect(real.store.contact(john.id)?.points).toBe(5420)
    } finally {
      await view.close()
      await demo.stop()
      await real.close()
    }
  })
})
