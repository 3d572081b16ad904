// The sentences of every form that names a guest, and of every refusal.
import { defineWords } from '../lib/words.ts'

export const formWords = defineWords({
  guest: { en: 'Guest', es: 'Cliente' },
  guestHint: {
    en: 'E-mail, room 204, room 204 arrival 12 Nov, booking ABC123 or #11656629',
    es: 'Correo, hab. 204, hab. 204 llegada 12 nov, reserva ABC123 o #11656629',
  },
  recent: { en: 'Or a recent guest', es: 'O un cliente reciente' },
  recentHint: {
    en: 'Shown to somebody at this hotel in the last 12 hours',
    es: 'Consultado en este hotel en las últimas 12 horas',
  },
  recentAndTyped: {
    en: 'Another guest is typed above. Leave one of the two empty.',
    es: 'Arriba hay otro cliente escrito. Deja vacío uno de los dos.',
  },
  hotel: { en: 'Hotel', es: 'Hotel' },
  acting: { en: 'Who is at the desk?', es: '¿Quién está en el puesto?' },
  whichGuest: { en: 'Which guest?', es: '¿Qué cliente?' },
  cancel: { en: 'Cancel', es: 'Cancelar' },

  lookUpSubmit: { en: 'Look up', es: 'Buscar' },
  lookUpClose: { en: 'Close', es: 'Cerrar' },
  severalFound: {
    en: 'Several guests match. Which one?',
    es: 'Coinciden varios clientes. ¿Cuál es?',
  },
  moreFound: {
    en: 'And {count} more. If the guest is not here, look for their e-mail or number (#11656629).',
    es: 'Y {count} más. Si el cliente no está aquí, búscalo por su correo o su número (#11656629).',
  },
  thisOne: { en: 'This one', es: 'Este' },
  tryAgain: { en: 'Try again', es: 'Reintentar' },
  page: { en: 'Page {page} of {pages}', es: 'Página {page} de {pages}' },
  whichHotel: {
    en: 'Which hotel’s room is it? Choose the hotel and press the button.',
    es: '¿De qué hotel es la habitación? Elige el hotel y pulsa el botón.',
  },
  dateNotUnderstood: {
    en: 'We could not read the arrival date in “{text}”. Write it like this: room 204 arrival 12 Nov.',
    es: 'No entendemos la fecha de llegada en «{text}». Escríbela así: hab. 204 llegada 12 nov.',
  },
  askGuest: {
    en: 'Name the guest and press the button: they are shown here before anything is sent.',
    es: 'Indica el cliente y pulsa el botón: se mostrará aquí antes de enviar nada.',
  },
  lookingUp: { en: '🔎 Looking up the guest…', es: '🔎 Buscando al cliente…' },
  isItThem: {
    en: 'Is this the right guest? Press “{button}” to send.',
    es: '¿Es el cliente correcto? Pulsa «{button}» para enviar.',
  },
  guestNotUnderstood: {
    en: 'Write an e-mail, a room (room 204), a booking (booking ABC123) or a number (#11656629).',
    es: 'Escribe un correo, una habitación (hab. 204), una reserva (reserva ABC123) o un número (#11656629).',
  },
  textNotUnderstood: {
    en: 'We could not tell the guest from “{text}”. Write an e-mail, a room (room 204), a booking (booking ABC123) or a number (#11656629).',
    es: 'No sabemos qué cliente es «{text}». Escribe un correo, una habitación (hab. 204), una reserva (reserva ABC123) o un número (#11656629).',
  },
  noGuest: {
    en: 'No guest was found for “{text}”. Nothing changed. Check the spelling, or look for the room or booking.',
    es: 'No se ha encontrado ningún cliente para «{text}». No ha cambiado nada. Revisa cómo está escrito o búscalo por habitación o reserva.',
  },
  newGuest: {
    en: '🆕 Nobody has this e-mail yet. Check its spelling with the guest, fill in the rest and press the button.',
    es: '🆕 Nadie tiene aún este correo. Comprueba con el cliente que está bien escrito, completa el resto y pulsa el botón.',
  },
  confirmChange: {
    en: 'Is this what you mean? Press “{button}” once more to send it.',
    es: '¿Es lo que quieres? Pulsa «{button}» otra vez para enviarlo.',
  },
  anotherSubmit: { en: 'Look up another', es: 'Buscar otro cliente' },
  noGuestInRoomThen: {
    en: 'Nobody was found in room {room} of {hotel} with arrival on {day}. Nothing changed. Check the room, the date and the hotel.',
    es: 'No se ha encontrado a nadie en la habitación {room} de {hotel} con llegada el {day}. No ha cambiado nada. Revisa la habitación, la fecha y el hotel.',
  },
  otherHotel: {
    en: '⚠️ This booking is of {hotel}, not of {here}.',
    es: '⚠️ Esta reserva es de {hotel}, no de {here}.',
  },
  hotelNumber: { en: 'another hotel ({id})', es: 'otro hotel ({id})' },
  noGuestInRoom: {
    en: 'Nobody was found in room {room} of {hotel} for the arrival dates we tried. Add the date: room {room} arrival 12 Nov.',
    es: 'No se ha encontrado a nadie en la habitación {room} de {hotel} en las fechas de llegada probadas. Añade la fecha: hab. {room} llegada 12 nov.',
  },
  severalGuests: {
    en: 'Several guests match. Choose one and press again: nothing is sent before the right one is shown.',
    es: 'Coinciden varios clientes. Elige uno y pulsa otra vez: no se envía nada hasta mostrar el correcto.',
  },
  choiceMissing: {
    en: 'Choose one of them, or type another guest above.',
    es: 'Elige uno de ellos o escribe otro cliente arriba.',
  },
  stillTyped: {
    en: 'What you typed is kept. Correct it if need be and press again.',
    es: 'Lo que escribiste sigue aquí. Corrígelo si hace falta y pulsa otra vez.',
  },
  formClosed: {
    en: 'The form was closed before the guest could be shown. Nothing was sent. Type the command again if you still need it.',
    es: 'El formulario se cerró antes de poder mostrar al cliente. No se ha enviado nada. Escribe de nuevo el comando si aún lo necesitas.',
  },
  formNotKept: {
    en: 'The desk is busy for a moment, so this form cannot be used. Nothing changed. Close it and type the command again.',
    es: 'El puesto está ocupado un momento, así que este formulario no se puede usar. No ha cambiado nada. Ciérralo y escribe de nuevo el comando.',
  },

  readAt: { en: '*{points} points* (read {time})', es: '*{points} puntos* (leído a las {time})' },
  pointsUnknown: { en: 'Points not known', es: 'Puntos desconocidos' },
  levelNumber: { en: 'Level #{id}', es: 'Nivel #{id}' },
  levelUnknown: { en: 'Level not known', es: 'Nivel desconocido' },
  levelNone: { en: 'No level', es: 'Sin nivel' },
  notMember: { en: '⚠️ Not registered in the programme.', es: '⚠️ No está dado de alta en el programa.' },
  membershipUnknown: {
    en: 'ℹ️ The programme does not say whether this guest is a member.',
    es: 'ℹ️ El programa no indica si este cliente es socio.',
  },
  emailBounced: {
    en: '⚠️ E-mails to this guest came back: the address is probably wrong.',
    es: '⚠️ Los correos a este cliente han sido devueltos: la dirección probablemente es errónea.',
  },

  sameAgain: {
    en: '⚠️ The same was asked for this guest at {time} by {who} ({reference}, {state}). Press again only if it really should happen twice.',
    es: '⚠️ Ya se pidió lo mismo para este cliente a las {time} por {who} ({reference}, {state}). Pulsa otra vez solo si de verdad debe hacerse dos veces.',
  },
  alreadySent: {
    en: 'This was already sent at {time} as {reference}: {what}. Nothing was sent twice.',
    es: 'Esto ya se envió a las {time} como {reference}: {what}. No se ha enviado nada dos veces.',
  },
  actingMissing: {
    en: 'Choose who is at the desk: this is a shared log-in.',
    es: 'Elige quién está en el puesto: es un usuario compartido.',
  },
  actingNotStaff: {
    en: 'This person is not on the staff list of the hotel. Choose a colleague.',
    es: 'Esta persona no está en la lista de personal del hotel. Elige a un compañero.',
  },
  notYourForm: {
    en: 'This form belongs to somebody else. Nothing was done.',
    es: 'Este formulario es de otra persona. No se ha hecho nada.',
  },

  refusedNotStaff: {
    en: 'You are not on the staff list of this hotel, so nothing was sent.',
    es: 'No estás en la lista de personal de este hotel, así que no se ha enviado nada.',
  },
  refusedNotMember: {
    en: 'This guest is not registered in the programme, so nothing was sent. Enrol the guest first.',
    es: 'Este cliente no está dado de alta en el programa, así que no se ha enviado nada. Dale de alta antes.',
  },
  refusedPointsUnknown: {
    en: "The programme does not say how many points this guest has, so nothing was sent. Tell the hotel's IT person.",
    es: 'El programa no indica cuántos puntos tiene este cliente, así que no se ha enviado nada. Avisa a informática del hotel.',
  },
  refusedAboveLimit: {
    en: 'This is above your limit, so nothing was sent. Ask a manager to do it.',
    es: 'Supera tu límite, así que no se ha enviado nada. Pide a un responsable que lo haga.',
  },
  refusedTooFewPoints: {
    en: 'The guest does not have enough points for this product. Nothing was sent.',
    es: 'El cliente no tiene puntos suficientes para este producto. No se ha enviado nada.',
  },
  refusedHidden: {
    en: 'This product is not offered at the moment. Choose another one.',
    es: 'Este producto no se ofrece en este momento. Elige otro.',
  },
  refusedNotStarted: {
    en: 'This product is not on offer yet. Choose another one.',
    es: 'Este producto aún no está disponible. Elige otro.',
  },
  refusedEnded: {
    en: 'The offer of this product has ended. Choose another one.',
    es: 'La oferta de este producto ha terminado. Elige otro.',
  },
  refusedLevel: {
    en: "This product is not for the guest's level. Choose another one.",
    es: 'Este producto no es para el nivel del cliente. Elige otro.',
  },
  refusedHotel: {
    en: 'This product is not offered in this hotel. Choose another one.',
    es: 'Este producto no se ofrece en este hotel. Elige otro.',
  },
  refusedPrice: {
    en: 'The programme does not say what this product costs. Choose another one.',
    es: 'El programa no indica cuánto cuesta este producto. Elige otro.',
  },
  refusedRedeem: {
    en: 'You may not redeem products, so nothing was sent. Ask a manager to do it.',
    es: 'No puedes canjear productos, así que no se ha enviado nada. Pide a un responsable que lo haga.',
  },
  refusedNobody: {
    en: 'A manager has to approve this, and nobody else of this hotel is a manager. Nothing was sent. Tell the person who looks after the desk settings.',
    es: 'Esto lo tiene que aprobar un responsable y no hay otro en este hotel. No se ha enviado nada. Avisa a quien lleva los ajustes.',
  },
  refusedHeld: {
    en: 'The desk was restored from a backup and is held until an admin presses “Go on”. Nothing was sent; your text stays here.',
    es: 'El puesto se ha restaurado de una copia y está retenido hasta que un administrador pulse «Continuar». No se ha enviado nada; tu texto sigue aquí.',
  },
  refusedMember: {
    en: 'This guest is already a member, so nothing was sent.',
    es: 'Este cliente ya es socio, así que no se ha enviado nada.',
  },
  refusedNoManager: {
    en: 'Only managers may do this, so nothing was sent.',
    es: 'Solo pueden hacerlo los responsables, así que no se ha enviado nada.',
  },
  refusedAdjustOff: {
    en: 'Adjusting is switched off for this hotel, so nothing was sent. The person who looks after the desk settings can switch it on.',
    es: 'Los ajustes a mano están desactivados en este hotel, así que no se ha enviado nada. Puede activarlos quien lleva los ajustes del puesto.',
  },
  refusedChanged: {
    en: 'The guest has changed since the form showed them, so nothing was sent. Close the form and open it again.',
    es: 'El cliente ha cambiado desde que lo mostró el formulario, así que no se ha enviado nada. Cierra el formulario y ábrelo de nuevo.',
  },
  refusedMembershipUnknown: {
    en: 'The programme does not say whether this guest is a member, so nothing was sent: enrolling a member again would end their password. Tell the hotel’s IT person.',
    es: 'El programa no indica si este cliente es socio, así que no se ha enviado nada: dar de alta a un socio anularía su contraseña. Avisa a informática del hotel.',
  },
  refusedEnrolling: {
    en: 'An enrolment of this guest was already asked for on {day} at {time} ({reference}). Nothing was sent: at most one per guest in 24 hours.',
    es: 'El alta de este cliente ya se pidió el {day} a las {time} ({reference}). No se ha enviado nada: como mucho un alta por cliente en 24 horas.',
  },
  refusedTooSoon: {
    en: 'A new password was already asked for at {time} ({reference}). Nothing was sent: one mail per guest and hour.',
    es: 'Ya se pidió una contraseña nueva a las {time} ({reference}). No se ha enviado nada: un correo por cliente y hora.',
  },
})
