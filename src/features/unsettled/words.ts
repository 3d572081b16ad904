// Deciding about a write whose answer was lost: with the ledger in front of one.
import { defineWords } from '../../lib/words.ts'

export const unsettledWords = defineWords({
  title: { en: 'The guest’s ledger', es: 'Movimientos' },
  submit: { en: 'Decide', es: 'Decidir' },
  close: { en: 'Cancel', es: 'Cancelar' },
  reading: { en: '🔎 Reading the ledger…', es: '🔎 Leyendo los movimientos…' },
  explain: {
    en: '{what}\nLook for *{reference}* among the guest’s last rows:',
    es: '{what}\nBusca *{reference}* entre los últimos movimientos del cliente:',
  },
  noRows: { en: 'The ledger shows no rows.', es: 'No aparece ningún movimiento.' },
  row: { en: '`{at}`  *{points}*  {concept}', es: '`{at}`  *{points}*  {concept}' },
  noDate: { en: 'date not known', es: 'fecha desconocida' },
  unread: {
    en: '⚠️ The ledger cannot be read right now. Look it up in the loyalty programme itself.',
    es: '⚠️ Ahora mismo no se pueden leer los movimientos. Míralo en el propio programa de puntos.',
  },
  incomplete: {
    en: '⚠️ These may not be all the rows: before you decide that it is not there, look in the loyalty programme itself.',
    es: '⚠️ Puede que no sean todos los movimientos: antes de decidir que no está, míralo en el propio programa de puntos.',
  },
  noTrace: {
    en: 'This leaves no row in the ledger: ask the guest whether the mail came, or look in the loyalty programme itself.',
    es: 'Esto no deja ningún movimiento: pregunta al cliente si le ha llegado el correo o míralo en el propio programa de puntos.',
  },
  noTraceAdjusted: {
    en: 'This leaves no row in the ledger: look at the guest in the loyalty programme itself and compare their values with those above.',
    es: 'Esto no deja ningún movimiento: mira el cliente en el propio programa de puntos y compara sus valores con los de arriba.',
  },
  question: { en: 'Did it arrive?', es: '¿Ha llegado?' },
  arrived: { en: 'Yes, it is there', es: 'Sí, está' },
  notArrived: { en: 'No, it is not there', es: 'No, no está' },
  chooseFirst: { en: 'Choose one of the two.', es: 'Elige una de las dos.' },

  onlyManagers: {
    en: 'Nothing was done: only managers of this hotel decide on this.',
    es: 'No se ha hecho nada: esto solo lo deciden los responsables de este hotel.',
  },
  notYours: {
    en: 'Nothing was done: only the person who asked, or a manager, can do this.',
    es: 'No se ha hecho nada: solo puede hacerlo quien lo pidió o un responsable.',
  },
  working: { en: '🔎 Reading the guest…', es: '🔎 Leyendo los datos del cliente…' },

  missing: {
    en: 'Nothing was done: the desk does not know this any more. Look in the guest’s ledger.',
    es: 'No se ha hecho nada: esto ya no consta aquí. Búscalo en los movimientos del cliente.',
  },
  unreadable: {
    en: 'Nothing was done: this version of the desk cannot read it. Please ask for it anew.',
    es: 'No se ha hecho nada: esta versión del puesto no puede leerlo. Vuelve a pedirlo, por favor.',
  },
  already: {
    en: 'Nothing more was done: {reference} is already {state}.',
    es: 'No se ha hecho nada más: {reference} ya está {state}.',
  },
  alreadySent: {
    en: 'Nothing more was done: it was already sent again as {reference}.',
    es: 'No se ha hecho nada más: ya se envió de nuevo como {reference}.',
  },
  alreadyLeft: {
    en: 'Nothing more was done: {who} left it as it is.',
    es: 'No se ha hecho nada más: {who} lo dejó así.',
  },
})
