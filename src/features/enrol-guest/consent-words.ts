// What a guest agrees to when joining. Another wording is another version: the audit trail names which one was shown.
import { defineWords } from '../../lib/words.ts'

export const consentVersion = '2026-11'

export const consentWords = defineWords({
  wording: {
    en: 'I would like to join the loyalty programme of {hotel}. I agree that {hotel} keeps my name, my e-mail, my language and my stays for it, and writes to me about my membership. I can leave the programme at any time by telling the hotel.',
    es: 'Deseo unirme al programa de fidelización de {hotel}. Acepto que {hotel} guarde para ello mi nombre, mi correo, mi idioma y mis estancias, y que me escriba sobre mi condición de socio. Puedo dejar el programa en cualquier momento avisando al hotel.',
  },
})
