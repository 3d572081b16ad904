// The playground in a real browser, in the words of people: `(await at.as('ana')).types('/points …')`.
import axe from 'axe-core'
import type { Browser, Locator, Page } from 'playwright-core'
import { servePage } from '../../src/sandbox/page/server.ts'
import { slackTopics } from '../../src/sandbox/page/topics.ts'
import type { SlackSandbox } from '../../src/sandbox/slack/server.ts'
import type { TestApp, TestAppOptions } from './app.ts'
import { closeDesk, openDesk } from './counter.ts'

/** A desk computer, and the narrowest phone. */
export const sizes = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 360, height: 740 },
} as const

/** For `test.each`. */
export const everySize = ['desktop', 'phone'] as const satisfies (keyof typeof sizes)[]

interface ViewOptions {
  /** Default desktop. */
  size?: keyof typeof sizes
  /** Who sits left and right, and where they look, as in the address; default `ana/desk/carla/approvals`. */
  place?: string
  /** The browser's language; default English. */
  locale?: string
}

export interface View {
  page: Page
  /** One person's pane; at phone width it is brought to the front. */
  as(name: string): Promise<Actor>
  /** What axe finds that keeps people out (serious and critical): the rule, and where. */
  barriers(): Promise<string[]>
  /** For the documents: kept as docs/pictures/<name>.png when UPDATE_PICTURES=1. */
  picture(name: string, of?: Locator): Promise<void>
  /** Fails when something in the page broke, or was asked of anybody but the sandbox. */
  close(): Promise<void>
}

export interface Visit extends View {
  desk: TestApp
}

export interface Actor {
  pane: Locator
  /** The open modal. */
  modal: Locator
  composer: Locator
  /** Into the composer, then Enter. */
  types(text: string): Promise<void>
  /** The last button of that name, in the modal where one is open. */
  presses(name: string | RegExp): Promise<void>
  fills(field: string | RegExp, text: string): Promise<void>
  /** Opens a menu, searches where `text` is given, and takes the option. */
  chooses(field: string | RegExp, option: string | RegExp, text?: string): Promise<void>
  goesTo(room: string | RegExp): Promise<void>
  sees(text: string | RegExp): Promise<void>
  /** Waits until it is gone. */
  seesNoMore(text: string | RegExp): Promise<void>
}

/** The real app and the page. Ends, besides, with clean hands: no rule of Slack broken, nobody's data in the log. */
export async function visit(
  browser: Browser,
  options: ViewOptions & TestAppOptions & { language?: 'es' | 'en' } = {},
): Promise<Visit> {
  const { language = 'es', size, place, ...rest } = options
  const desk = await openDesk(language, rest)
  const view = await openView(browser, desk.slack, desk.clock.now, {
    ...(size && { size }),
    ...(place && { place }),
    locale: language === 'es' ? 'es-ES' : 'en-GB',
  })
  return {
    ...view,
    desk,
    async close() {
      try {
        await view.close()
      } finally {
        await closeDesk(desk)
      }
    },
  }
}

export async function openView(
  browser: Browser,
  slack: SlackSandbox,
  now: () => number,
  { size = 'desktop', place = 'ana/desk/carla/approvals', locale = 'en-GB' }: ViewOptions = {},
): Promise<View> {
  const served = await servePage({ findTopic: slackTopics(slack), now })
  const view = await lookAt(browser, { url: `${served.url}#/${place}`, slack, size, locale })
  return { ...view, close: () => view.close().finally(served.close) }
}

/** A browser's window on a page that is already served; closing it leaves the page served. */
export async function lookAt(
  browser: Browser,
  options: { url: string; slack: SlackSandbox; size: keyof typeof sizes; locale?: string },
): Promise<View> {
  const { url, slack, size, locale = 'en-GB' } = options
  const context = await browser.newContext({ viewport: sizes[size], locale, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const broken: string[] = []
  page.on('pageerror', error => broken.push(String(error)))
  page.on('console', message => {
    if (message.type() === 'error') broken.push(message.text())
  })
  page.on('request', request => {
    const { origin, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== new URL(url).origin) broken.push(`asked ${request.url()}`)
  })
  await page.goto(url)
  return {
    page,
    async as(name) {
      const { realName } = slack.store.user(name)
      const pane = page.getByRole('region', { name: realName })
      const side = page.locator('.sides').getByRole('button', { name: realName })
      await page.locator('.pane').first().waitFor({ state: 'attached' })
      if (await side.isVisible()) await side.click()
      return actor(pane)
    },
    async barriers() {
      await page.evaluate(axe.source)
      const found: string = await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(
        ({ violations }) => JSON.stringify(violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html))))`)
      return JSON.parse(found)
    },
    async picture(name, of) {
      if (process.env.UPDATE_PICTURES !== '1') return
      const path = new URL(`../../docs/pictures/${name}.png`, import.meta.url).pathname
      await (of ?? page).screenshot({ path, animations: 'disabled', caret: 'hide' })
    },
    async close() {
      await context.close()
      if (broken.length > 0) throw new Error(`the page broke:\n${broken.join('\n')}`)
    },
  }
}

function actor(pane: Locator): Actor {
  const modal = pane.getByRole('dialog')
  const composer = pane.getByRole('combobox', { name: /^(Message|Mensaje)/ })
  const inFront = async () => {
    const confirm = pane.getByRole('alertdialog')
    if ((await confirm.count()) > 0) return confirm
    return (await modal.count()) > 0 ? modal : pane
  }
  return {
    pane,
    modal,
    composer,
    async types(text) {
      await composer.fill(text)
      await composer.press('Enter')
    },
    async presses(name) {
      await (await inFront()).getByRole('button', { name, exact: true }).last().click()
    },
    async fills(field, text) {
      await modal.getByLabel(field, { exact: true }).fill(text)
    },
    async chooses(field, option, text) {
      const menu = modal.getByRole('combobox', { name: field, exact: true })
      await menu.click()
      if (text !== undefined) await menu.fill(text)
      await modal.getByRole('option', { name: option, exact: true }).click()
    },
    async goesTo(room) {
      const list = pane.locator('.list-button')
      if (await list.isVisible()) await list.click()
      await pane.getByRole('navigation').getByRole('button', { name: room }).click()
    },
    async sees(text) {
      await pane.getByText(text).last().waitFor()
    },
    async seesNoMore(text) {
      await pane.getByText(text).first().waitFor({ state: 'detached' })
    },
  }
}
