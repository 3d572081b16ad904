// How the catalogue speaks: plurals, numbers and days in both languages, and who hears which.
import { describe, expect, it, test } from 'vitest'
import {
  catalogues,
  defineWords,
  formatDay,
  formatNumber,
  type Language,
  toLanguage,
} from '../../src/lib/words.ts'

const words = defineWords({
  plain: { en: "The guest's card", es: 'La ficha del cliente' },
  stay: { en: 'room {room}, {nights} nights', es: 'habitación {room}, {nights} noches' },
  granted: {
    en: '{points, plural, one {# point} other {{n} points}} for {guest}',
    es: '{points, plural, one {# punto} other {{n} puntos}} para {guest}',
  },
})

describe('a sentence', () => {
  it.each<[Language, number, string]>([
    ['en', 1, '1 point for María'],
    ['en', 0, '0 points for María'],
    ['en', 1500, '1,500 points for María'],
    ['es', 1, '1 punto para María'],
    ['es', 1500, '1.500 puntos para María'],
  ])('in %s with %i points', (language, points, said) => {
    const n = formatNumber(points, language)
    expect(words(language)('granted', { points, n, guest: 'María' })).toBe(said)
  })

  test('keeps its apostrophes', () => {
    expect(words('en')('plain')).toBe("The guest's card")
    expect(words('es')('plain')).toBe('La ficha del cliente')
  })

  test('puts plain values where they belong, numbers as they are', () => {
    expect(words('en')('stay', { room: '204', nights: 1200 })).toBe('room 204, 1200 nights')
    expect(words('es')('stay', { room: '', nights: 0 })).toBe('habitación , 0 noches')
  })

  test('takes values as they are, whatever stands in them', () => {
    const guest = "{evil} <b>'# | O’Brien"
    expect(words('en')('granted', { points: 1, n: '1', guest })).toBe(`1 point for ${guest}`)
  })

  test('is listed with all others, for the tests that go through them', () => {
    expect(catalogues).toContain(words.catalogue)
  })
})

it.each<[number, Language, string]>([
  [0, 'en', '0'],
  [999, 'es', '999'],
  [1500, 'en', '1,500'],
  [1500, 'es', '1.500'],
  [1_234_567, 'en', '1,234,567'],
  [1_234_567, 'es', '1.234.567'],
  [-50, 'en', '-50'],
])('%i in %s is %s', (value, language, shown) => {
  expect(formatNumber(value, language)).toBe(shown)
})

it.each<[string, Language, string]>([
  ['2026-11-12', 'en', '12 Nov 2026'],
  ['2026-11-12', 'es', '12 nov 2026'],
  ['2026-01-01', 'en', '1 Jan 2026'],
  ['2026-12-31', 'es', '31 dic 2026'],
])('%s in %s is %s', (day, language, shown) => {
  expect(formatDay(day, language)).toBe(shown)
})

it.each([
  ['es-ES', 'es'],
  ['es-LA', 'es'],
  ['ES', 'es'],
  ['en-US', 'en'],
  ['en_GB', 'en'],
  ['en', 'en'],
  ['de-DE', undefined],
  ['est', undefined],
  ['', undefined],
  [undefined, undefined],
])('a Slack locale of %s means %s', (locale, language) => {
  expect(toLanguage(locale)).toBe(language)
})
