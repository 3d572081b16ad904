// Promises to guests: the form, the message in the desk channel, and what a second press hears.
import { defineWords } from '../../lib/words.ts'

export const promisesWords = defineWords({
  title: { en: 'Promise', es: 'Promesa' },
  submit: { en: 'Note it', es: 'Anotar' },
  close: { en: 'Close', es: 'Cerrar' },
  lookingUp: { en: '🔎 Looking up the guest…', es: '🔎 Buscando al cliente…' },
  explain: {
    en: 'The desk channel and every hand-over show it until it is kept or cancelled. Nothing is sent to the loyalty programme.',
    es: 'El canal de recepción y cada relevo la muestran hasta que se cumpla o se anule. No se envía nada al programa de puntos.',
  },
  what: { en: 'What was promised', es: 'Qué se ha prometido' },
  whatHint: { en: 'For example: 300 points at check-out', es: 'Por ejemplo: 300 puntos a la salida' },
  due: { en: 'By when', es: 'Para cuándo' },
  whatMissing: { en: 'Say what was promised.', es: 'Di qué se ha prometido.' },
  dueMissing: { en: 'Choose a day.', es: 'Elige un día.' },
  duePast: {
    en: 'This day is over. Choose today or later.',
    es: 'Ese día ya ha pasado. Elige hoy o más tarde.',
  },
  dueFar: { en: 'Choose a day within a year.', es: 'Elige un día dentro de un año.' },
  noted: {
    en: '🤝 Noted: the desk channel shows it until it is kept or cancelled.',
    es: '🤝 Anotada: el canal de recepción la muestra hasta que se cumpla o se anule.',
  },
  notedBefore: {
    en: 'Nothing more was done: this promise is noted already.',
    es: 'No se ha hecho nada más: esta promesa ya está anotada.',
  },
  fallback: { en: 'Promised to {guest}', es: 'Prometido a {guest}' },
  by: { en: 'Promised by {who}', es: 'Prometido por {who}' },
  byAt: { en: 'Promised by {who} at {desk}', es: 'Prometido por {who} en {desk}' },
  stateOpen: { en: '🤝 open', es: '🤝 pendiente' },
  stateKept: { en: '✅ kept by {who} at {time}', es: '✅ cumplida por {who} a las {time}' },
  stateCancelled: { en: '↩️ cancelled by {who} at {time}', es: '↩️ anulada por {who} a las {time}' },
  stateExpired: {
    en: '⌛ expired on {day}: nobody said that it was kept',
    es: '⌛ caducada el {day}: nadie ha dicho que se cumpliera',
  },
  missing: {
    en: 'Nothing was done: the desk does not know this promise.',
    es: 'No se ha hecho nada: el puesto no conoce esta promesa.',
  },
  notShown: {
    en: 'No guest is shown yet, so nothing was noted. Press again in a moment; if it stays so, look the guest up again.',
    es: 'Aún no se ve ningún cliente, así que no se ha anotado nada. Vuelve a pulsar en un momento; si sigue igual, busca de nuevo al cliente.',
  },
  notStaff: {
    en: 'Nothing was done: only the staff of this hotel can say so.',
    es: 'No se ha hecho nada: solo puede decirlo el personal de este hotel.',
  },
  nowEnded: { en: 'Done: {state}.', es: 'Hecho: {state}.' },
  alreadyEnded: {
    en: 'Nothing more was done: the promise is {state}.',
    es: 'No se ha hecho nada más: la promesa está {state}.',
  },
})
