// The guided tour from the first to the last step, by hand, in both languages; finished without reading anything else.
import { afterEach, expect, test, vi } from 'vitest'
import { inBrowser } from '../support/browser.ts'
import { type DemoVisit, visitDemo } from '../support/playground.ts'

const scripts = {
  en: {
    agent: 'ben',
    manager: 'diego',
    guest: 'william.taylor@example.net',
    name: 'William Taylor',
    titles: [
      'A guest asks for his points.',
      'Points for his stay.',
      'Take it back, or look at the ledger.',
      'He wants a late check-out.',
      'The manager decides on the phone.',
      'An answer gets lost.',
      'The next morning.',
    ],
    // True on a screen of any width.
    you: /You are Ben, at the front desk \(on a wide screen he is on the left\)/,
    folded: /at the top \(on a narrow screen tap ⋯ first\)/,
    end: 'That is the desk.',
    reasons: ['three nights', 'late bus'],
    grant: 'Grant',
    granted: /300 points granted to William T/,
    api: 'Loyalty API',
    slack: 'Slack',
    ask: 'Ask for it',
    approve: 'Approve',
    handOver: /hand it over now/,
    lost: 'Answer lost after the write',
    unknown: /We don’t know yet/,
    settled: /100 points granted to William T/,
    morning: 'Next morning',
    digest: /Hotel Miramar · .*23/,
  },
  es: {
    agent: 'ana',
    manager: 'carla',
    guest: 'carmen.martin@example.com',
    name: 'Carmen Martín Soler',
    titles: [
      'Una clienta pregunta por sus puntos.',
      'Puntos por su estancia.',
      'Anularlo, o mirar los movimientos.',
      'Quiere salir más tarde.',
      'La responsable decide en el móvil.',
      'Se pierde una respuesta.',
      'A la mañana siguiente.',
    ],
    you: /Eres Ana, en recepción \(en pantalla ancha está a la izquierda\)/,
    folded: /de arriba \(en pantalla estrecha toca antes ⋯\)/,
    end: 'Eso es todo.',
    reasons: ['tres noches', 'retraso'],
    grant: 'Abonar puntos',
    granted: /300 puntos abonados a Carmen M/,
    api: 'API de puntos',
    slack: 'Slack',
    ask: 'Pedirlo',
    approve: 'Aprobar',
    handOver: /ya se puede entregar/,
    lost: 'Respuesta perdida después de escribir',
    unknown: /Aún no sabemos si/,
    settled: /100 puntos abonados a Carmen M/,
    morning: 'Mañana a las 8',
    digest: /Hotel Miramar · .*23/,
  },
} as const

/** Also after the list was hidden behind the API's side, and after a card in it grew. */
const leftIsAtItsEnd = `(() => {
  const list = document.querySelector('[data-side="left"] .messages')
  return list.scrollHeight - list.scrollTop - list.clientHeight < 2
})()`

// Some of them wait for half a minute of real time, as a visitor would.
vi.setConfig({ testTimeout: 90_000 })

inBrowser(browser => {
  let at: DemoVisit
  afterEach(() => at.close())

  test.each([
    ['en', 'desktop'],
    ['es', 'phone'],
  ] as const)('a first-time visitor finishes the tour in %s on a %s', async (language, size) => {
    const script = scripts[language]
    at = await visitDemo(browser(), { language, size })
    const { page, tour } = at
    const [first, second, third, fourth, fifth, sixth, seventh] = script.titles

    await tour.sees(first)
    await tour.sees(script.you)
    const agent = await at.as(script.agent)
    await agent.types(`/points ${script.guest}`)
    await agent.sees(new RegExp(script.name))

    await tour.sees(second)
    await agent.types(`/grant ${script.guest} 300 ${script.reasons[0]}`)
    await agent.modal.getByText(new RegExp(script.name)).first().waitFor()
    await agent.presses(script.grant)
    await agent.sees(script.granted)

    await tour.sees(third)
    await page.getByRole('link', { name: script.api }).click()
    await page.getByRole('cell', { name: / · LD-\w{6}$/ }).waitFor()

    await tour.sees(fourth)
    await page.getByRole('link', { name: script.slack, exact: true }).click()
    await agent.types(`/redeem ${script.guest} late`)
    await agent.modal.getByText(new RegExp(script.name)).first().waitFor()
    await agent.presses(script.ask)

    await tour.sees(fifth)
    const manager = await at.as(script.manager)
    await manager.sees(/Late check-out/)
    if (size === 'desktop') {
      await page.setViewportSize({ width: 1130, height: 640 })
      await expect.poll(() => page.evaluate(leftIsAtItsEnd)).toBe(true)
      await at.picture('playground')
    }
    await manager.presses(script.approve)
    const agentAgain = await at.as(script.agent)
    await agentAgain.sees(script.handOver)

    await tour.sees(sixth)
    await page.getByRole('link', { name: script.api }).click()
    await page.getByRole('switch', { name: script.lost }).click()
    await page.getByRole('switch', { name: script.lost, checked: true }).waitFor()
    await page.getByRole('link', { name: script.slack, exact: true }).click()
    await agent.types(`/grant ${script.guest} 100 ${script.reasons[1]}`)
    await agent.modal.getByText(new RegExp(script.name)).first().waitFor()
    await agent.presses(script.grant)
    await agent.sees(script.unknown)
    await agent.pane.getByText(script.settled).last().waitFor({ timeout: 25_000 })

    await tour.sees(seventh)
    await tour.sees(script.folded)
    const more = page.locator('.more')
    if (await more.isVisible()) await more.click()
    await page.getByRole('button', { name: script.morning, exact: true }).click()
    await tour.sees(script.end)
    expect(await tour.marks()).toBe('✓✓✓✓✓✓✓')
    if (await more.isVisible()) await more.click()
    await agent.goesTo(/miramar-digest/)
    await agent.sees(script.digest)
    expect(at.playground.loyalty.store.contactByEmail(script.guest)?.points).toBeGreaterThan(400)
  })

  test('a step can be skipped, looked at again, and the tour closed and opened; a new beginning is a new tour', async () => {
    at = await visitDemo(browser())
    const { page, tour } = at
    await tour.sees('A guest asks for his points.')
    await tour.presses('Skip')
    await tour.sees('Points for his stay.')
    const ben = await at.as('ben')
    await ben.types('/points #11656601')
    await expect.poll(() => tour.marks()).toBe('✓234567')
    await page.getByRole('button', { name: 'Step 4: He wants a late check-out' }).click()
    await tour.sees('He wants a late check-out.')
    await tour.presses('Close the tour')
    expect(await page.locator('.tour').count()).toBe(0)
    await page.reload()
    await page.getByRole('button', { name: 'Tour', pressed: false }).click()
    await tour.sees('Points for his stay.')
    await page.getByRole('button', { name: 'Start over' }).click()
    await page.getByRole('button', { name: 'Yes, start over' }).click()
    await tour.sees('A guest asks for his points.')
    expect(await tour.marks()).toBe('1234567')
  })
})
