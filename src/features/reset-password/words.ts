// Reset password: the warning before, and the sentences for each state.
import { defineWords } from '../../lib/words.ts'

export const resetWords = defineWords({
  title: { en: 'New password', es: 'Contraseña nueva' },
  submit: { en: 'Mail a new one', es: 'Enviar una nueva' },
  warning: {
    en: '⚠️ This ends the current password at once and mails a new one to {email}. It cannot be taken back.',
    es: '⚠️ Esto anula ahora mismo la contraseña actual y envía una nueva a {email}. No se puede deshacer.',
  },
  explain: {
    en: 'Ends the guest’s current portal password at once and mails a new one.',
    es: 'Anula al momento la contraseña actual del portal del cliente y envía una nueva.',
  },
  bounced: {
    en: '⚠️ E-mails to this address came back before: the guest may never get the new password.',
    es: '⚠️ Los correos a esta dirección han sido devueltos antes: puede que el cliente no reciba la contraseña nueva.',
  },
  note: { en: 'Internal note (stays at the desk)', es: 'Nota interna (se queda en el puesto)' },
  noteShort: { en: 'Note', es: 'Nota' },

  waiting: {
    en: 'A new password for {guest}: a manager has to approve',
    es: 'Contraseña nueva para {guest}: lo tiene que aprobar un responsable',
  },
  sending: {
    en: 'Asking for a new password for {guest}…',
    es: 'Pidiendo una contraseña nueva para {guest}…',
  },
  done: {
    en: 'A new password for {guest} was asked for: it is mailed if the account exists',
    es: 'Se ha pedido una contraseña nueva para {guest}: se envía por correo si la cuenta existe',
  },
  failed: {
    en: 'No new password for {guest}: the old one still works',
    es: 'Sin contraseña nueva para {guest}: la anterior sigue valiendo',
  },
  declined: { en: 'Declined: a new password for {guest}', es: 'Rechazado: contraseña nueva para {guest}' },
  expired: {
    en: 'Expired, nothing was mailed: a new password for {guest}',
    es: 'Caducado, no se ha enviado nada: contraseña nueva para {guest}',
  },
  cancelled: { en: 'Cancelled: a new password for {guest}', es: 'Cancelado: contraseña nueva para {guest}' },
  unknown: {
    en: 'We don’t know whether the new password for {guest} was mailed',
    es: 'No sabemos si se ha enviado la contraseña nueva a {guest}',
  },
  needsPerson: {
    en: 'We cannot tell whether the new password for {guest} was mailed. Ask the guest whether the mail came; the desk does not repeat it by itself',
    es: 'No podemos saber si se ha enviado la contraseña nueva a {guest}. Pregunta al cliente si le ha llegado; el puesto no lo repite por su cuenta',
  },
  notApplied: {
    en: 'The new password for {guest} was not mailed',
    es: 'No se ha enviado la contraseña nueva a {guest}',
  },
})
