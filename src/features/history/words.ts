// The guest's history: the list, its filter and pages, and one operation's details.
import { defineWords } from '../../lib/words.ts'

export const historyWords = defineWords({
  title: { en: 'Points history', es: 'Movimientos' },
  detailsTitle: { en: 'One operation', es: 'Un movimiento' },
  close: { en: 'Close', es: 'Cerrar' },
  reading: { en: '🔎 Reading the history…', es: '🔎 Leyendo los movimientos…' },
  readingOne: { en: '🔎 Reading the operation…', es: '🔎 Leyendo el movimiento…' },

  balance: { en: '*{points} points* (read {time})', es: '*{points} puntos* (leído a las {time})' },
  balanceUnknown: { en: 'Points not known (read {time})', es: 'Puntos desconocidos (leído a las {time})' },
  count: {
    en: '{count, plural, =0 {no operations} one {# operation} other {# operations}}',
    es: '{count, plural, =0 {ningún movimiento} one {# movimiento} other {# movimientos}}',
  },
  incomplete: {
    en: '⚠️ The programme did not give the whole history: rows may be missing here, also new ones. Look in the programme itself before you rely on it.',
    es: '⚠️ El programa no ha dado el historial completo: aquí pueden faltar movimientos, también recientes. Míralo en el propio programa antes de fiarte.',
  },
  empty: {
    en: 'This guest has no operations in the programme yet.',
    es: 'Este cliente aún no tiene movimientos en el programa.',
  },
  noneOfKind: {
    en: 'There are no operations of this kind. Press “All” to see the others.',
    es: 'No hay movimientos de este tipo. Pulsa «Todos» para ver los demás.',
  },

  all: { en: 'All', es: 'Todos' },
  granted: { en: 'Granted', es: 'Abonos' },
  redeemed: { en: 'Redeemed', es: 'Canjes' },
  expired: { en: 'Expired', es: 'Caducados' },
  newer: { en: '◀ Newer', es: '◀ Más recientes' },
  older: { en: 'Older ▶', es: 'Más antiguos ▶' },
  details: { en: 'Details', es: 'Detalles' },

  withBonus: { en: '{points} ({bonus} level bonus)', es: '{points} ({bonus} extra del nivel)' },
  unknown: { en: 'not known', es: 'desconocido' },
  noDate: { en: 'date not known', es: 'fecha desconocida' },
  noConcept: { en: 'no reason given', es: 'sin motivo' },
  someExpired: { en: '⌛ {points} of them expired', es: '⌛ {points} de ellos han caducado' },
  by: { en: 'by {who}', es: 'por {who}' },
  undoes: { en: '↩️ Takes back {reference} ({state})', es: '↩️ Anula {reference} ({state})' },
  undoneBy: { en: '↩️ Taken back by {reference} ({state})', es: '↩️ Anulado por {reference} ({state})' },
  undoAsked: {
    en: '↩️ Undo asked for as {reference} ({state})',
    es: '↩️ Anulación pedida como {reference} ({state})',
  },
  againFor: {
    en: '🔁 Sent again for {reference} ({state})',
    es: '🔁 Enviado de nuevo por {reference} ({state})',
  },
  againAs: {
    en: '🔁 Sent again as {reference} ({state})',
    es: '🔁 Enviado de nuevo como {reference} ({state})',
  },

  gone: {
    en: 'The programme no longer has this operation. Nothing changed; open the history again.',
    es: 'El programa ya no tiene este movimiento. No ha cambiado nada; abre de nuevo los movimientos.',
  },
  date: { en: 'Date', es: 'Fecha' },
  points: { en: 'Points', es: 'Puntos' },
  bonus: { en: 'Level bonus', es: 'Extra del nivel' },
  consumed: { en: 'Used since', es: 'Usados después' },
  remaining: { en: 'Left', es: 'Quedan' },
  expiredPoints: { en: 'Expired', es: 'Caducados' },
  expiresOn: { en: 'What is left expires on', es: 'Lo que queda caduca el' },
  product: { en: 'Product', es: 'Producto' },
  where: { en: 'Where', es: 'Dónde' },
  room: { en: 'room {room}', es: 'habitación {room}' },
  code: { en: 'Voucher code', es: 'Código del vale' },
})
