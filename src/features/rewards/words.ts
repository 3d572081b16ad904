// The rewards: the list, for a guest and for nobody in particular, and one product's details.
import { defineWords } from '../../lib/words.ts'

export const rewardsWords = defineWords({
  title: { en: 'Rewards', es: 'Premios' },
  productTitle: { en: 'A reward', es: 'Un premio' },
  close: { en: 'Close', es: 'Cerrar' },
  reading: { en: '🔎 Reading the rewards…', es: '🔎 Leyendo los premios…' },
  readingOne: { en: '🔎 Reading the reward…', es: '🔎 Leyendo el premio…' },

  count: {
    en: '{count, plural, =0 {no products} one {# product} other {# products}}',
    es: '{count, plural, =0 {ningún producto} one {# producto} other {# productos}}',
  },
  readAt: { en: 'list read {time}', es: 'lista leída a las {time}' },
  incomplete: {
    en: '⚠️ The programme did not give the whole list: products may be missing here.',
    es: '⚠️ El programa no ha dado la lista completa: aquí pueden faltar productos.',
  },
  noPath: {
    en: 'The loyalty programme has no product list where the desk looks for it. Everything else works as before. Please tell the hotel’s IT person: “the product path answers 404”.',
    es: 'El programa de puntos no tiene ninguna lista de productos donde la busca el puesto. Todo lo demás funciona como siempre. Avisa a informática del hotel, por favor: «la ruta de productos responde 404».',
  },
  none: {
    en: 'There is nothing on offer in this hotel today.',
    es: 'Hoy no hay ningún producto disponible en este hotel.',
  },
  noneForGuest: {
    en: 'There is no product for this guest in this hotel today.',
    es: 'Hoy no hay ningún producto para este cliente en este hotel.',
  },
  noneFound: {
    en: 'No product matches “{text}”. Press “Show all”. If you meant a guest, write an e-mail, a room (room 204), a booking (booking ABC123) or a number (#11656629).',
    es: 'Ningún producto coincide con «{text}». Pulsa «Ver todos». Si era un cliente, escribe un correo, una habitación (hab. 204), una reserva (reserva ABC123) o un número (#11656629).',
  },

  redeem: { en: 'Redeem', es: 'Canjear' },
  forGuest: { en: 'For a guest…', es: 'Para un cliente…' },
  everything: { en: 'Show all', es: 'Ver todos' },
  withheldToo: { en: 'Also what is not on offer', es: 'También lo no disponible' },
  offeredOnly: { en: 'Only what is on offer', es: 'Solo lo disponible' },
  details: { en: 'Details', es: 'Detalles' },
  back: { en: '◀ Back', es: '◀ Anteriores' },
  more: { en: 'More ▶', es: 'Más ▶' },

  within: { en: '🎁 Can have now', es: '🎁 Puede canjear ya' },
  beyond: { en: '🎯 Not yet, nearest first', es: '🎯 Aún no, lo más cercano primero' },
  offered: { en: '🎁 On offer', es: '🎁 Disponible' },
  withheld: { en: '🚫 Not on offer (seen by managers)', es: '🚫 No disponible (lo ven los responsables)' },
  short: { en: '{short} points short', es: 'faltan {short} puntos' },

  price: { en: '*{points} points*', es: '*{points} puntos*' },
  noPrice: { en: 'price not known', es: 'precio desconocido' },
  until: { en: 'until {until}', es: 'hasta el {until}' },
  fromOn: { en: 'from {from}', es: 'desde el {from}' },
  fromTo: { en: '{from} to {until}', es: 'del {from} al {until}' },
  endedOn: { en: 'ended {day}', es: 'terminó el {day}' },
  noEnd: { en: 'no end date', es: 'sin fecha de fin' },
  allLevels: { en: 'all levels', es: 'todos los niveles' },
  allHotels: { en: 'all hotels', es: 'todos los hoteles' },
  markHidden: { en: '🙈 hidden from guests', es: '🙈 oculto para los clientes' },
  markEnded: { en: '⌛ ended', es: '⌛ terminado' },
  markComing: { en: '🔜 has not begun', es: '🔜 aún no ha empezado' },
  pictureOf: { en: 'Picture of {title}', es: 'Foto de {title}' },

  priceLabel: { en: 'Price', es: 'Precio' },
  datesLabel: { en: 'When', es: 'Cuándo' },
  levelsLabel: { en: 'Levels', es: 'Niveles' },
  hotelsLabel: { en: 'Where', es: 'Dónde' },
  codeLabel: { en: 'Code', es: 'Código' },
  canHave: {
    en: '{name} can have it now; {points} points are left after.',
    es: '{name} puede canjearlo ya; le quedarán {points} puntos.',
  },
  misses: { en: '{name} misses {points} points.', es: 'A {name} le faltan {points} puntos.' },
  pointsUnknown: {
    en: 'The programme does not say how many points {name} has.',
    es: 'El programa no indica cuántos puntos tiene {name}.',
  },
  gone: {
    en: 'The programme no longer has this product. Nothing changed; open the rewards again.',
    es: 'El programa ya no tiene este producto. No ha cambiado nada; abre de nuevo los premios.',
  },
})
