// The columns of a batch's files.
import { defineWords } from '../../lib/words.ts'

export const tableWords = defineWords({
  columnLine: { en: 'line', es: 'línea' },
  columnGuest: { en: 'guest', es: 'cliente' },
  columnLevel: { en: 'level', es: 'nivel' },
  columnPoints: { en: 'points', es: 'puntos' },
  columnBalance: { en: 'balance', es: 'saldo' },
  columnNewBalance: { en: 'new balance', es: 'saldo nuevo' },
  columnReason: { en: 'reason', es: 'motivo' },
  columnProblem: { en: 'problem', es: 'problema' },
  columnState: { en: 'state', es: 'estado' },
  columnReference: { en: 'reference', es: 'referencia' },
  columnOperation: { en: 'operation', es: 'operación' },
  columnNote: { en: 'note', es: 'nota' },
  noteAboveLimit: {
    en: 'above the limits: part of the approval',
    es: 'por encima de los límites: entra en la aprobación',
  },
  notSent: { en: 'not sent', es: 'no enviado' },
})
