// Undo: the opposite operation, citing the one that it takes back.
import { defineWords } from '../../lib/words.ts'

export const undoWords = defineWords({
  concept: { en: 'Undo of {reference}', es: 'Anulación de {reference}' },
  amount: { en: 'Takes back', es: 'Anula' },
  points: {
    en: '{points, plural, one {# point} other {{n} points}}',
    es: '{points, plural, one {# punto} other {{n} puntos}}',
  },
  granted: { en: 'Granted → arrived', es: 'Abonado → recibido' },
  redeemed: { en: 'Redeemed → taken', es: 'Canjeado → descontado' },
  notRead: { en: 'could not be read', es: 'no se ha podido leer' },
  whyAsked: { en: 'Why a manager decides', es: 'Por qué decide un responsable' },
  spent: {
    en: 'The guest has spent of them: {points, plural, one {# point is left} other {{n} points are left}} and would be taken.',
    es: 'El cliente ha gastado parte: {points, plural, one {queda # punto, que es el que se descontaría} other {quedan {n} puntos, que son los que se descontarían}}.',
  },
  unread: {
    en: 'What arrived, or the balance, could not be read. Compare with the guest’s ledger.',
    es: 'No se ha podido leer lo que llegó o el saldo. Compáralo con los movimientos del cliente.',
  },
  bonus: {
    en: 'Giving points back counts as a grant: the guest’s level may add to them.',
    es: 'Devolver puntos cuenta como un abono: el nivel del cliente puede sumarle un extra.',
  },
  backup: {
    en: 'The desk was put back from a backup, and the ledger cannot be read to its end: it may have been undone since the backup. Compare with the guest’s ledger.',
    es: 'El puesto se restauró de una copia y no se pueden leer todos los movimientos: puede haberse anulado desde la copia de seguridad. Compáralo con los movimientos del cliente.',
  },
  product: { en: 'Product', es: 'Producto' },
  handedOver: { en: '📦 already handed over', es: '📦 ya entregado' },
  reason: { en: 'Reason', es: 'Motivo' },

  title: { en: 'Correction', es: 'Corrección' },
  submit: { en: 'Take it back', es: 'Anular' },
  close: { en: 'Close', es: 'Cerrar' },
  explain: {
    en: 'It is taken back by the opposite operation. A manager decides, unless you are one.',
    es: 'Se anula con la operación contraria. Lo decide un responsable, salvo que lo seas tú.',
  },
  explainOwn: {
    en: 'It is taken back by the opposite operation.',
    es: 'Se anula con la operación contraria.',
  },
  reasonLabel: { en: 'Why? (colleagues read it)', es: '¿Por qué? (lo leen los compañeros)' },
  reasonMissing: { en: 'Write a few words.', es: 'Escribe unas palabras.' },
  actingMissing: {
    en: 'Choose a colleague of the hotel: this is a shared log-in.',
    es: 'Elige a un compañero del hotel: es un usuario compartido.',
  },
  working: { en: '🔎 Reading what arrived…', es: '🔎 Leyendo lo que llegó…' },

  missing: {
    en: 'Nothing was done: this cannot be undone any more.',
    es: 'No se ha hecho nada: esto ya no se puede anular.',
  },
  notDone: {
    en: 'Nothing was done: only what was done can be undone. {reference}: {state}.',
    es: 'No se ha hecho nada: solo se puede anular lo que está hecho. {reference}: {state}.',
  },
  notYours: {
    en: 'Nothing was done: only {who} can undo {reference}.',
    es: 'No se ha hecho nada: solo {who} puede anular {reference}.',
  },
  never: {
    en: 'Nothing was done: {minutes, plural, =0 {this hotel undoes nothing that is done} one {{reference} could be undone for # minute by the person who made it, and not later} other {{reference} could be undone for # minutes by the person who made it, and not later}}. Talk to a manager.',
    es: 'No se ha hecho nada: {minutes, plural, =0 {en este hotel no se anula lo que ya está hecho} one {{reference} solo podía anularla quien la hizo durante # minuto} other {{reference} solo podía anularla quien la hizo durante # minutos}}. Habla con un responsable.',
  },
  nothingLeft: {
    en: 'Nothing was done: the guest has spent the points of {undone}, and none are left to take. Talk to a manager.',
    es: 'No se ha hecho nada: el cliente ya ha gastado los puntos de {undone} y no queda ninguno que descontar. Habla con un responsable.',
  },
  already: {
    en: 'Nothing more was done: {undone} is already being undone as {reference}, by {who}.',
    es: 'No se ha hecho nada más: {undone} ya se está anulando como {reference}, por {who}.',
  },
  undoneBefore: {
    en: 'Nothing was done: the ledger already has its undo {reference}, made since the backup that the desk was put back from.',
    es: 'No se ha hecho nada: en los movimientos ya consta su anulación {reference}, posterior a la copia de la que se restauró el puesto.',
  },
  alreadyDone: {
    en: 'Nothing more was done: {undone} was already undone as {reference}, by {who}.',
    es: 'No se ha hecho nada más: {undone} ya está anulado como {reference}, por {who}.',
  },
  asked: {
    en: '{reference}: undoing {undone}.',
    es: '{reference}: anulando {undone}.',
  },
  askedManager: {
    en: '{reference}: a manager decides about undoing {undone}. You will hear in your direct messages.',
    es: '{reference}: un responsable decide si se anula {undone}. Te avisaremos por mensaje directo.',
  },

  waiting: {
    en: 'Undo of {undone} ({points, plural, one {# point} other {{n} points}}) for {guest}: a manager has to approve',
    es: 'Anulación de {undone} ({points, plural, one {# punto} other {{n} puntos}}) para {guest}: la tiene que aprobar un responsable',
  },
  sending: {
    en: 'Undoing {undone} ({points, plural, one {# point} other {{n} points}}) for {guest}…',
    es: 'Anulando {undone} ({points, plural, one {# punto} other {{n} puntos}}) para {guest}…',
  },
  done: {
    en: '{undone} undone ({points, plural, one {# point} other {{n} points}}) for {guest}',
    es: '{undone} anulado ({points, plural, one {# punto} other {{n} puntos}}) para {guest}',
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
