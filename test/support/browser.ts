// Runs a suite in headless Chromium where the machine has one: Debian's package, or CHROMIUM_PATH.
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'

const named = process.env.CHROMIUM_PATH
const executablePath = (named ? [named] : ['/usr/bin/chromium', '/usr/bin/google-chrome']).find(existsSync)

const flags = [
  // Debian's package runs as root only without its sandbox; it sees nothing but the test's own page.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function inBrowser(suite: (browser: () => Browser) => void): void {
  if (executablePath) {
    describe('in Chromium', () => {
      let browser: Browser
      beforeAll(async () => {
        browser = await chromium.launch({ executablePath, args: flags })
      })
      afterAll(() => browser.close())
      suite(() => browser)
    })
  } else if (process.env.REQUIRE_ALL === '1') {
    test('there is a Chromium', () => {
      throw new Error('REQUIRE_ALL=1, but there is neither CHROMIUM_PATH nor /usr/bin/chromium')
    })
  } else {
    describe.skip('in Chromium (not run: there is neither CHROMIUM_PATH nor /usr/bin/chromium)', () => {
      test('the same suite', () => {})
    })
  }
}
