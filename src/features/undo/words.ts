// Undo: the opposite operation, citing the one that it takes back.
import { defineWords } from '../../lib/words.ts'

export const undoWords = defineWords({
  concept: { en: 'Undo of {reference}', es: 'Anulación de {reference}' },
  amount: { en: 'Takes back', es: 'Anula' },
  points: { en: '{points} points', es: '{points} puntos' },
  missing: {
    en: 'Nothing was done: this cannot be undone any more.',
    es: 'No se ha hecho nada: esto ya no se puede anular.',
  },
  already: {
    en: 'Nothing more was done: it is already being undone as {reference}.',
    es: 'No se ha hecho nada más: ya se está anulando como {reference}.',
  },
  asked: {
    en: '{reference}: undoing {undone}.',
    es: '{reference}: anulando {undone}.',
  },

  waiting: {
    en: 'Undo of {undone} ({points} points) for {guest}: a manager has to approve',
    es: 'Anulación de {undone} ({points} puntos) para {guest}: la tiene que aprobar un responsable',
  },
  sending: {
    en: 'Undoing {undone} ({points} points) for {guest}…',
    es: 'Anulando {undone} ({points} puntos) para {guest}…',
  },
  done: {
    en: '{undone} undone ({points} points) for {guest}',
    es: '{undone} anulado ({points} puntos) para {guest}',
  },
  failed: {
    en: '{undone} was not undone for {guest}',
    es: 'No se ha anulado {undone} para {guest}',
  },
  declined: {
    en: 'Declined: undo of {undone} for {guest}',
    es: 'Rechazado: anulación de {undone} para {guest}',
  },
  expired: {
    en: 'Expired, nothing was undone: {undone} for {guest}',
    es: 'Caducado, no se ha anulado nada: {undone} para {guest}',
  },
  cancelled: {
    en: 'Cancelled: undo of {undone} for {guest}',
    es: 'Cancelado: anulación de {undone} para {guest}',
  },
  unknown: {
    en: 'We don’t know yet whether {undone} was undone for {guest}. Checking the guest’s ledger…',
    es: 'Aún no sabemos si se ha anulado {undone} para {guest}. Comprobando los movimientos del cliente…',
  },
  needsPerson: {
    en: 'We cannot tell whether {undone} was undone for {guest}',
    es: 'No podemos saber si se ha anulado {undone} para {guest}',
  },
  notApplied: {
    en: '{undone} is not undone for {guest}: it did not arrive',
    es: '{undone} no está anulado para {guest}: no ha llegado',
  },
})
