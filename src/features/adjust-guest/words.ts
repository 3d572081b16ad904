// Adjust: the form, and the sentences for each state.
import { defineWords } from '../../lib/words.ts'

export const adjustWords = defineWords({
  title: { en: 'Adjust a guest', es: 'Ajustar un cliente' },
  submit: { en: 'Adjust', es: 'Ajustar' },
  explain: {
    en: 'Sets level, points or level points by hand. What the guest has now appears here once the guest is shown.',
    es: 'Cambia a mano el nivel, los puntos o los puntos de nivel. Lo que tiene ahora aparece aquí cuando se muestre el cliente.',
  },
  onlyManagers: {
    en: 'Only managers may adjust guests, so nothing was done.',
    es: 'Solo los responsables pueden hacer ajustes, así que no se ha hecho nada.',
  },
  switchedOff: {
    en: 'Adjusting is switched off for your hotel, so nothing was done. The person who looks after the desk settings can switch it on.',
    es: 'Los ajustes a mano están desactivados en tu hotel, así que no se ha hecho nada. Puede activarlos quien lleva los ajustes del puesto.',
  },
  now: {
    en: 'Now: level *{level}* · points *{points}* · level points *{levelPoints}*',
    es: 'Ahora: nivel *{level}* · puntos *{points}* · puntos de nivel *{levelPoints}*',
  },
  noTrace: {
    en: 'This overwrites what the programme has, without a row in the guest’s history. To give points for a reason use /grant.',
    es: 'Esto sobrescribe lo que tiene el programa, sin dejar movimiento en el historial del cliente. Para dar puntos por un motivo usa /grant.',
  },
  limit: {
    en: 'More than {points} points up or down need another manager.',
    es: 'Más de {points} puntos arriba o abajo los tiene que aprobar otro responsable.',
  },
  level: { en: 'Level', es: 'Nivel' },
  points: { en: 'Points', es: 'Puntos' },
  levelPoints: { en: 'Level points', es: 'Puntos de nivel' },
  newLevel: { en: 'New level', es: 'Nivel nuevo' },
  newPoints: { en: 'New points', es: 'Puntos nuevos' },
  newLevelPoints: { en: 'New level points', es: 'Puntos de nivel nuevos' },
  keepLevel: { en: 'Leave it as it is', es: 'Dejarlo como está' },
  amountHint: { en: 'Empty: stays as it is', es: 'Vacío: se queda como está' },
  noLevelNames: {
    en: 'Levels can be chosen once they have names in the desk settings.',
    es: 'Los niveles se podrán elegir cuando tengan nombre en los ajustes del puesto.',
  },
  reason: { en: 'Reason (stays at the desk)', es: 'Motivo (se queda en el puesto)' },
  reasonShort: { en: 'Reason', es: 'Motivo' },
  readAfter: { en: 'Read after it', es: 'Leído después' },
  readInstead: { en: 'Read instead', es: 'Leído en su lugar' },
  notRead: { en: 'could not be read', es: 'no se ha podido leer' },
  notKnown: { en: 'not known', es: 'desconocido' },
  otherThanAsked: {
    en: 'The programme shows something else than was asked for: tell the hotel’s IT person.',
    es: 'El programa muestra algo distinto de lo pedido: avisa a informática del hotel.',
  },

  reasonMissing: { en: 'Say why in a few words.', es: 'Indica por qué en pocas palabras.' },
  nothingChanges: {
    en: 'Nothing would change. Write at least one new value that differs from what the guest has.',
    es: 'No cambiaría nada. Escribe al menos un valor nuevo distinto del que tiene el cliente.',
  },
  amountWrong: {
    en: 'Write a whole number from 0 to 1,000,000, for example 1500.',
    es: 'Escribe un número entero de 0 a 1.000.000, por ejemplo 1500.',
  },
  amountIsTotal: {
    en: 'Write the new total, not the difference: a whole number from 0 to 1,000,000.',
    es: 'Escribe el total nuevo, no la diferencia: un número entero de 0 a 1.000.000.',
  },
  beforeUnknown: {
    en: 'The programme does not say what the guest has now, so this cannot be set from here.',
    es: 'El programa no indica lo que tiene ahora el cliente, así que esto no se puede cambiar desde aquí.',
  },

  waiting: {
    en: 'Adjusting {guest} ({what}): another manager has to approve',
    es: 'Ajuste de {guest} ({what}): lo tiene que aprobar otro responsable',
  },
  sending: { en: 'Adjusting {guest} ({what})…', es: 'Ajustando {guest} ({what})…' },
  done: { en: '{guest} adjusted ({what})', es: 'Ajuste hecho de {guest} ({what})' },
  failed: { en: '{guest} was not adjusted ({what})', es: 'No se ha ajustado {guest} ({what})' },
  declined: { en: 'Declined: adjusting {guest} ({what})', es: 'Rechazado: ajuste de {guest} ({what})' },
  expired: {
    en: 'Expired, nothing was adjusted: {guest} ({what})',
    es: 'Caducado, no se ha ajustado nada: {guest} ({what})',
  },
  cancelled: { en: 'Cancelled: adjusting {guest} ({what})', es: 'Cancelado: ajuste de {guest} ({what})' },
  unknown: {
    en: 'We don’t know yet whether {guest} was adjusted ({what}). Checking in the loyalty programme…',
    es: 'Aún no sabemos si se ha ajustado {guest} ({what}). Comprobándolo en el programa de puntos…',
  },
  needsPerson: {
    en: 'We cannot tell whether {guest} was adjusted ({what}). Look at the guest in the loyalty programme; the desk does not repeat it by itself',
    es: 'No podemos saber si se ha ajustado {guest} ({what}). Mira el cliente en el programa de puntos; el puesto no lo repite por su cuenta',
  },
  notApplied: { en: '{guest} is not adjusted ({what})', es: '{guest} no está ajustado ({what})' },
})
