// What a guest agrees to when joining: the hotel's own words from the settings, else these. Another wording is another
// version: the audit trail names which one was shown.
import type { DeskHotel } from '../../domain/settings.ts'
import { defineWords, type Language } from '../../lib/words.ts'

const ownVersion = '2026-11'

export const consentWords = defineWords({
  wording: {
    en: 'I would like to join the loyalty programme of {hotel}. I agree that {hotel} keeps my name, my e-mail, my language and my stays for it, and writes to me about my membership. I can leave the programme at any time by telling the hotel.',
    es: 'Deseo unirme al programa de fidelización de {hotel}. Acepto que {hotel} guarde para ello mi nombre, mi correo, mi idioma y mis estancias, y que me escriba sobre mi condición de socio. Puedo dejar el programa en cualquier momento avisando al hotel.',
  },
})

/** What is shown to a guest of this hotel. */
export function wordingOf(hotel: DeskHotel, language: Language): { version: string; text: string } {
  return hotel.consent
    ? { version: hotel.consent.version, text: hotel.consent[language] }
    : { version: ownVersion, text: consentWords(language)('wording', { hotel: hotel.name }) }
}
