// Enrol: the form, what is said when the guest could not be made ready, and the sentences for each state.
import { defineWords } from '../../lib/words.ts'

export const enrolWords = defineWords({
  title: { en: 'Enrol a guest', es: 'Dar de alta' },
  submit: { en: 'Enrol', es: 'Dar de alta' },
  explain: {
    en: 'Registers the guest in the loyalty programme. The guest gets an activation mail and chooses a password there.',
    es: 'Da de alta al cliente en el programa de puntos. El cliente recibe un correo de activación y elige ahí su contraseña.',
  },
  alreadyMember: {
    en: '✅ Already a member since {day}: there is nothing to send.',
    es: '✅ Ya es socio desde el {day}: no hay nada que enviar.',
  },
  alreadyMemberUndated: {
    en: '✅ Already a member: there is nothing to send.',
    es: '✅ Ya es socio: no hay nada que enviar.',
  },
  bounced: {
    en: '⚠️ E-mails to this address came back before: the activation mail may never arrive. Ask the guest for another address.',
    es: '⚠️ Los correos a esta dirección han sido devueltos antes: puede que el correo de activación no llegue nunca. Pide otra dirección al cliente.',
  },
  name: { en: 'First name', es: 'Nombre' },
  surname: { en: 'Surname', es: 'Apellidos' },
  language: { en: 'The guest’s language', es: 'Idioma del cliente' },
  readAloud: {
    en: '*Show or read this to the guest:*',
    es: '*Enseña o lee esto al cliente:*',
  },
  consent: { en: 'Consent', es: 'Consentimiento' },
  consentTick: { en: 'The guest agrees', es: 'El cliente acepta' },
  welcome: { en: 'Welcome mail', es: 'Correo de bienvenida' },
  welcomeTick: {
    en: 'Send one, besides the activation mail',
    es: 'Enviarlo, además del de activación',
  },

  nameMissing: { en: 'Write the first name.', es: 'Escribe el nombre.' },
  surnameMissing: { en: 'Write the surname.', es: 'Escribe los apellidos.' },
  textTooLong: { en: 'Write at most {max} characters.', es: 'Escribe como mucho {max} caracteres.' },
  textWithMarkup: {
    en: 'A name has no “<” or “>”. Write it as the guest does.',
    es: 'Un nombre no lleva «<» ni «>». Escríbelo como lo hace el cliente.',
  },
  languageMissing: { en: 'Choose a language.', es: 'Elige un idioma.' },
  consentMissing: {
    en: 'Without the guest’s consent nothing is sent. Show the text, and tick when the guest agrees.',
    es: 'Sin el consentimiento del cliente no se envía nada. Enséñale el texto y marca la casilla cuando acepte.',
  },
  consentChanged: {
    en: 'The wording has changed since this form was opened, so nothing was sent. Close the form and open it again.',
    es: 'El texto ha cambiado desde que se abrió este formulario, así que no se ha enviado nada. Cierra el formulario y ábrelo de nuevo.',
  },
  alreadyAsked: {
    en: 'This enrolment was already sent. Nothing was sent twice; you will hear in your direct messages.',
    es: 'Esta alta ya se envió. No se ha enviado nada dos veces; te avisaremos por mensaje directo.',
  },

  waitingToTry: {
    en: '⏳ {guest}: the loyalty programme does not answer, so the guest is not enrolled yet. The desk keeps trying for ten minutes and tells you here.',
    es: '⏳ {guest}: el programa de puntos no responde, así que el alta aún no está hecha. El puesto lo sigue intentando diez minutos y te avisa aquí.',
  },
  endedMember: {
    en: 'ℹ️ {guest}: already a member since {day}. Nothing was sent.',
    es: 'ℹ️ {guest}: ya es socio desde el {day}. No se ha enviado nada.',
  },
  endedMemberUndated: {
    en: 'ℹ️ {guest}: already a member. Nothing was sent.',
    es: 'ℹ️ {guest}: ya es socio. No se ha enviado nada.',
  },
  endedSeveral: {
    en: '❌ {guest}: the loyalty programme has several guests with this e-mail, so nobody was enrolled. Type /enrol with the guest’s number (#…).',
    es: '❌ {guest}: el programa de puntos tiene varios clientes con este correo, así que no se ha dado de alta a nadie. Escribe /enrol con el número del cliente (#…).',
  },
  endedGone: {
    en: '❌ {guest}: the loyalty programme does not know this guest any more, so nobody was enrolled. Type /enrol again with the e-mail.',
    es: '❌ {guest}: el programa de puntos ya no conoce a este cliente, así que no se ha dado de alta a nadie. Escribe /enrol otra vez con el correo.',
  },
  endedRejected: {
    en: '❌ {guest}: the loyalty programme refused these details, so nobody was enrolled. It says: “{detail}” What you typed is kept for a day: open the form again and correct it.',
    es: '❌ {guest}: el programa de puntos ha rechazado estos datos, así que no se ha dado de alta a nadie. Dice: «{detail}» Lo que escribiste se guarda un día: abre el formulario otra vez y corrígelo.',
  },
  endedUnreachable: {
    en: '❌ {guest}: the loyalty programme did not answer for ten minutes, so the guest is not enrolled. What you typed is kept for a day: open the form again when it is back. Whatever was begun is found, and nothing is doubled.',
    es: '❌ {guest}: el programa de puntos no ha respondido en diez minutos, así que el alta no está hecha. Lo que escribiste se guarda un día: abre el formulario otra vez cuando responda. Lo que se haya empezado se encuentra y nada se duplica.',
  },
  endedApi: { en: '❌ {guest}: {sentence}', es: '❌ {guest}: {sentence}' },
  endedErased: {
    en: '❌ What you typed for an enrolment was erased from the desk before it could be sent. Type /enrol again if the guest still wishes it.',
    es: '❌ Lo que escribiste para un alta se ha borrado del puesto antes de poder enviarse. Escribe /enrol otra vez si el cliente aún lo desea.',
  },

  openAgain: { en: 'Open the form again', es: 'Abrir el formulario otra vez' },
  draftGone: {
    en: 'What you typed is no longer kept, so nothing was opened. Type /enrol again.',
    es: 'Lo que escribiste ya no se guarda, así que no se ha abierto nada. Escribe /enrol otra vez.',
  },

  mails: { en: 'Mails to the guest', es: 'Correos al cliente' },
  mailActivation: { en: 'activation', es: 'activación' },
  mailBoth: { en: 'activation and welcome', es: 'activación y bienvenida' },

  waiting: {
    en: 'Enrolling {guest}: a manager has to approve',
    es: 'Alta de {guest}: la tiene que aprobar un responsable',
  },
  sending: { en: 'Enrolling {guest}…', es: 'Dando de alta a {guest}…' },
  done: {
    en: '{guest} is a member now: the activation mail is on its way',
    es: '{guest} ya es socio: el correo de activación está en camino',
  },
  failed: { en: '{guest} was not enrolled', es: 'No se ha dado de alta a {guest}' },
  declined: { en: 'Declined: enrolling {guest}', es: 'Rechazado: alta de {guest}' },
  expired: {
    en: 'Expired, nobody was enrolled: {guest}',
    es: 'Caducado, no se ha dado de alta a nadie: {guest}',
  },
  cancelled: { en: 'Cancelled: enrolling {guest}', es: 'Cancelado: alta de {guest}' },
  unknown: {
    en: 'We don’t know yet whether {guest} was enrolled. Checking in the loyalty programme…',
    es: 'Aún no sabemos si se ha dado de alta a {guest}. Comprobándolo en el programa de puntos…',
  },
  needsPerson: {
    en: 'We cannot tell whether {guest} was enrolled. Ask the guest whether the activation mail came; the desk does not repeat it by itself',
    es: 'No podemos saber si se ha dado de alta a {guest}. Pregunta al cliente si le ha llegado el correo de activación; el puesto no lo repite por su cuenta',
  },
  notApplied: { en: '{guest} is not enrolled', es: '{guest} no está dado de alta' },
})
