// Hand-overs between shifts, and what is open right now for somebody who asks.
import { defineWords } from '../../lib/words.ts'

export const handoverWords = defineWords({
  heading: {
    en: '🔁 *Hand-over at {time}* · {hotel} · {day}',
    es: '🔁 *Relevo de las {time}* · {hotel} · {day}',
  },
  dutyHeading: { en: '🔁 *Open now, {time}* · {hotel}', es: '🔁 *Pendiente ahora, {time}* · {hotel}' },
  quiet: {
    en: '{heading} · nothing waits, nothing is unclear, no promise is due.',
    es: '{heading} · nada espera, nada está en duda y no vence ninguna promesa.',
  },
  late: {
    en: '⏰ Posted late, at {time}: the desk, Slack or this channel could not be reached.',
    es: '⏰ Publicado tarde, a las {time}: no había conexión con el puesto, con Slack o con este canal.',
  },
  over: {
    en: 'The next shift has taken over: look at its hand-over.',
    es: 'Ya ha empezado otro turno: mira su relevo.',
  },
  look: {
    en: '{count, plural, one {*Not clear yet: #*} other {*Not clear yet: #*}}',
    es: '{count, plural, one {*Sin aclarar: #*} other {*Sin aclarar: #*}}',
  },
  promises: {
    en: '{count, plural, one {*Promised to guests: #*} other {*Promised to guests: #*}}',
    es: '{count, plural, one {*Prometido a clientes: #*} other {*Prometido a clientes: #*}}',
  },
  waiting: {
    en: '{count, plural, one {*Waiting for a manager: #*} other {*Waiting for a manager: #*}}',
    es: '{count, plural, one {*Esperan a un responsable: #*} other {*Esperan a un responsable: #*}}',
  },
  bulk: {
    en: '{count, plural, one {*Bulk requests waiting for a manager: #*} other {*Bulk requests waiting for a manager: #*}} · see the approvals channel',
    es: '{count, plural, one {*Peticiones en lote que esperan a un responsable: #*} other {*Peticiones en lote que esperan a un responsable: #*}} · están en el canal de aprobaciones',
  },
  since: { en: '*Settled since*', es: '*Resuelto desde entonces*' },
  more: {
    en: '{count, plural, one {and # more} other {and # more}}',
    es: '{count, plural, one {y # más} other {y # más}}',
  },
  overdue: { en: '⚠️ overdue', es: '⚠️ vencida' },
  take: { en: 'I take it', es: 'Lo llevo yo' },
  taken: { en: '👤 {who} has it, since {time}', es: '👤 lo lleva {who} desde las {time}' },
  fallback: {
    en: 'Hand-over at {time}: {open, plural, one {# thing is open} other {# things are open}}',
    es: 'Relevo de las {time}: {open, plural, one {# asunto pendiente} other {# asuntos pendientes}}',
  },
  dutyFallback: {
    en: 'Open now, {time}: {open, plural, one {# thing} other {# things}}',
    es: 'Pendiente ahora, {time}: {open, plural, one {# asunto} other {# asuntos}}',
  },
  missing: {
    en: 'Nothing was done: the desk does not know this any more.',
    es: 'No se ha hecho nada: el puesto ya no lo conoce.',
  },
  notStaff: {
    en: 'Nothing was done: only the staff of this hotel can take it.',
    es: 'No se ha hecho nada: solo puede llevarlo el personal de este hotel.',
  },
  alreadyTaken: {
    en: 'Nothing was done: {who} has it already, since {time}.',
    es: 'No se ha hecho nada: ya lo lleva {who} desde las {time}.',
  },
  noLongerOpen: {
    en: 'Nothing was done, it is settled already: {line}',
    es: 'No se ha hecho nada, ya está resuelto: {line}',
  },
  shiftOver: {
    en: 'Nothing was done: this hand-over is over. Take it in the newest one, or with `/desk duty`.',
    es: 'No se ha hecho nada: este relevo ya ha pasado. Llévalo en el último, o con `/desk turno`.',
  },
  dutyHelp: {
    en: 'what waits, what is not clear and what was promised, now; take it on with one press',
    es: 'qué espera, qué está sin aclarar y qué se ha prometido, ahora; llévalo tú con una pulsación',
  },
})
