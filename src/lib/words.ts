// The message catalogue: each sentence once, Spanish and English side by side, in ICU syntax
// (intl-messageformat brings plurals and numbers). A missing language or value is a type error.
import { IntlMessageFormat } from 'intl-messageformat'

export type Language = 'en' | 'es'
export type Sentence = Readonly<Record<Language, string>>
export type Catalogue = Readonly<Record<string, Sentence>>

// The names in `{name}` and `{name, plural, …}`. Inside a plural branch write "# points", never a bare word:
// `one {point}` would be read as a value called "point".
type Names<S extends string> = S extends `${string}{${infer Rest}` ? NameOf<Rest> | Names<Rest> : never
type NameOf<R extends string> = R extends `${infer Inside}}${string}`
  ? Inside extends `${infer Name},${string}`
    ? Plain<Name>
    : Plain<Inside>
  : never
type Plain<N extends string> = N extends `${string}${' ' | '#' | '{' | "'"}${string}` ? never : N

type Values<S extends Sentence> = { [K in Names<S['en'] | S['es']>]: string | number }
type Arguments<S extends Sentence> = [Names<S['en'] | S['es']>] extends [never] ? [] : [values: Values<S>]

export type Say<C extends Catalogue> = <K extends keyof C & string>(
  key: K,
  ...values: Arguments<C[K]>
) => string

/** Speaks one catalogue: `words('es')('granted', { points: 300 })`. */
export type Words<C extends Catalogue> = ((language: Language) => Say<C>) & { readonly catalogue: C }

const locales: Record<Language, string> = { en: 'en-GB', es: 'es-ES' }

/** Every catalogue of the process, so that a test can hold all sentences against the rules. */
export const catalogues: Catalogue[] = []

export function defineWords<const C extends Catalogue>(catalogue: C): Words<C> {
  catalogues.push(catalogue)
  const speakers: Record<Language, Say<C>> = { en: speak(catalogue, 'en'), es: speak(catalogue, 'es') }
  return Object.assign((language: Language) => speakers[language], { catalogue })
}

function speak<C extends Catalogue>(catalogue: C, language: Language): Say<C> {
  const sentences = new Map<string, (values: SentenceValues | undefined) => string>()
  return (key, ...values) => {
    let sentence = sentences.get(key)
    if (!sentence) {
      sentence = compile(catalogue[key]?.[language] ?? key, language)
      sentences.set(key, sentence)
    }
    return sentence(values[0] as SentenceValues | undefined)
  }
}

type SentenceValues = Record<string, string | number>

/** Most sentences are texts and plain values: those are joined here, which takes a tenth of the general way's time. */
function compile(text: string, language: Language): (values: SentenceValues | undefined) => string {
  const format = new IntlMessageFormat(text, locales[language])
  const parts = format.getAst()
  const [only] = parts
  if (parts.length === 1 && only?.type === literal) return () => only.value
  if (!parts.every(part => part.type === literal || part.type === plainValue))
    return values => String(format.format(values))
  return values => {
    let sentence = ''
    for (const { type, value } of parts) sentence += type === literal ? value : values?.[value]
    return sentence
  }
}

// Kinds of parts in the parser's tree: @formatjs/icu-messageformat-parser, types.d.ts.
const literal = 0
const plainValue = 1

/** A whole number as the language writes it. */
export function formatNumber(value: number, language: Language): string {
  return numbers[language].format(value)
}

const numbers: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat(locales.en),
  es: new Intl.NumberFormat(locales.es, { useGrouping: 'always' }),
}

/** A calendar day (`YYYY-MM-DD`) as the language writes it: "12 Nov 2026". */
export function formatDay(day: string, language: Language): string {
  return days[language].format(new Date(`${day}T12:00:00Z`))
}

const days: Record<Language, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat(locales.en, { dateStyle: 'medium', timeZone: 'UTC' }),
  es: new Intl.DateTimeFormat(locales.es, { dateStyle: 'medium', timeZone: 'UTC' }),
}

/** With its weekday: "Sunday 22 November 2026". @param day `YYYY-MM-DD` */
export function formatLongDay(day: string, language: Language): string {
  return longDays[language].format(new Date(`${day}T12:00:00Z`))
}

/** For an axis: "Sun 22". @param day `YYYY-MM-DD` */
export function formatWeekday(day: string, language: Language): string {
  return weekdays[language].format(new Date(`${day}T12:00:00Z`))
}

const inWords = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
const longDays: Record<Language, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat(locales.en, { weekday: 'long', ...inWords }),
  es: new Intl.DateTimeFormat(locales.es, { weekday: 'long', ...inWords }),
}
const short = { weekday: 'short', day: 'numeric', timeZone: 'UTC' } as const
const weekdays: Record<Language, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat(locales.en, short),
  es: new Intl.DateTimeFormat(locales.es, short),
}

/** A Slack or ISO locale → a language the desk speaks; undefined when it speaks neither. */
export function toLanguage(locale: string | undefined): Language | undefined {
  const language = locale?.split(/[-_]/)[0]?.toLowerCase()
  return language === 'es' || language === 'en' ? language : undefined
}
