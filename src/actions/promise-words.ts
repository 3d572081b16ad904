// How a promise to a guest is said wherever it stands.
import { defineWords } from '../lib/words.ts'

export const promiseWords = defineWords({
  line: { en: '{emoji} “{text}” for {guest}, by {day}', es: '{emoji} «{text}» para {guest}, hasta el {day}' },
  erased: { en: 'a promise whose text was erased', es: 'una promesa cuyo texto se ha borrado' },
  keep: { en: 'Kept', es: 'Cumplida' },
  cancel: { en: 'Cancel', es: 'Anularla' },
})
