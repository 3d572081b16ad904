// The whole demo in a real browser: what `npm run demo` starts, without the process around it.
import type { Browser } from 'playwright-core'
import { type Demo, openDemo } from '../../src/sandbox/demo/open.ts'
import { readPlan } from '../../src/sandbox/demo/plan.ts'
import type { Playground } from '../../src/sandbox/demo/playground.ts'
import { lookAt, type sizes, type View } from './page.ts'

interface DemoVisitOptions {
  /** As with `--language`; none: the visitor's browser decides. */
  language?: 'es' | 'en'
  size?: keyof typeof sizes
  /** What follows `#/` in the address; none: as a first-time visitor comes. */
  place?: string
  /** The browser's language. */
  locale?: string
}

export interface DemoVisit extends View {
  demo: Demo
  playground: Playground
  /** The strip of the guided tour. */
  tour: {
    sees(text: string | RegExp): Promise<void>
    marks(): Promise<string>
    presses(name: string): Promise<void>
  }
}

/** A Monday at 14:32 in Madrid. */
const at = Date.parse('2026-11-23T13:32:00Z')

export async function visitDemo(browser: Browser, options: DemoVisitOptions = {}): Promise<DemoVisit> {
  const { language, size = 'desktop', place, locale = language === 'es' ? 'es-ES' : 'en-GB' } = options
  const demo = await openDemo({
    plan: readPlan(language ? ['--language', language] : []),
    env: { LOG_LEVEL: 'silent' },
    at,
    onWrite: () => {},
  })
  const { playground } = demo.world
  if (!playground) throw new Error('everything is a stand-in, so there is a playground')
  const url = place === undefined ? demo.url : `${demo.url}#/${place}`
  const view = await lookAt(browser, { url, slack: playground.slack, size, locale })
  const strip = view.page.locator('.tour')
  return {
    ...view,
    demo,
    playground,
    tour: {
      sees: text => strip.getByText(text).waitFor(),
      marks: async () => (await strip.locator('li').allInnerTexts()).join(''),
      presses: name =>
        strip
          .getByRole('button', { name, exact: true })
          .or(strip.getByRole('link', { name, exact: true }))
          .click(),
    },
    async close() {
      const { violations } = playground.slack
      await view.close().finally(() => demo.stop())
      if (violations.length > 0) throw new Error(`rules of Slack were broken: ${JSON.stringify(violations)}`)
    },
  }
}
