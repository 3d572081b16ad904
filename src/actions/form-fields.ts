// Fields that several forms have.
import type { DeskHotel } from '../domain/settings.ts'
import type { Language } from '../lib/words.ts'
import type { KnownBlock } from '../slack/blocks.ts'
import type { Typed } from '../slack/form.ts'
import { option, selectInput, textInput } from '../slack/inputs.ts'
import { formWords } from './form-words.ts'

/** Characters of a note or reason that a person may type. */
export const longestNote = 3000

/** Which hotel is meant; nothing where there is none to choose. */
export function hotelInput(
  feature: string,
  { hotels, hotel, language }: { hotels: readonly DeskHotel[]; hotel: DeskHotel; language: Language },
): KnownBlock[] {
  if (hotels.length <= 1) return []
  return [
    selectInput({
      field: 'hotel',
      feature,
      label: formWords(language)('hotel'),
      options: hotels.map(({ id, name }) => option(name, String(id))),
      initial: String(hotel.id),
    }),
  ]
}

/** The field `note`: what stays at the desk, or is for whoever decides. */
export function noteInput(
  feature: string,
  label: string,
  { note }: Typed,
  { optional }: { optional: boolean } = { optional: true },
): KnownBlock {
  return textInput({
    field: 'note',
    feature,
    label,
    initial: note,
    optional,
    multiline: true,
    maxLength: longestNote,
  })
}

/** What was typed into the field `note`; undefined where it was blanks. */
export function typedNote({ note }: Typed): string | undefined {
  return note?.trim() || undefined
}
