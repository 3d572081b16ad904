// Words as people type them in a hurry, made comparable.

/** Without accents and capitals: "Ayuda " and "ayúda" are the same. */
export function plainLetters(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
