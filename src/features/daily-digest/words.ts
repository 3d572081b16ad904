// The daily digest: one sentence for each figure, and what to say when something is missing.
import { defineWords } from '../../lib/words.ts'

export const digestWords = defineWords({
  heading: { en: '📊 {hotel} · {day}', es: '📊 {hotel} · {day}' },
  quiet: {
    en: '🌙 {hotel} · {day}: a quiet day, nothing to report.',
    es: '🌙 {hotel} · {day}: un día tranquilo, sin novedades.',
  },
  running: {
    en: '⏱️ The day still runs: this is how it stands now.',
    es: '⏱️ El día aún no ha terminado: así va por ahora.',
  },
  late: {
    en: '⏰ This digest comes late: it was due on {due} at {time}.',
    es: '⏰ Este resumen llega tarde: tocaba el {due} a las {time}.',
  },
  skipped: {
    en: '⏭️ No digest was sent for {days}. `/desk digest` with the date shows it.',
    es: '⏭️ No se envió resumen de {days}. `/desk resumen` con la fecha lo muestra.',
  },
  andMore: {
    en: '{count, plural, one {and # more} other {and # more}}',
    es: '{count, plural, one {y # más} other {y # más}}',
  },
  elsewhere: {
    en: '🔧 Posted here because the digest channel {channel} takes no messages. The admins know.',
    es: '🔧 Se publica aquí porque el canal de resumen {channel} no admite mensajes. Los administradores ya lo saben.',
  },
  unreadDate: {
    en: 'Nothing was shown: “{typed}” is no day that has begun. Write `/desk digest 12 Nov`, or `/desk digest` alone for yesterday.',
    es: 'No se ha mostrado nada: «{typed}» no es un día que haya empezado. Escribe `/desk resumen 12 nov`, o `/desk resumen` a secas para ayer.',
  },
  stillReading: {
    en: '⏳ Still reading the ledger of that day…',
    es: '⏳ Aún se están leyendo los movimientos de ese día…',
  },
  testSent: {
    en: '🧪 The digest is in your direct messages, as the channel would get it.',
    es: '🧪 Tienes el resumen en tus mensajes directos, tal como lo recibiría el canal.',
  },
  verbHelp: {
    en: 'shows the digest of a day, yesterday’s without a date; with `test` it comes by direct message, as the channel would get it',
    es: 'muestra el resumen de un día, el de ayer si no pones fecha; con `prueba` llega por mensaje directo, como lo recibiría el canal',
  },
  verbFollows: { en: '[test] [date]', es: '[prueba] [fecha]' },
  onlyYou: { en: '🧪 A test: only you see this.', es: '🧪 Una prueba: solo la ves tú.' },

  granted: {
    en: '➕ {points} points granted, {count, plural, one {# time} other {# times}}',
    es: '➕ {points} puntos abonados, {count, plural, one {# vez} other {# veces}}',
  },
  grantedWithBonus: {
    en: '➕ {points} points granted, {count, plural, one {# time} other {# times}} ({bonus} of them level bonus)',
    es: '➕ {points} puntos abonados, {count, plural, one {# vez} other {# veces}} ({bonus} de ellos por el extra del nivel)',
  },
  redeemed: {
    en: '🎁 {points} points redeemed, {count, plural, one {# time} other {# times}}',
    es: '🎁 {points} puntos canjeados, {count, plural, one {# vez} other {# veces}}',
  },
  adjusted: {
    en: '✏️ {count, plural, one {# adjustment} other {# adjustments}}',
    es: '✏️ {count, plural, one {# ajuste} other {# ajustes}}',
  },
  undone: {
    en: '↩️ {points} points undone, {count, plural, one {# time} other {# times}}',
    es: '↩️ {points} puntos anulados, {count, plural, one {# vez} other {# veces}}',
  },
  undonePair: { en: '{reference} takes back {undone}', es: '{reference} anula {undone}' },
  enrolled: {
    en: '🆕 {count, plural, one {# guest enrolled} other {# guests enrolled}}',
    es: '🆕 {count, plural, one {# cliente dado de alta} other {# clientes dados de alta}}',
  },
  resets: {
    en: '🔑 {count, plural, one {# new password} other {# new passwords}}',
    es: '🔑 {count, plural, one {# contraseña nueva} other {# contraseñas nuevas}}',
  },
  otherKind: { en: '▪️ {kind}: {count}', es: '▪️ {kind}: {count}' },
  nothingDone: {
    en: '➖ Nothing was done through the desk.',
    es: '➖ No se hizo nada desde el puesto.',
  },

  dayBefore: {
    en: '📅 The day before: {granted} granted, {redeemed} redeemed',
    es: '📅 El día anterior: {granted} abonados, {redeemed} canjeados',
  },
  mean: {
    en: '📅 Mean of {weeks, plural, one {the same weekday last week} other {the same weekday, last # weeks}}: {granted} granted, {redeemed} redeemed',
    es: '📅 Media {weeks, plural, one {del mismo día de la semana pasada} other {del mismo día de las últimas # semanas}}: {granted} abonados, {redeemed} canjeados',
  },
  noComparison: {
    en: '📅 Nothing to compare with yet: the desk is new here.',
    es: '📅 Aún no hay con qué comparar: el puesto es nuevo aquí.',
  },

  chartHeading: { en: 'Points, last seven days', es: 'Puntos, últimos siete días' },
  chartGranted: { en: 'Granted', es: 'Abonados' },
  chartRedeemed: { en: 'Redeemed', es: 'Canjeados' },
  chartTwin: { en: '{name}: {values}', es: '{name}: {values}' },

  people: { en: '👥 By person', es: '👥 Por persona' },
  person: { en: 'Person', es: 'Persona' },
  personGranted: { en: 'Granted', es: 'Abonados' },
  personRedeemed: { en: 'Redeemed', es: 'Canjeados' },
  personUndone: { en: 'Undone', es: 'Anulados' },
  personAdjusted: { en: 'Adjusted', es: 'Ajustes' },
  personUndid: { en: '{undone} undone', es: '{undone} anulados' },
  personAdjustedTimes: {
    en: '{count, plural, one {# adjustment} other {# adjustments}}',
    es: '{count, plural, one {# ajuste} other {# ajustes}}',
  },
  personCount: { en: 'Actions', es: 'Operaciones' },
  personLine: {
    en: '{who}: {granted} granted, {redeemed} redeemed, {count, plural, one {# action} other {# actions}}',
    es: '{who}: {granted} abonados, {redeemed} canjeados, {count, plural, one {# operación} other {# operaciones}}',
  },
  peopleInThread: {
    en: '{count, plural, one {# more person in the thread} other {# more people in the thread}}',
    es: '{count, plural, one {# persona más en el hilo} other {# personas más en el hilo}}',
  },

  products: { en: '🎁 Redeemed products', es: '🎁 Productos canjeados' },
  productLine: { en: '{count} × {product} ({points})', es: '{count} × {product} ({points})' },
  productsInThread: {
    en: '{count, plural, one {# more product in the thread} other {# more products in the thread}}',
    es: '{count, plural, one {# producto más en el hilo} other {# productos más en el hilo}}',
  },

  decisions: {
    en: '✅ {count, plural, one {# request decided ({declined, plural, one {# declined} other {# declined}}), after {time}} other {# requests decided ({declined, plural, one {# declined} other {# declined}}), half of them within {time}}}',
    es: '✅ {count, plural, one {# petición decidida ({declined, plural, one {# rechazada} other {# rechazadas}}), tras {time}} other {# peticiones decididas ({declined, plural, one {# rechazada} other {# rechazadas}}), la mitad en {time} o menos}}',
  },
  minutes: {
    en: '{count, plural, one {# minute} other {# minutes}}',
    es: '{count, plural, one {# minuto} other {# minutos}}',
  },
  hours: { en: '{hours} h and {minutes} min', es: '{hours} h y {minutes} min' },

  waiting: {
    en: '⏳ {count, plural, one {# request waits for a manager} other {# requests wait for a manager}}',
    es: '⏳ {count, plural, one {# petición espera a un responsable} other {# peticiones esperan a un responsable}}',
  },
  bulkWaiting: {
    en: '⏳ {count, plural, one {# bulk request waits for a manager} other {# bulk requests wait for a manager}}',
    es: '⏳ {count, plural, one {# petición en lote espera a un responsable} other {# peticiones en lote esperan a un responsable}}',
  },
  unsettled: {
    en: '🙋 {count, plural, one {# action whose answer was lost is not settled} other {# actions whose answers were lost are not settled}}',
    es: '🙋 {count, plural, one {# operación sin respuesta sigue sin aclararse} other {# operaciones sin respuesta siguen sin aclararse}}',
  },
  openLine: { en: '{reference} · since {day} {time}', es: '{reference} · desde el {day} a las {time}' },
  openLineWithPoints: {
    en: '{reference} · {points} points · since {day} {time}',
    es: '{reference} · {points} puntos · desde el {day} a las {time}',
  },
  openCard: { en: 'Open the card', es: 'Abrir la tarjeta' },

  foreign: {
    en: '📒 {count, plural, one {# ledger row} other {# ledger rows}} not from the desk: {granted} points in, {redeemed} out',
    es: '📒 {count, plural, one {# movimiento ajeno} other {# movimientos ajenos}} al puesto: entran {granted} puntos, salen {redeemed}',
  },
  foreignRow: { en: '#{id}: {points} ({time})', es: '#{id}: {points} ({time})' },
  missing: {
    en: '⚠️ {count, plural, one {# action of the desk is} other {# actions of the desk are}} not in the ledger: {references}. Look it up before doing anything again.',
    es: '⚠️ {count, plural, one {# operación del puesto no consta} other {# operaciones del puesto no constan}} en los movimientos: {references}. Compruébalo antes de repetir nada.',
  },
  incomplete: {
    en: '⚠️ The ledger could not be read to the end: history incomplete. Rows not from the desk may be missing here.',
    es: '⚠️ No se han podido leer todos los movimientos: historial incompleto. Aquí pueden faltar movimientos ajenos al puesto.',
  },
  noLedger: {
    en: '⚠️ The loyalty programme did not answer, so rows not from the desk are missing here. Everything else is what the desk itself knows.',
    es: '⚠️ El programa de puntos no ha respondido, así que faltan los movimientos ajenos al puesto. El resto es lo que sabe el propio puesto.',
  },
  chain: {
    en: '📒 Chain, hotel not given · {day}: {count, plural, one {# ledger row} other {# ledger rows}} not from the desk, {granted} points in, {redeemed} out',
    es: '📒 Cadena, sin hotel indicado · {day}: {count, plural, one {# movimiento ajeno} other {# movimientos ajenos}} al puesto, entran {granted} puntos, salen {redeemed}',
  },
  fingerprint: {
    en: '🔏 Audit trail: event {seq}, fingerprint {hash}',
    es: '🔏 Registro de auditoría: suceso {seq}, huella {hash}',
  },
})
