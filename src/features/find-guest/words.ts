// The guest card: what the asker alone sees, and what they can say to the guest.
import { defineWords } from '../../lib/words.ts'

export const guestWords = defineWords({
  title: { en: 'Find a guest', es: 'Buscar cliente' },
  close: { en: 'Close', es: 'Cerrar' },
  stillLooking: { en: '🔎 Still looking…', es: '🔎 Seguimos buscando…' },
  busy: {
    en: 'The desk is looking up very many guests right now. Nothing changed. Please try again in a moment.',
    es: 'El puesto está buscando muchísimos clientes ahora mismo. No ha cambiado nada. Inténtalo de nuevo en un momento, por favor.',
  },
  points: { en: 'Points', es: 'Puntos' },
  pointsRead: { en: '*{points}* (read {time})', es: '*{points}* (leído a las {time})' },
  unknown: { en: 'not known', es: 'desconocido' },
  level: { en: 'Level', es: 'Nivel' },
  levelPoints: { en: 'Level points', es: 'Puntos de nivel' },
  email: { en: 'E-mail', es: 'Correo' },
  membership: { en: 'Programme', es: 'Programa' },
  member: { en: 'Member', es: 'Socio' },
  memberSince: { en: 'Member since {day}', es: 'Socio desde el {day}' },
  notMember: { en: 'Not a member', es: 'No es socio' },
  membershipUnknown: { en: 'Not known whether a member', es: 'No se sabe si es socio' },
  stay: { en: 'Stay', es: 'Estancia' },
  stayText: { en: 'room {room}, {arrival} – {departure}', es: 'habitación {room}, {arrival} – {departure}' },
  promise: { en: 'Promise', es: 'Prometer' },
  within: { en: '🎁 Can have now: {products}', es: '🎁 Puede canjear ya: {products}' },
  nearest: {
    en: '🎯 Nearest: {product}, {short} points short',
    es: '🎯 Lo más cercano: {product}, le faltan {short} puntos',
  },
  priced: { en: '{title} ({points})', es: '{title} ({points})' },
  more: {
    en: '{count, plural, one {# more} other {# more}}',
    es: '{count, plural, one {# más} other {# más}}',
  },
  pending: { en: '⏳ Open for this guest:', es: '⏳ Pendiente para este cliente:' },
  bounced: {
    en: '⚠️ E-mails to this guest came back: the address is probably wrong.',
    es: '⚠️ Los correos a este cliente han sido devueltos: la dirección probablemente es errónea.',
  },
  sayToGuest: { en: 'Say this to the guest:', es: 'Para decirle al cliente:' },
  sayBalance: {
    en: 'You have {points, plural, one {# point} other {{n} points}} in our programme.',
    es: 'Tiene {points, plural, one {# punto} other {{n} puntos}} en nuestro programa.',
  },
  sayWithin: { en: 'You can have {product} for them today.', es: 'Hoy puede canjear {product}.' },
  sayNearest: {
    en: 'With {short} more you can have {product}.',
    es: 'Con {short} más podrá canjear {product}.',
  },
  sayNotMember: {
    en: 'You are not in our loyalty programme yet. Would you like to join?',
    es: 'Todavía no está en nuestro programa de puntos. ¿Le gustaría unirse?',
  },
  sayUnknown: {
    en: 'I will check your points with our office. I will get back to you.',
    es: 'Voy a consultar sus puntos con nuestra oficina. Se lo confirmo enseguida.',
  },
  grant: { en: 'Grant points', es: 'Abonar puntos' },
  redeem: { en: 'Redeem', es: 'Canjear' },
  rewards: { en: 'All rewards', es: 'Todos los premios' },
  history: { en: 'History', es: 'Movimientos' },
  enrol: { en: 'Enrol', es: 'Dar de alta' },
  reset: { en: 'New password', es: 'Contraseña nueva' },
  reveal: { en: 'Reveal', es: 'Mostrar' },
  revealTitle: { en: 'Show the e-mail', es: 'Mostrar el correo' },
  revealSubmit: { en: 'Show', es: 'Mostrar' },
  revealWhy: { en: 'Why do you need it?', es: '¿Para qué lo necesitas?' },
  revealHint: {
    en: 'Kept with your name and the time.',
    es: 'Queda guardado con tu nombre y la hora.',
  },
  revealMissing: { en: 'Say why in a few words.', es: 'Indica para qué en pocas palabras.' },
  revealed: { en: 'E-mail of {guest}: {email}', es: 'Correo de {guest}: {email}' },
  revealNone: {
    en: '{guest} has no e-mail in the loyalty programme.',
    es: '{guest} no tiene correo en el programa de puntos.',
  },
  revealGone: {
    en: 'The loyalty programme does not know this guest any more.',
    es: 'El programa de puntos ya no conoce a este cliente.',
  },
  fallback: { en: 'Guest {guest}', es: 'Cliente {guest}' },
})
