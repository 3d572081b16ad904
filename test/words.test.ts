// Every sentence of the app, in both languages: same values, nothing missing, short enough for where Slack shows it.
import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it, test } from 'vitest'
import { type Catalogue, catalogues, type Language, type Sentence } from '../src/lib/words.ts'
import { limits } from '../src/slack/limits.ts'

const source = new URL('../src/', import.meta.url)
const modules = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.ts') && path !== 'lib/words.ts')
  .filter(path => readFileSync(new URL(path, source), 'utf8').includes('defineWords('))

type Values = Record<string, string | number>
/** What `defineWords` returns, with the types of its keys and values forgotten. */
type Speaker = ((language: Language) => (key: string, values: Values) => string) & { catalogue: Catalogue }
/** Where a sentence stands, the sentence, and how the app says it. */
type Placed = [place: string, sentence: Sentence, say: (language: Language, values: Values) => string]

const languages: readonly Language[] = ['en', 'es']
const spoken = await Promise.all(
  modules.map(async path => {
    const exported: Record<string, unknown> = await import(new URL(path, source).href)
    return Object.values(exported)
      .filter(isSpeaker)
      .flatMap(words =>
        Object.entries(words.catalogue).map(
          ([key, sentence]): Placed => [
            `${path} ${key}`,
            sentence,
            (language, values) => words(language)(key, values),
          ],
        ),
      )
  }),
)
const sentences = spoken.flat()

/** What Slack takes of a sentence whose key ends like this, in code points; null: shown whole, on a card. */
const limitsByKey: readonly (readonly [suffix: RegExp, most: number])[] = [
  [/^(title|.+Title)$/, limits.viewTitle],
  [/^(submit|.+Submit|close|.+Close|cancel|.+Cancel)$/, limits.viewSubmit],
  [/^(approve|decline|ask|answer|handOver|undo|reveal|goOn)$/, limits.buttonText],
  [/^(within|beyond|group.+)$/, limits.optionText],
  [/^.+Hint$/, limits.hintText],
  [/^.+Confirm(Yes|No)$/, limits.confirmButton],
]
/** Headlines of cards, not of forms. */
const cardTitles = [
  'actions/words.ts requestTitle',
  'actions/words.ts questionTitle',
  'features/restore/words.ts title',
]
/** The same word in both languages. */
const sameInBoth = ['Loyalty Desk', 'Hotel']

describe('the catalogue', () => {
  test('is complete: every module with sentences is named for it and was read', () => {
    expect(modules.length).toBeGreaterThan(5)
    expect(modules.filter(path => !/(^|[/-])words\.ts$/.test(path))).toEqual([])
    expect(spoken.filter(own => own.length === 0)).toEqual([])
    expect(sentences).toHaveLength(catalogues.flatMap(catalogue => Object.keys(catalogue)).length)
  })

  it.each(sentences)('%s says something in both languages', (place, { en, es }) => {
    for (const text of [en, es]) {
      expect(text.trim()).toBe(text)
      expect(text).not.toBe('')
      expect(place.endsWith(` ${text}`)).toBe(false)
    }
    // Values and signs alone need no translation.
    const hasWords = /\p{L}/u.test(en.replace(/\{\w+\}/g, ''))
    if (hasWords && !sameInBoth.includes(en)) expect(es).not.toBe(en)
  })

  it.each(sentences)('%s needs the same values in both languages', (_place, { en, es }) => {
    expect(argumentsOf(es)).toEqual(argumentsOf(en))
  })

  it.each(sentences)('%s can be said, whatever the numbers', (_place, sentence, say) => {
    for (const language of languages) {
      const kinds = argumentsOf(sentence[language])
      for (const number of [0, 1, 2, 21, 1500, 1_000_000]) {
        const values = Object.fromEntries(
          [...kinds].map(([name, kind]) => [name, kind === 'text' ? `‹${name}›` : number]),
        )
        const said = say(language, values)
        expect(said.trim()).toBe(said)
        expect(said).not.toBe('')
        expect(said).not.toMatch(/[{}]|undefined|null|NaN/)
        // In ICU syntax an apostrophe can swallow what follows it.
        expect(said.split("'")).toHaveLength(sentence[language].split("'").length)
      }
    }
  })

  it.each(sentences.filter(([place]) => !cardTitles.includes(place)))(
    '%s fits where Slack shows it',
    (place, sentence) => {
      const key = place.split(' ')[1] ?? ''
      for (const [suffix, most] of limitsByKey) {
        if (!suffix.test(key)) continue
        for (const language of languages) expect([...sentence[language]].length).toBeLessThanOrEqual(most)
      }
    },
  )

  test('has no headline of a card on its list that is gone', () => {
    const places = sentences.map(([place]) => place)
    expect(cardTitles.filter(title => !places.includes(title))).toEqual([])
  })
})

function isSpeaker(exported: unknown): exported is Speaker {
  return typeof exported === 'function' && 'catalogue' in exported
}

/** A piece of a parsed sentence, as far as this test looks at it. */
interface Piece {
  type: number
  value?: string
  options?: Record<string, { value: Piece[] }>
}
// The parser's own numbers for `{name}`, `{name, plural, …}` and `{name, select, …}`.
const pieces = { argument: 1, select: 5, plural: 6 }

/** The values that a sentence needs, by name: a number decides a plural, a text is put in as it is. */
function argumentsOf(text: string): Map<string, 'number' | 'text'> {
  const found = new Map<string, 'number' | 'text'>()
  const visit = (parsed: readonly Piece[]) => {
    for (const { type, value = '', options = {} } of parsed) {
      if (type === pieces.argument && !found.has(value)) found.set(value, 'text')
      if (type === pieces.plural) found.set(value, 'number')
      expect(type).not.toBe(pieces.select)
      for (const option of Object.values(options)) visit(option.value)
    }
  }
  visit(new IntlMessageFormat(text, 'en').getAst())
  return new Map([...found].toSorted(([a], [b]) => a.localeCompare(b)))
}
