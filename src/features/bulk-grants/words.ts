// Bulk grants: the form, the rehearsal, the cards in every state, and what a press is answered with.
import { defineWords } from '../../lib/words.ts'

export const bulkWords = defineWords({
  help: {
    en: 'grants points to many guests from a file, after a manager’s approval',
    es: 'abona puntos a muchos clientes desde un archivo, con la aprobación de un responsable',
  },
  formTitle: { en: 'Grant points to many', es: 'Abonar puntos a varios' },
  formSubmit: { en: 'Rehearse', es: 'Comprobar' },
  cancel: { en: 'Cancel', es: 'Cancelar' },
  noticeClose: { en: 'Close', es: 'Cerrar' },
  intro: {
    en: 'Each line: e-mail or #number; points; reason. Nothing is granted yet: first you see what would happen.',
    es: 'Cada línea: correo o #número; puntos; motivo. Aún no se abona nada: primero verás qué pasaría.',
  },
  file: { en: 'CSV file', es: 'Archivo CSV' },
  fileHint: {
    en: 'Up to {rows} lines and 1 MB, with “;” or “,” between the columns',
    es: 'Hasta {rows} líneas y 1 MB, con «;» o «,» entre las columnas',
  },
  text: { en: 'Or paste the lines here', es: 'O pega las líneas aquí' },
  textHint: {
    en: 'Up to 3,000 characters, some 80 lines; for more, attach a file. The reason can be left out; the guest reads it.',
    es: 'Hasta 3.000 caracteres, unas 80 líneas; para más, adjunta un archivo. El motivo se puede omitir; el cliente lo lee.',
  },
  acting: { en: 'Who is at the desk?', es: '¿Quién está en el puesto?' },
  actingMissing: {
    en: 'Choose who is at the desk: a colleague of this hotel.',
    es: 'Elige quién está en el puesto: un compañero de este hotel.',
  },
  nothingGiven: { en: 'Attach a file or paste the lines.', es: 'Adjunta un archivo o pega las líneas.' },
  bothGiven: {
    en: 'There is a file and pasted text. Leave one of them.',
    es: 'Hay un archivo y un texto pegado. Deja solo uno de los dos.',
  },
  notAllowed: {
    en: 'Nothing was done: granting points is for the agents and managers of the hotel.',
    es: 'No se ha hecho nada: abonar puntos es para agentes y responsables del hotel.',
  },

  reading: { en: '📄 Reading the lines…', es: '📄 Leyendo las líneas…' },
  rehearsing: {
    en: '🔎 Looking up the guests: {done} of {count}. You can close this: the result also comes as a direct message.',
    es: '🔎 Buscando a los clientes: {done} de {count}. Puedes cerrar esto: el resultado también llegará por mensaje directo.',
  },
  stalled: {
    en: '⏳ The programme does not answer: {done} of {count} guests so far. The desk tries again by itself until {time}. You can close this: the result also comes as a direct message.',
    es: '⏳ El programa no responde: {done} de {count} clientes por ahora. El puesto lo seguirá intentando hasta las {time}. Puedes cerrar esto: el resultado también llegará por mensaje directo.',
  },
  askSubmit: { en: 'Ask for approval', es: 'Pedir aprobación' },
  discard: { en: 'Discard', es: 'Descartar' },
  withdraw: { en: 'Withdraw the request', es: 'Retirar la petición' },
  approve: { en: 'Approve', es: 'Aprobar' },
  decline: { en: 'Decline', es: 'Rechazar' },
  declineTitle: { en: 'Decline', es: 'Rechazar' },
  declineSubmit: { en: 'Decline', es: 'Rechazar' },
  declineReason: { en: 'Why? The author reads it.', es: '¿Por qué? Lo leerá quien lo pidió.' },
  declineMissing: { en: 'Say why in a few words.', es: 'Indica por qué en pocas palabras.' },
  reverse: { en: 'Reverse the batch', es: 'Anular el lote' },
  reverseTitle: { en: 'Reverse the batch?', es: '¿Anular el lote?' },
  reverseText: {
    en: 'Another manager has to approve. Then the points of each line are taken back, one by one.',
    es: 'Otro responsable tiene que aprobarlo. Después se retirarán los puntos de cada línea, uno a uno.',
  },
  reverseConfirmYes: { en: 'Ask for it', es: 'Pedirlo' },
  reverseConfirmNo: { en: 'Cancel', es: 'Cancelar' },

  headline: {
    en: 'Bulk grant: {count, plural, one {# line} other {# lines}}, {points} points',
    es: 'Abono en lote: {count, plural, one {# línea} other {# líneas}}, {points} puntos',
  },
  headlineReverse: {
    en: 'Reversal of a bulk grant: {count, plural, one {# line} other {# lines}}, {points} points',
    es: 'Anulación de un abono en lote: {count, plural, one {# línea} other {# líneas}}, {points} puntos',
  },
  stateRehearsed: { en: 'rehearsed, nothing granted yet', es: 'comprobado, aún no se ha abonado nada' },
  stateWaiting: { en: 'waits for a manager', es: 'espera a un responsable' },
  stateRunning: { en: 'running', es: 'en curso' },
  stateFinished: { en: 'finished', es: 'terminado' },
  stateDeclined: { en: 'declined, nothing changed', es: 'rechazado, no ha cambiado nada' },
  stateExpired: { en: 'expired, nothing changed', es: 'caducado, no ha cambiado nada' },
  stateCancelled: { en: 'withdrawn, nothing changed', es: 'retirado, no ha cambiado nada' },
  stateUnreadable: { en: 'not usable, nothing changed', es: 'no utilizable, no ha cambiado nada' },

  ready: { en: 'Ready', es: 'Listas' },
  leftOut: { en: 'Left out', es: 'Omitidas' },
  linesAndPoints: {
    en: '{count, plural, one {# line} other {# lines}} · {points} points',
    es: '{count, plural, one {# línea} other {# líneas}} · {points} puntos',
  },
  lines: {
    en: '{count, plural, one {# line} other {# lines}}',
    es: '{count, plural, one {# línea} other {# líneas}}',
  },
  aboveLimit: { en: 'Above the author’s limits', es: 'Por encima de los límites de quien lo pide' },
  askedBy: { en: 'Asked for by', es: 'Lo pide' },
  byAt: { en: '{who} at the shared desk {desk}', es: '{who} en el puesto compartido {desk}' },
  progress: { en: 'Done', es: 'Hechas' },
  progressOf: { en: '{done} of {count} · {points} points', es: '{done} de {count} · {points} puntos' },
  unknown: { en: 'Not known yet', es: 'Aún no se sabe' },
  failed: { en: 'Not done', es: 'No hechas' },
  heldUp: {
    en: '⏳ The programme does not answer at the moment. The desk goes on by itself; nothing is sent twice.',
    es: '⏳ El programa no responde en este momento. El puesto sigue solo; no se envía nada dos veces.',
  },
  openRows: { en: 'To look at', es: 'Por revisar' },
  sampleRows: { en: 'For example', es: 'Por ejemplo' },
  more: { en: '… and {count} more: see the file.', es: '… y {count} más: mira el archivo.' },
  line: { en: 'Line {line}', es: 'Línea {line}' },
  balanceUnknown: { en: 'balance not known', es: 'saldo desconocido' },
  wholeTable: {
    en: 'The whole table is in the file in your direct messages.',
    es: 'La tabla completa está en el archivo de tus mensajes directos.',
  },
  nothingReady: {
    en: 'No line can be granted, so there is nothing to ask for. Correct the file and try again.',
    es: 'Ninguna línea se puede abonar, así que no hay nada que pedir. Corrige el archivo e inténtalo de nuevo.',
  },
  expiresAt: { en: 'Expires {day} at {time}', es: 'Caduca el {day} a las {time}' },
  approvedBy: { en: 'Approved by {who} at {time}', es: 'Aprobado por {who} a las {time}' },
  declinedBy: {
    en: 'Declined by {who} at {time}: {reason}',
    es: 'Rechazado por {who} a las {time}: {reason}',
  },
  told: {
    en: '{headline}: finished. Done: {done} of {count}.',
    es: '{headline}: terminado. Hechas: {done} de {count}.',
  },
  toldDeclined: {
    en: '{headline}: declined by {who}, nothing changed. Reason: {reason}',
    es: '{headline}: lo ha rechazado {who}, no ha cambiado nada. Motivo: {reason}',
  },
  toldExpired: {
    en: '{headline}: nobody decided in time, so nothing changed. Ask for it again if it is still wanted.',
    es: '{headline}: nadie lo ha decidido a tiempo, así que no ha cambiado nada. Vuelve a pedirlo si aún hace falta.',
  },
  rehearsalFile: { en: 'Rehearsal', es: 'Comprobación' },
  resultFile: { en: 'Result', es: 'Resultado' },
  rehearsalComment: {
    en: 'The whole rehearsal, line by line. Nothing has been granted yet.',
    es: 'La comprobación completa, línea a línea. Aún no se ha abonado nada.',
  },
  resultComment: { en: 'What came of each line.', es: 'Qué ha pasado con cada línea.' },

  asked: {
    en: 'Asked for. A manager decides; you will hear in your direct messages.',
    es: 'Pedido. Decide un responsable; te avisaremos por mensaje directo.',
  },
  notYours: {
    en: 'Nothing was done: only {who} can do this.',
    es: 'No se ha hecho nada: solo {who} puede hacerlo.',
  },
  ownRequest: {
    en: 'Nothing was done: you asked for it yourself, so another manager has to decide.',
    es: 'No se ha hecho nada: lo has pedido tú, así que tiene que decidir otro responsable.',
  },
  notManager: {
    en: 'Nothing was done: only a manager of this hotel can do this.',
    es: 'No se ha hecho nada: solo un responsable de este hotel puede hacerlo.',
  },
  sharedLogin: {
    en: 'Nothing was done: a shared log-in cannot decide. Use your own account.',
    es: 'No se ha hecho nada: un usuario compartido no puede decidir. Usa tu propia cuenta.',
  },
  alreadyApproved: {
    en: 'Nothing more was done: {who} already approved it at {time}. State: {state}.',
    es: 'No se ha hecho nada más: ya lo aprobó {who} a las {time}. Estado: {state}.',
  },
  alreadyDeclined: {
    en: 'Nothing more was done: {who} already declined it at {time}. State: {state}.',
    es: 'No se ha hecho nada más: ya lo rechazó {who} a las {time}. Estado: {state}.',
  },
  already: {
    en: 'Nothing more was done. State: {state}.',
    es: 'No se ha hecho nada más. Estado: {state}.',
  },
  beforeRestore: {
    en: 'Nothing was done: the desk was put back from a backup since. Look at the guests’ ledgers before you rehearse the file again.',
    es: 'No se ha hecho nada: el puesto se ha restaurado de una copia desde entonces. Mira los movimientos de los clientes antes de comprobar el archivo de nuevo.',
  },
  gone: {
    en: 'Nothing was done: this batch is not known.',
    es: 'No se ha hecho nada: este lote no se conoce.',
  },
  nothingToReverse: {
    en: 'Nothing was done: there is nothing left to take back.',
    es: 'No se ha hecho nada: no queda nada que retirar.',
  },
  reversalOff: {
    en: 'Nothing was done: by its settings this hotel takes nothing back later.',
    es: 'No se ha hecho nada: según los ajustes, en este hotel no se retira después lo que ya está hecho.',
  },
  reverseAsked: {
    en: 'Asked for: another manager has to approve the reversal.',
    es: 'Pedido: otro responsable tiene que aprobar la anulación.',
  },
})
