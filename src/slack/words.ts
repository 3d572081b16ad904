// Sentences that belong to no single feature: who may use the desk, and what happened when something failed.
import { defineWords } from '../lib/words.ts'

export const slackWords = defineWords({
  notSetUp: {
    en: 'This desk has no hotel yet, so nothing was done. An admin has to import the settings file first.',
    es: 'Este puesto aún no tiene ningún hotel, así que no se ha hecho nada. Un administrador tiene que importar antes el fichero de ajustes.',
  },
  notStaff: {
    en: 'You are not on the staff list of this desk, so nothing was done. Ask the person who looks after the desk settings to add you.',
    es: 'No estás en la lista de personal de este puesto, así que no se ha hecho nada. Pide que te añada a quien lleva los ajustes.',
  },
  notYourHotel: {
    en: 'You are not on the staff list of the hotel of this channel, so nothing was done.',
    es: 'No estás en la lista de personal del hotel de este canal, así que no se ha hecho nada.',
  },
  unknownButton: {
    en: 'This button is no longer in use, so nothing was done. Type the command again to get a fresh one.',
    es: 'Este botón ya no se usa, así que no se ha hecho nada. Escribe de nuevo el comando para obtener uno actual.',
  },
  unknownCommand: {
    en: 'This desk does not know that command, so nothing was done. Try /points, /grant, /redeem, /history, /rewards, /enrol, /adjust, /reset-password or /desk.',
    es: 'Este puesto no conoce ese comando, así que no se ha hecho nada. Prueba /points, /grant, /redeem, /history, /rewards, /enrol, /adjust, /reset-password o /desk.',
  },
  formTooOld: {
    en: 'This form is too old, so nothing was done. Close it and type the command again.',
    es: 'Este formulario ha caducado, así que no se ha hecho nada. Ciérralo y escribe de nuevo el comando.',
  },
  formTitle: { en: 'Loyalty Desk', es: 'Loyalty Desk' },
  close: { en: 'Close', es: 'Cerrar' },

  triggerExpired: {
    en: 'Slack was too slow to open the form. Nothing changed. Please type the command, or press the button, once more.',
    es: 'Slack ha tardado demasiado en abrir el formulario. No ha cambiado nada. Escribe el comando o pulsa el botón otra vez, por favor.',
  },
  storeBusy: {
    en: 'The desk is busy for a moment. It was not saved and nothing changed. Please press again.',
    es: 'El puesto está ocupado un momento. No se ha guardado y no ha cambiado nada. Vuelve a pulsar, por favor.',
  },
  storeFull: {
    en: "The desk has no space left to save anything. It was not saved and nothing changed. Please tell the hotel's IT person.",
    es: 'El puesto no tiene espacio para guardar nada más. No se ha guardado y no ha cambiado nada. Avisa a informática del hotel, por favor.',
  },
  storeUnavailable: {
    en: "The desk cannot reach its store right now. It was not saved and nothing changed. Please try again in a moment; if it stays so, tell the hotel's IT person.",
    es: 'El puesto no puede acceder a sus datos ahora mismo. No se ha guardado y no ha cambiado nada. Inténtalo de nuevo en un momento; si sigue igual, avisa a informática del hotel.',
  },
  saveUnsure: {
    en: 'We could not tell whether this was saved. Please press again: it cannot be done twice.',
    es: 'No sabemos si se ha guardado. Vuelve a pulsar, por favor: no puede hacerse dos veces.',
  },
  apiUnavailable: {
    en: 'The loyalty programme does not answer right now. Nothing changed. Please try again in a moment.',
    es: 'El programa de puntos no responde ahora mismo. No ha cambiado nada. Inténtalo de nuevo en un momento, por favor.',
  },
  apiUnsure: {
    en: 'The answer of the loyalty programme was lost, so we cannot tell whether anything changed. Look at the guest’s history before doing it again.',
    es: 'Se ha perdido la respuesta del programa de puntos, así que no sabemos si ha cambiado algo. Mira los movimientos del cliente antes de repetirlo.',
  },
  apiBusy: {
    en: 'The loyalty programme asks us to wait. Nothing changed. Please try again in a minute.',
    es: 'El programa de puntos nos pide esperar. No ha cambiado nada. Inténtalo de nuevo en un minuto, por favor.',
  },
  apiCredentials: {
    en: "The loyalty programme refused the desk's own password. Nothing changed. Please tell the hotel's IT person.",
    es: 'El programa de puntos ha rechazado la contraseña del puesto. No ha cambiado nada. Avisa a informática del hotel, por favor.',
  },
  apiDrift: {
    en: "The loyalty programme answered in a form that the desk does not understand. Nothing changed. Please tell the hotel's IT person.",
    es: 'El programa de puntos ha respondido de una forma que el puesto no entiende. No ha cambiado nada. Avisa a informática del hotel, por favor.',
  },
  apiNotFound: {
    en: 'The loyalty programme does not know this guest any more. Nothing changed. Look the guest up again.',
    es: 'El programa de puntos ya no conoce a este cliente. No ha cambiado nada. Búscalo de nuevo.',
  },
  apiRejected: {
    en: "The loyalty programme refused this. Nothing changed. Check what was typed; if it stays so, tell the hotel's IT person.",
    es: 'El programa de puntos lo ha rechazado. No ha cambiado nada. Revisa lo escrito; si sigue igual, avisa a informática del hotel.',
  },
  slackUnavailable: {
    en: 'Slack did not take our answer, so it is not shown here. Please try again in a moment: nothing is done twice.',
    es: 'Slack no ha aceptado nuestra respuesta, así que no se muestra aquí. Inténtalo de nuevo en un momento, por favor: nada se hace dos veces.',
  },
  unexpected: {
    en: 'Something went wrong on our side. Press the same button again: nothing is done twice, and what was taken on stands in the hotel’s channel. If it goes wrong again, give the code {code} to the hotel’s IT person.',
    es: 'Algo ha fallado por nuestra parte. Pulsa otra vez el mismo botón: nada se hace dos veces, y lo que ya se haya recibido está en el canal del hotel. Si se repite, da el código {code} a informática del hotel.',
  },
})
