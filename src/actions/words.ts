// What cards say about an action, whatever its kind: states, reasons, people, times.
import { defineWords } from '../lib/words.ts'

export const actionWords = defineWords({
  by: { en: 'By {who}', es: 'Por {who}' },
  byAt: { en: 'By {who} at the shared desk {desk}', es: 'Por {who} en el puesto compartido {desk}' },
  approvedBy: { en: 'Approved by {who} at {time}', es: 'Aprobado por {who} a las {time}' },
  declinedBy: { en: 'Declined by {who} at {time}', es: 'Rechazado por {who} a las {time}' },
  expiredAt: { en: 'Expired at {time}: nobody decided', es: 'Caducada a las {time}: nadie decidió' },
  cancelledBy: { en: 'Cancelled by {who} at {time}', es: 'Cancelada por {who} a las {time}' },
  handedOver: { en: 'Handed over by {who} at {time}', es: 'Entregado por {who} a las {time}' },

  balanceNow: { en: 'Balance now', es: 'Saldo actual' },
  balanceUnread: { en: 'could not be read', es: 'no se ha podido leer' },
  pointsCount: { en: '{points} points', es: '{points} puntos' },
  balanceRead: { en: '{points} (read {time})', es: '{points} (leído a las {time})' },
  balanceChange: { en: 'Balance now → after', es: 'Saldo actual → después' },
  arrived: { en: 'Arrived, with the level bonus', es: 'Recibido, con el extra del nivel' },
  requestedBy: { en: 'Asked for by', es: 'Lo pide' },

  holdUpUnreachable: {
    en: 'The loyalty programme does not answer. Nothing has been sent yet; the desk sends it as soon as it answers.',
    es: 'El programa de puntos no responde. Aún no se ha enviado nada; se enviará en cuanto responda.',
  },
  holdUpLimited: {
    en: 'The loyalty programme asks us to wait. Nothing has been sent yet; the desk sends it in a moment.',
    es: 'El programa de puntos nos pide esperar. Aún no se ha enviado nada; se enviará en un momento.',
  },

  failedRejected: {
    en: 'The loyalty programme refused it, so nothing changed.',
    es: 'El programa de puntos lo ha rechazado, así que no ha cambiado nada.',
  },
  failedRejectedWith: {
    en: 'The loyalty programme refused it, so nothing changed. It says: “{detail}”',
    es: 'El programa de puntos lo ha rechazado, así que no ha cambiado nada. Dice: «{detail}»',
  },
  failedGuestGone: {
    en: 'The loyalty programme does not know this guest any more, so nothing changed. Look the guest up again.',
    es: 'El programa de puntos ya no conoce a este cliente, así que no ha cambiado nada. Búscalo de nuevo.',
  },
  failedCredentials: {
    en: "The loyalty programme refused the desk's own password, so nothing changed. Please tell the hotel's IT person.",
    es: 'El programa de puntos ha rechazado la contraseña del puesto, así que no ha cambiado nada. Avisa a informática del hotel, por favor.',
  },
  failedUnreachable: {
    en: 'The loyalty programme did not answer for ten minutes. It was never sent, so nothing changed. Ask again when it is back.',
    es: 'El programa de puntos no ha respondido en diez minutos. No se ha llegado a enviar, así que no ha cambiado nada. Vuelve a pedirlo cuando responda.',
  },
  failedNotUnderstood: {
    en: "The loyalty programme answered in a form that the desk does not understand. It was never sent, so nothing changed. Please tell the hotel's IT person.",
    es: 'El programa de puntos ha respondido de una forma que el puesto no entiende. No se ha llegado a enviar, así que no ha cambiado nada. Avisa a informática del hotel, por favor.',
  },
  failedNoLongerAllowed: {
    en: 'It is no longer allowed: the guest, the product or the rules have changed. Nothing was sent.',
    es: 'Ya no está permitido: han cambiado el cliente, el producto o las normas. No se ha enviado nada.',
  },
  failedTooFewPoints: {
    en: 'The balance no longer suffices: the guest has {balance} points now. Nothing was taken.',
    es: 'El saldo ya no alcanza: el cliente tiene ahora {balance} puntos. No se ha descontado nada.',
  },
  failedChanged: {
    en: 'The guest has changed since the form showed them, so nothing was written. Open the form again to see them as they are now.',
    es: 'El cliente ha cambiado desde que lo mostró el formulario, así que no se ha escrito nada. Abre el formulario de nuevo para verlo como está ahora.',
  },
  failedCameLate: {
    en: 'The first one came after all, so this was not sent: it would have been done twice.',
    es: 'El primero ha llegado después de todo, así que este no se ha enviado: se habría hecho dos veces.',
  },
  failedAlreadyMember: {
    en: 'The guest has become a member meanwhile, so nothing was sent.',
    es: 'El cliente ya se ha hecho socio entretanto, así que no se ha enviado nada.',
  },
  failedUnreadable: {
    en: 'This version of the desk cannot read the request, so nothing was sent. Please ask again.',
    es: 'Esta versión del puesto no puede leer la petición, así que no se ha enviado nada. Vuelve a pedirlo, por favor.',
  },
  notApplied: {
    en: 'The guest’s ledger does not have it, so nothing changed. Send it again, or leave it.',
    es: 'No consta en los movimientos del cliente, así que no ha cambiado nada. Envíalo de nuevo o déjalo así.',
  },
  notAppliedNoRow: {
    en: 'It did not arrive, so nothing changed. Send it again, or leave it.',
    es: 'No ha llegado, así que no ha cambiado nada. Envíalo de nuevo o déjalo así.',
  },
  needsPerson: {
    en: 'The ledger could not be read to the end. Please look it up under {reference} before doing it again.',
    es: 'No se han podido leer todos los movimientos. Búscalo por {reference} antes de repetirlo, por favor.',
  },

  sendAgain: { en: 'Send again', es: 'Enviar de nuevo' },
  leave: { en: 'Leave it', es: 'Dejarlo así' },
  lookAtLedger: { en: 'Look at the ledger', es: 'Ver los movimientos' },
  undoSecond: { en: 'Undo the second one', es: 'Anular el segundo' },
  undo: { en: 'Undo', es: 'Anular' },
  undoTitle: { en: 'Undo this?', es: '¿Anular esto?' },
  undoGrant: {
    en: 'The points that arrived are taken from the guest again, level bonus included.',
    es: 'Se descuentan al cliente los puntos que le llegaron, extra del nivel incluido.',
  },
  undoRedemption: {
    en: 'A manager is asked to give the guest the points back.',
    es: 'Se pide a un responsable que devuelva los puntos al cliente.',
  },
  undoKeep: { en: 'Keep it', es: 'Dejarlo así' },
  correct: { en: 'Correct', es: 'Corregir' },
  sentAgainAs: { en: 'Sent again as {reference}', es: 'Enviado de nuevo como {reference}' },
  leftBy: { en: 'Left as it is by {who}', es: 'Se queda así, por {who}' },
  undoneAs: { en: 'Undone as {reference}', es: 'Anulado como {reference}' },
  beingUndoneAs: { en: 'Being undone as {reference}', es: 'Anulándose como {reference}' },
  cameLate: {
    en: '⚠️ It had been declared not arrived, but its row came late: it counts.',
    es: '⚠️ Se había dado por no recibido, pero el movimiento llegó tarde: cuenta.',
  },
  cameLateNoRow: {
    en: '⚠️ It had been declared not arrived, but it came late: it counts.',
    es: '⚠️ Se había dado por no recibido, pero llegó tarde: cuenta.',
  },
  cameLateTwice: {
    en: '⚠️ Its row came late, and it had been sent again as {reference}: the guest may have it twice. A manager can undo the second one.',
    es: '⚠️ El movimiento llegó tarde y se había enviado de nuevo como {reference}: el cliente puede tenerlo dos veces. Un responsable puede anular el segundo.',
  },
  approve: { en: 'Approve', es: 'Aprobar' },
  decline: { en: 'Decline', es: 'Rechazar' },
  ask: { en: 'Ask', es: 'Preguntar' },
  answer: { en: 'Answer', es: 'Responder' },
  cancel: { en: 'Cancel the request', es: 'Cancelar la petición' },
  handOver: { en: 'Handed over', es: 'Entregado' },

  requestTitle: { en: 'A request waits for a manager', es: 'Una petición espera a un responsable' },
  expiresAt: { en: 'Expires {day} at {time}', es: 'Caduca el {day} a las {time}' },
  yourRequest: {
    en: 'Your request waits for a manager. You will hear here.',
    es: 'Tu petición espera a un responsable. Te avisaremos aquí.',
  },
  lastActions: { en: 'Last at this desk for the guest', es: 'Lo último de este puesto para el cliente' },
  noLastActions: {
    en: 'Nothing at this desk in the last 30 days',
    es: 'Nada en este puesto en los últimos 30 días',
  },
  lastAction: { en: '{what} ({when})', es: '{what} ({when})' },
  totalsToday: { en: 'Asked for by this person today', es: 'Pedido hoy por esta persona' },
  totals: {
    en: '{count, plural, =0 {nothing else} one {# action more, {points} points} other {# actions more, {points} points}}',
    es: '{count, plural, =0 {nada más} one {# operación más, {points} puntos} other {# operaciones más, {points} puntos}}',
  },
  warnNoStay: {
    en: 'The guest was not looked up by room or booking: no stay was checked.',
    es: 'No se buscó al cliente por habitación ni reserva: no se ha comprobado ninguna estancia.',
  },
  warnDoubled: {
    en: 'The guest already has points that look like this stay (operation {id}); it was asked for all the same.',
    es: 'El cliente ya tiene puntos que parecen de esta estancia (movimiento {id}); se ha pedido de todos modos.',
  },
  warnSamePair: {
    en: '{count, plural, one {The same person has acted for this guest # time in 30 days.} other {The same person has acted for this guest # times in 30 days.}}',
    es: '{count, plural, one {La misma persona ha atendido a este cliente # vez en 30 días.} other {La misma persona ha atendido a este cliente # veces en 30 días.}}',
  },
  warnBalanceShort: {
    en: 'The balance was already too low when it was asked for.',
    es: 'El saldo ya no alcanzaba cuando se pidió.',
  },

  otherHotels: {
    en: 'Not shown: {hotels}. {count, plural, one {Type the same in its channel} other {Type the same in the channel of the one that you mean}}.',
    es: 'No se muestra aquí: {hotels}. {count, plural, one {Escribe lo mismo en su canal} other {Escribe lo mismo en el canal del que te interese}}.',
  },

  question: { en: '{who} asks: {text}', es: '{who} pregunta: {text}' },
  reply: { en: '{who} answers: {text}', es: '{who} responde: {text}' },
  declineReason: { en: 'Reason: {text}', es: 'Motivo: {text}' },
  questionTitle: {
    en: 'A question about your request {reference}',
    es: 'Una pregunta sobre tu petición {reference}',
  },
  answered: { en: 'Answered.', es: 'Respondida.' },

  stateRequested: { en: 'about to be sent', es: 'a punto de enviarse' },
  stateWaiting: { en: 'waits for a manager', es: 'espera a un responsable' },
  stateApproved: { en: 'approved, being sent', es: 'aprobada, enviándose' },
  stateDeclined: { en: 'declined', es: 'rechazada' },
  stateExpired: { en: 'expired', es: 'caducada' },
  stateCancelled: { en: 'cancelled', es: 'cancelada' },
  stateSending: { en: 'being sent', es: 'enviándose' },
  stateDone: { en: 'done', es: 'hecho' },
  stateFailed: { en: 'not done', es: 'no hecho' },
  stateUnknown: { en: 'not known yet', es: 'aún no se sabe' },
  stateNeedsPerson: { en: 'a person must look', es: 'tiene que mirarlo una persona' },
  stateNotApplied: { en: 'did not arrive', es: 'no ha llegado' },
})
