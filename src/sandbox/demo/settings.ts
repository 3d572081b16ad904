// The settings file of the demo: its own hotel, or the visitor's hotel with the channels and people of the sandbox.
import { readFileSync } from 'node:fs'
import { parseDocument } from 'yaml'
import { ConfigError } from '../../config.ts'
import { parseSettings } from '../../store/settings-file.ts'
import type { LoyaltySandbox } from '../loyalty/server.ts'
import type { Language, Plan } from './plan.ts'

const file = new URL('../demo-settings.yml', import.meta.url)

/** The demo's own hotel; its channels are written in that language. */
export const demoSettings = (language: Language): string =>
  readFileSync(file, 'utf8').replace(/^language: .*$/m, `language: ${language}`)

/**
 * @param own the visitor's settings file, where there is one
 * @throws ConfigError or SettingsError with what the visitor has to do
 */
export function settingsFor(plan: Plan, own: string | undefined): string {
  const demo = demoSettings(plan.language ?? 'en')
  if (plan.isSlackReal) {
    if (own === undefined) {
      throw new ConfigError(
        '--slack needs your own settings, for your channels and people: write desk.yml (docs/set-up.md, step 5), or set DESK_SETTINGS',
      )
    }
    parseSettings(own)
    return own
  }
  if (!plan.isApiReal || own === undefined) return demo
  const count = parseSettings(own).hotels.length
  const standIn = parseDocument(demo)
  const document = parseDocument(own)
  for (let last = count - 1; last > 0; last--) document.deleteIn(['hotels', last])
  document.setIn(['hotels', 0, 'channels'], standIn.getIn(['hotels', 0, 'channels']))
  document.deleteIn(['hotels', 0, 'staff'])
  document.set('staff', standIn.get('staff'))
  if (plan.language) document.set('language', plan.language)
  return document.toString()
}

/** The sandbox's hotels take the numbers of the visitor's first hotels, so that rooms and products are theirs. */
export function nameHotels({ store }: LoyaltySandbox, settings: string): void {
  const theirs = parseSettings(settings).hotels.map(({ id }) => id)
  const numbers = new Map(store.hotels().map(({ id }, index) => [id, theirs[index] ?? id]))
  const named = (id: number) => numbers.get(id) ?? id
  for (const { id, hotels } of store.products()) store.changeProduct(id, { hotels: hotels.map(named) })
  for (const { id, hotel } of store.entries()) store.changeEntry(id, { hotel: named(hotel) })
}
