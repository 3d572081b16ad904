// Decisions on requests: the small forms, and the kind sentence for whoever was second.
import { defineWords } from '../../lib/words.ts'

export const requestWords = defineWords({
  declineTitle: { en: 'Decline the request', es: 'Rechazar la petición' },
  declineLabel: { en: 'Why? (the requester reads it)', es: '¿Por qué? (lo lee quien lo pidió)' },
  declineSubmit: { en: 'Decline', es: 'Rechazar' },
  askTitle: { en: 'Ask about the request', es: 'Preguntar' },
  askLabel: { en: 'Your question to the requester', es: 'Tu pregunta a quien lo pidió' },
  askSubmit: { en: 'Ask', es: 'Preguntar' },
  answerTitle: { en: 'Answer the question', es: 'Responder' },
  answerLabel: { en: 'Your answer', es: 'Tu respuesta' },
  answerSubmit: { en: 'Answer', es: 'Responder' },
  close: { en: 'Cancel', es: 'Cancelar' },
  closeNotice: { en: 'Close', es: 'Cerrar' },
  textMissing: { en: 'Write a few words.', es: 'Escribe unas palabras.' },

  alreadyApproved: {
    en: 'Nothing more was done: {reference} was already approved by {who} at {time}. State: {state}.',
    es: 'No se ha hecho nada más: {reference} ya la aprobó {who} a las {time}. Estado: {state}.',
  },
  alreadyDeclined: {
    en: 'Nothing more was done: {reference} was already declined by {who} at {time}.',
    es: 'No se ha hecho nada más: {reference} ya la rechazó {who} a las {time}.',
  },
  alreadyCancelled: {
    en: 'Nothing more was done: {reference} was already cancelled by {who} at {time}.',
    es: 'No se ha hecho nada más: {reference} ya la canceló {who} a las {time}.',
  },
  alreadyExpired: {
    en: 'Nothing was done: {reference} already expired at {time}. Ask for it again if it is still wanted.',
    es: 'No se ha hecho nada: {reference} ya caducó a las {time}. Vuelve a pedirlo si aún hace falta.',
  },
  notWaiting: {
    en: 'Nothing was done: {reference} does not wait for a decision. State: {state}.',
    es: 'No se ha hecho nada: {reference} no espera ninguna decisión. Estado: {state}.',
  },
  alreadyHandedOver: {
    en: 'Nothing more was done: {reference} was already handed over by {who} at {time}.',
    es: 'No se ha hecho nada más: {reference} ya lo entregó {who} a las {time}.',
  },
  notToHandOver: {
    en: 'Nothing was done: {reference} is nothing to hand over. State: {state}.',
    es: 'No se ha hecho nada: {reference} no es algo que entregar. Estado: {state}.',
  },
  notKnown: {
    en: 'The desk does not know this request, so nothing was done.',
    es: 'El puesto no conoce esta petición, así que no se ha hecho nada.',
  },
  notKnownSince: {
    en: 'Nothing was done: this is not known here since the restore of {when}. Look it up in the guest’s ledger.',
    es: 'No se ha hecho nada: no consta aquí desde la restauración del {when}. Búscalo en los movimientos del cliente.',
  },
  ownRequest: {
    en: 'Nothing was done: nobody decides on their own request. Another manager has to.',
    es: 'No se ha hecho nada: nadie decide sobre su propia petición. Tiene que hacerlo otro responsable.',
  },
  notManager: {
    en: 'Nothing was done: only managers of this hotel decide on requests.',
    es: 'No se ha hecho nada: solo los responsables de este hotel deciden sobre las peticiones.',
  },
  sharedLogin: {
    en: 'Nothing was done: a shared log-in cannot decide on requests. Use your own.',
    es: 'No se ha hecho nada: un usuario compartido no puede decidir sobre peticiones. Usa el tuyo.',
  },
  notRequester: {
    en: 'Nothing was done: only the person who asked can do this.',
    es: 'No se ha hecho nada: solo puede hacerlo quien lo pidió.',
  },
  notStaff: {
    en: 'Nothing was done: you are not on the staff list of this hotel.',
    es: 'No se ha hecho nada: no estás en la lista de personal de este hotel.',
  },
})
