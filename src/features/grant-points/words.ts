// Grant stay points: the form, the reasons that guests read, the sentences for each state.
import { defineWords } from '../../lib/words.ts'

export const grantWords = defineWords({
  title: { en: 'Grant points', es: 'Abonar puntos' },
  submit: { en: 'Grant', es: 'Abonar puntos' },
  points: { en: 'Points', es: 'Puntos' },
  pointsHint: { en: 'A whole number, for example 300', es: 'Un número entero, por ejemplo 300' },
  left: {
    en: 'Your allowance: {perAction} per grant, {left} left today. Above it a manager decides.',
    es: 'Tu límite: {perAction} por operación, te quedan {left} hoy. Por encima decide un responsable.',
  },
  leftNoApproval: {
    en: 'Your allowance: {perAction} per grant, {left} left today.',
    es: 'Tu límite: {perAction} por operación, te quedan {left} hoy.',
  },
  reason: { en: 'Reason (the guest can read it)', es: 'Motivo (el cliente puede leerlo)' },
  reasonStay: { en: 'Stay', es: 'Estancia' },
  reasonService: { en: 'Service recovery', es: 'Compensación' },
  reasonCorrection: { en: 'Correction', es: 'Corrección' },
  reasonOther: { en: 'Other', es: 'Otro' },
  text: { en: 'In a few words (the guest can read it)', es: 'En pocas palabras (el cliente puede leerlo)' },
  textHint: {
    en: 'Written into the guest’s history. No names of colleagues, no e-mails.',
    es: 'Queda en el historial del cliente. Sin nombres de compañeros ni correos.',
  },
  arrival: { en: 'Arrival', es: 'Llegada' },
  departure: { en: 'Departure', es: 'Salida' },
  locator: { en: 'Booking locator', es: 'Localizador de la reserva' },
  note: { en: 'Internal note (stays at the desk)', es: 'Nota interna (se queda en el puesto)' },
  noteShort: { en: 'Note', es: 'Nota' },
  reasonShort: { en: 'Reason', es: 'Motivo' },

  pointsEmpty: { en: 'Write how many points.', es: 'Escribe cuántos puntos.' },
  pointsNotANumber: {
    en: 'This is not a number. Write whole points, for example 300.',
    es: 'Esto no es un número. Escribe puntos enteros, por ejemplo 300.',
  },
  pointsZero: { en: 'Write at least 1 point.', es: 'Escribe al menos 1 punto.' },
  pointsNegative: {
    en: 'Points cannot be negative. To take points away, ask a manager.',
    es: 'Los puntos no pueden ser negativos. Para quitar puntos, habla con un responsable.',
  },
  pointsDecimal: {
    en: 'Points are whole: write 300, not 300.5.',
    es: 'Los puntos son enteros: escribe 300, no 300,5.',
  },
  pointsAmbiguous: {
    en: 'This can be read in two ways. Write it without separators, for example 1500.',
    es: 'Esto puede leerse de dos maneras. Escríbelo sin separadores, por ejemplo 1500.',
  },
  pointsTooMany: {
    en: 'This is more than the desk ever grants at once (1,000,000). Check the number.',
    es: 'Es más de lo que se abona nunca de una vez (1.000.000). Revisa el número.',
  },
  reasonMissing: { en: 'Say why: choose a reason.', es: 'Indica por qué: elige un motivo.' },
  textLikeReference: {
    en: 'The text may not end like a reference of ours (LD-…). Change its end.',
    es: 'El texto no puede terminar como una referencia nuestra (LD-…). Cambia el final.',
  },
  textMissing: { en: 'Say why in a few words.', es: 'Indica por qué en pocas palabras.' },
  departureBefore: {
    en: 'The departure is before the arrival.',
    es: 'La salida es anterior a la llegada.',
  },

  likeThisStay: {
    en: '⚠️ The guest already has points that look like this stay: {row}\nPress again only if the guest should have both.',
    es: '⚠️ El cliente ya tiene puntos que parecen de esta estancia: {row}\nPulsa otra vez solo si debe tener los dos.',
  },
  alreadyThere: {
    en: '⚠️ Already there, near this stay: {row}',
    es: '⚠️ Ya constan, cerca de esta estancia: {row}',
  },
  historyUnread: {
    en: '⚠️ Earlier points could not be checked: the guest may already have points for this stay.',
    es: '⚠️ No se han podido comprobar los puntos anteriores: el cliente puede tener ya los de esta estancia.',
  },
  historyIncomplete: {
    en: '⚠️ The history that we got is incomplete: the guest may already have points for this stay.',
    es: '⚠️ El historial recibido está incompleto: el cliente puede tener ya los puntos de esta estancia.',
  },
  historySince: {
    en: 'Checked for earlier points since {day}.',
    es: 'Puntos anteriores comprobados desde el {day}.',
  },

  waiting: {
    en: '{points, plural, one {# point} other {{n} points}} for {guest}: a manager has to approve',
    es: '{points, plural, one {# punto} other {{n} puntos}} para {guest}: lo tiene que aprobar un responsable',
  },
  sending: {
    en: 'Granting {points, plural, one {# point} other {{n} points}} to {guest}…',
    es: 'Abonando {points, plural, one {# punto} other {{n} puntos}} a {guest}…',
  },
  done: {
    en: '{points, plural, one {# point} other {{n} points}} granted to {guest}',
    es: '{points, plural, one {# punto abonado} other {{n} puntos abonados}} a {guest}',
  },
  failed: {
    en: '{points, plural, one {# point was} other {{n} points were}} not granted to {guest}',
    es: 'No se {points, plural, one {ha abonado # punto} other {han abonado {n} puntos}} a {guest}',
  },
  declined: {
    en: 'Declined: {points, plural, one {# point} other {{n} points}} for {guest}',
    es: 'Rechazado: {points, plural, one {# punto} other {{n} puntos}} para {guest}',
  },
  expired: {
    en: 'Expired, nothing was granted: {points, plural, one {# point} other {{n} points}} for {guest}',
    es: 'Caducado, no se ha abonado nada: {points, plural, one {# punto} other {{n} puntos}} para {guest}',
  },
  cancelled: {
    en: 'Cancelled: {points, plural, one {# point} other {{n} points}} for {guest}',
    es: 'Cancelado: {points, plural, one {# punto} other {{n} puntos}} para {guest}',
  },
  unknown: {
    en: 'We don’t know yet whether the {points, plural, one {# point} other {{n} points}} for {guest} arrived. Checking the guest’s ledger…',
    es: 'Aún no sabemos si {points, plural, one {ha llegado # punto} other {han llegado los {n} puntos}} para {guest}. Comprobando los movimientos del cliente…',
  },
  needsPerson: {
    en: 'We cannot tell whether {points, plural, one {# point} other {{n} points}} for {guest} arrived',
    es: 'No podemos saber si {points, plural, one {ha llegado # punto} other {han llegado {n} puntos}} para {guest}',
  },
  notApplied: {
    en: '{points, plural, one {# point} other {{n} points}} for {guest} did not arrive',
    es: '{points, plural, one {No ha llegado # punto} other {No han llegado {n} puntos}} para {guest}',
  },
})
