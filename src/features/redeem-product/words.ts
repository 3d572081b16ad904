// Redeem a product: the form, and the sentences for each state.
import { defineWords } from '../../lib/words.ts'

export const redeemWords = defineWords({
  title: { en: 'Redeem a product', es: 'Canjear un producto' },
  submit: { en: 'Ask for it', es: 'Pedirlo' },
  submitToOther: { en: 'Ask another manager', es: 'Pedir a otro responsable' },
  submitNow: { en: 'Redeem', es: 'Canjear' },
  product: { en: 'Product', es: 'Producto' },
  choose: { en: 'Choose a product', es: 'Elige un producto' },
  within: { en: 'Within reach', es: 'A su alcance' },
  beyond: { en: 'Not yet', es: 'Aún no' },
  priced: { en: '{title} – {points} points', es: '{title} – {points} puntos' },
  pricedShort: {
    en: '{title} – {points} points ({short} short)',
    es: '{title} – {points} puntos (faltan {short})',
  },
  none: {
    en: 'There is no product for this guest in this hotel today.',
    es: 'Hoy no hay ningún producto para este cliente en este hotel.',
  },
  notLoaded: {
    en: 'The product list could not be read. Nothing changed; close the form and type /redeem again.',
    es: 'No se ha podido leer la lista de productos. No ha cambiado nada; cierra el formulario y escribe /redeem otra vez.',
  },
  afterGuest: {
    en: 'The products appear here once the guest is shown.',
    es: 'Los productos aparecen aquí cuando se muestre el cliente.',
  },
  note: { en: 'Note for the manager', es: 'Nota para el responsable' },
  noteToOther: { en: 'Note for the other manager', es: 'Nota para el otro responsable' },
  noteHere: { en: 'Internal note (stays at the desk)', es: 'Nota interna (se queda en el puesto)' },
  noteShort: { en: 'Note', es: 'Nota' },
  price: { en: 'Price', es: 'Precio' },
  searchMissed: {
    en: 'No single product on offer matches “{text}”: choose one from the list.',
    es: 'Ningún producto disponible coincide solo con «{text}»: elige uno de la lista.',
  },
  productMissing: { en: 'Choose a product.', es: 'Elige un producto.' },
  productGone: {
    en: 'This product is no longer in the programme. Nothing was sent; choose another one.',
    es: 'Este producto ya no está en el programa. No se ha enviado nada; elige otro.',
  },
  priceChanged: {
    en: 'This product costs {points} points now. Nothing was sent; close the form and open it again to ask for it at that price.',
    es: 'Este producto cuesta ahora {points} puntos. No se ha enviado nada; cierra el formulario y ábrelo de nuevo para pedirlo por ese precio.',
  },
  needsApproval: { en: 'A manager decides on it.', es: 'Lo decide un responsable.' },
  otherDecides: {
    en: 'Another manager decides on it: nobody approves their own request.',
    es: 'Lo decide otro responsable: nadie aprueba su propia petición.',
  },
  mayNot: {
    en: '⚠️ You may not redeem products in this hotel. Ask a manager to do it.',
    es: '⚠️ No puedes canjear productos en este hotel. Pide a un responsable que lo haga.',
  },
  managersMayNot: {
    en: '⚠️ The desk settings do not let managers redeem products in this hotel. Whoever looks after them can change that.',
    es: '⚠️ Los ajustes del puesto no dejan a los responsables canjear productos en este hotel. Puede cambiarlo quien los lleva.',
  },
  pricePoints: { en: '{points} points', es: '{points} puntos' },

  waiting: {
    en: '“{product}” for {guest}: a manager has to approve',
    es: '«{product}» para {guest}: lo tiene que aprobar un responsable',
  },
  sending: { en: 'Redeeming “{product}” for {guest}…', es: 'Canjeando «{product}» para {guest}…' },
  done: {
    en: '“{product}” redeemed for {guest}: hand it over now',
    es: '«{product}» canjeado para {guest}: ya se puede entregar',
  },
  beingUndone: {
    en: '“{product}” redeemed for {guest}, but being undone: do not hand it over',
    es: '«{product}» canjeado para {guest}, pero se está anulando: no lo entregues',
  },
  undone: {
    en: '“{product}” was redeemed for {guest} and undone: do not hand it over',
    es: '«{product}» se canjeó para {guest} y se ha anulado: no lo entregues',
  },
  handedOver: {
    en: '“{product}” redeemed for {guest} and handed over',
    es: '«{product}» canjeado para {guest} y entregado',
  },
  failed: {
    en: '“{product}” was not redeemed for {guest}: do not hand it over',
    es: 'No se ha canjeado «{product}» para {guest}: no lo entregues',
  },
  declined: { en: 'Declined: “{product}” for {guest}', es: 'Rechazado: «{product}» para {guest}' },
  expired: {
    en: 'Expired, nothing was redeemed: “{product}” for {guest}',
    es: 'Caducado, no se ha canjeado nada: «{product}» para {guest}',
  },
  cancelled: { en: 'Cancelled: “{product}” for {guest}', es: 'Cancelado: «{product}» para {guest}' },
  unknown: {
    en: 'We don’t know yet whether the points for “{product}” were taken from {guest}: do not hand it over yet. Checking the guest’s ledger…',
    es: 'Aún no sabemos si se han descontado los puntos de «{product}» a {guest}: no lo entregues todavía. Comprobando los movimientos del cliente…',
  },
  needsPerson: {
    en: 'We cannot tell whether the points for “{product}” were taken from {guest}: do not hand it over before that is clear',
    es: 'No podemos saber si se han descontado los puntos de «{product}» a {guest}: no lo entregues hasta que se aclare',
  },
  notApplied: {
    en: 'The points for “{product}” were not taken from {guest}: do not hand it over',
    es: 'No se han descontado los puntos de «{product}» a {guest}: no lo entregues',
  },
})
