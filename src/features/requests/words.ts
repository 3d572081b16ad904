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
  textMissing: { en: 'Write a few words.', es: 'Escribe unas palabras.' },

  already: {
    en: 'Nothing more was done: {reference} is already {state}, by {who} at {time}.',
    es: 'No se ha hecho nada más: {reference} ya está {state}, por {who} a las {time}.',
  },
  alreadyBySystem: {
    en: 'Nothing more was done: {reference} is already {state}, since {time}.',
    es: 'No se ha hecho nada más: {reference} ya está {state}, desde las {time}.',
  },
  notKnown: {
    en: 'The desk does not know this request, so nothing was done.',
    es: 'El puesto no conoce esta petición, así que no se ha hecho nada.',
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
