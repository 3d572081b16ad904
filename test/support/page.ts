// The playground in a real browser, in the words of people: `page.as('ana').types('/points …')`.
import axe from 'axe-core'
import type { Browser, Locator, Page } from 'playwright-core'
import { servePage } from '../../src/sandbox/page/server.ts'
import { slackTopics } from '../../src/sandbox/page/topics.ts'
import type { TestApp, TestAppOptions } from './app.ts'
import { closeDesk, openDesk } from './counter.ts'

/** Desktop, and the narrowest phone. */
export const sizes = {
  desktop: { width: 1360, height: 860 },
  phone: { width: 360, height: 740 },
} as const

interface VisitOptions extends TestAppOptions {
  language?: 'es' | 'en'
  size?: keyof typeof sizes
  /** `ana/desk/carla/approvals`: who sits left and right, and where they look. */
  place?: string
}

export interface Visit {
  desk: TestApp
  page: Page
  /** One person's pane; at phone width it is brought to the front. */
  as(name: string): Promise<Actor>
  /** What axe finds at the levels that keep people out: rule, and the first place. */
  barriers(): Promise<string[]>
  /** Ends the visit: nothing was loaded from elsewhere, nothing broke in the page, no rule of Slack was broken. */
  close(): Promise<void>
}

export interface Actor {
  pane: Locator
  /** The open modal. */
  modal: Locator
  types(text: string): Promise<void>
  presses(name: string | RegExp): Promise<void>
  /** Fills a text field, or searches in a menu and takes the first fit. */
  fills(field: string | RegExp, text: string): Promise<void>
  chooses(field: string | RegExp, option: string | RegExp): Promise<void>
  goesTo(room: string | RegExp): Promise<void>
  sees(text: string | RegExp): Promise<void>
  seesNot(text: string | RegExp): Promise<void>
}

export async function visit(browser: Browser, options: VisitOptions = {}): Promise<Visit> {
  const { language = 'es', size = 'desktop', place = 'ana/desk/carla/approvals', ...rest } = options
  const desk = await openDesk(language, rest)
  const served = await servePage({ findTopic: slackTopics(desk.slack), now: desk.clock.now })
  const context = await browser.newContext({ viewport: sizes[size] })
  const page = await context.newPage()
  page.setDefaultTimeout(8000)
  const broken: string[] = []
  page.on('pageerror', error => broken.push(String(error)))
  page.on('console', message => {
    if (message.type() === 'error') broken.push(message.text())
  })
  page.on('request', request => {
    const { origin, protocol } = new URL(request.url())
    if (protocol !== 'data:' && `${origin}/` !== served.url) broken.push(`asked ${request.url()}`)
  })
  await page.goto(`${served.url}#/${place}`)

  return {
    desk,
    page,
    async as(name) {
      const { realName } = desk.slack.store.user(name)
      const side = page.locator('.sides').getByRole('button', { name: realName })
      if (await side.isVisible()) await side.click()
      return actor(page.getByRole('region', { name: realName }))
    },
    async barriers() {
      await page.evaluate(axe.source)
      const found: string = await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(
        ({ violations }) => JSON.stringify(violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => id + ': ' + nodes[0].html)))`)
      return JSON.parse(found)
    },
    async close() {
      await context.close()
      await served.close()
      await closeDesk(desk)
      if (broken.length > 0) throw new Error(`the page broke:\n${broken.join('\n')}`)
    },
  }
}

function actor(pane: Locator): Actor {
  const modal = pane.getByRole('dialog')
  const inFront = async () => ((await modal.count()) > 0 ? modal : pane)
  return {
    pane,
    modal,
    async types(text) {
      const box = pane.locator('.composer textarea')
      await box.fill(text)
      await box.press('Enter')
    },
    async presses(name) {
      await (await inFront()).getByRole('button', { name, exact: true }).last().click()
    },
    async fills(field, text) {
      await modal.getByLabel(field).fill(text)
    },
    async chooses(field, option) {
      await modal.getByRole('combobox', { name: field }).click()
      await modal.getByRole('option', { name: option }).first().click()
    },
    async goesTo(room) {
      const list = pane.locator('.list-button')
      if (await list.isVisible()) await list.click()
      await pane.getByRole('navigation').getByRole('button', { name: room }).click()
    },
    async sees(text) {
      await pane.getByText(text).last().waitFor()
    },
    async seesNot(text) {
      await pane.getByText(text).first().waitFor({ state: 'detached' })
    },
  }
}
