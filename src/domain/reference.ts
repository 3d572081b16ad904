// LD-7F3K2Q: the short name of an action, on every card and at the end of every concept written to the ledger.

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ' // Crockford base 32: no I, L, O, U
export const maxConceptLength = 100
const pattern = /LD-[0-9A-HJKMNP-TV-Z]{6}$/

export type Reference = string & { readonly reference: unique symbol }

/** Six characters from six random bytes; uniqueness is the store's business, which draws again on a conflict. */
export function toReference(random: Uint8Array): Reference {
  let text = 'LD-'
  for (const byte of random.subarray(0, 6)) text += alphabet[byte % 32]
  return text as Reference
}

/** A reference as people type it: any case, with or without "LD-". */
export function readReference(text: string): Reference | undefined {
  const upper = text.trim().toUpperCase()
  const whole = upper.startsWith('LD-') ? upper : `LD-${upper}`
  return whole.length === 9 && pattern.test(whole) ? (whole as Reference) : undefined
}

/** A typed reason that ends like a reference would be mistaken for one in the ledger. */
export function endsLikeReference(text: string): boolean {
  return pattern.test(text.trim().toUpperCase())
}

/** `reason · LD-7F3K2Q`, at most 100 code points: the reason is shortened with "…", the reference never. */
export function toConcept(reason: string, reference: Reference): string {
  const end = ` · ${reference}`
  const room = maxConceptLength - [...end].length
  const flat = reason.replace(/\s+/g, ' ').trim()
  const points = [...flat]
  const kept =
    points.length <= room
      ? flat
      : `${points
          .slice(0, room - 1)
          .join('')
          .trimEnd()}…`
  return `${kept}${end}`
}

/** A ledger row's concept as the reason and, where it ends with one, the reference: as `carriesReference` finds it. */
export function splitConcept(concept: string): { reason: string; reference: Reference | undefined } {
  const whole = concept.trim()
  const found = /(?: ·)? (LD-[0-9A-HJKMNP-TV-Z]{6})$/i.exec(whole)
  if (!found) return { reason: whole, reference: undefined }
  return { reason: whole.slice(0, found.index).trimEnd(), reference: readReference(found[1] ?? '') }
}

/** Every reference that a text names, in its order. */
export function referencesIn(text: string): Reference[] {
  const found = text.toUpperCase().match(/(?<![0-9A-Z])LD-[0-9A-HJKMNP-TV-Z]{6}(?![0-9A-Z])/g) ?? []
  return found as Reference[] // by the pattern
}

/** Whether a ledger row's concept ends with this action's reference. */
export function carriesReference(concept: string, reference: Reference): boolean {
  return concept.trim().toUpperCase().endsWith(` ${reference}`)
}

/** The reference that a ledger row's concept ends with, as `toConcept` writes it; undefined for other rows. */
export function referenceAtEnd(concept: string): Reference | undefined {
  const text = concept.trim().toUpperCase()
  const found = pattern.exec(text)
  return found && text.charAt(found.index - 1) === ' ' ? (found[0] as Reference) : undefined
}
