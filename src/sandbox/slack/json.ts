// Reading JSON that somebody else sent: every look inside is checked, nothing is assumed.

export type Json = Record<string, unknown>

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const objectIn = (value: unknown): Json => (isJson(value) ? value : {})

export const objectsIn = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : [])

export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

export const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter(item => typeof item === 'string') : []

/** Slack takes booleans as JSON, as "true" and as "1". */
export const flagIn = (value: unknown): boolean => value === true || value === 'true' || value === '1'

/** The text of a text object, or the string itself. */
export const wordsIn = (value: unknown): string => (isJson(value) ? textIn(value.text) : textIn(value))

export function parsedOr<T>(text: string, otherwise: T): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return otherwise
  }
}
