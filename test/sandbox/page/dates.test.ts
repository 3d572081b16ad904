// Slack's dates in messages: in the reader's zone and language, near days in words.
import { expect, test } from 'vitest'
import { dayTitle, slackDate } from '../../../src/sandbox/page/client/dates.ts'

const at = Date.parse('2026-11-23T23:30:00Z')
const ana = { locale: 'es-ES', timeZone: 'Europe/Madrid', now: Date.parse('2026-11-23T12:00:00Z') }
const ben = { locale: 'en-GB', timeZone: 'Atlantic/Canary', now: Date.parse('2026-11-23T12:00:00Z') }

test.each([
  ['{date_num}', '2026-11-24', '2026-11-23'],
  ['{date}', '24 de noviembre de 2026', '23 November 2026'],
  ['{date_short}', '24 nov 2026', '23 Nov 2026'],
  ['{date_long}', 'martes, 24 de noviembre de 2026', 'Monday, 23 November 2026'],
  ['{date_pretty} · {time}', 'mañana · 0:30', 'today · 23:30'],
  ['{unheard_of}', '{unheard_of}', '{unheard_of}'],
])('%s is “%s” in Madrid and “%s” on the Canaries', (pattern, madrid, canaries) => {
  expect(slackDate(at / 1000, pattern, ana)).toBe(madrid)
  expect(slackDate(at / 1000, pattern, ben)).toBe(canaries)
})

test('the line between days names them', () => {
  expect(dayTitle(at, ben)).toBe('today')
  expect(dayTitle(at - 5 * 86_400_000, ben)).toBe('Wednesday 18 November')
})
