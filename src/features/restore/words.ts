// After a restore: what the admin sees, and what everybody else hears until then.
import { defineWords } from '../../lib/words.ts'

export const restoreWords = defineWords({
  title: {
    en: '🛟 The desk was restored from the backup of {when} and is held',
    es: '🛟 El puesto se ha restaurado de la copia del {when} y está retenido',
  },
  explain: {
    en: 'Nothing is sent and nothing is posted until you press *Go on*. What was open in the backup was compared with the guests’ ledgers:',
    es: 'No se envía ni se publica nada hasta que pulses *Continuar*. Lo que estaba pendiente en la copia se ha comparado con los movimientos de los clientes:',
  },
  nothingOpen: { en: 'Nothing was open in the backup.', es: 'No había nada pendiente en la copia.' },
  found: {
    en: '✅ {reference}: already in the ledger, will not be sent again',
    es: '✅ {reference}: ya consta en los movimientos, no se vuelve a enviar',
  },
  open: {
    en: '📤 {reference}: not in the ledger, goes on as before',
    es: '📤 {reference}: no consta en los movimientos, sigue como antes',
  },
  doubted: {
    en: '❓ {reference}: cannot be told, a person will be asked',
    es: '❓ {reference}: no se puede saber, se preguntará a una persona',
  },
  more: {
    en: '{count, plural, one {and # more} other {and # more}}',
    es: '{count, plural, one {y # más} other {y # más}}',
  },
  goOn: { en: 'Go on', es: 'Continuar' },
  notAdmin: {
    en: 'Nothing was done: only admins of the desk can let it go on.',
    es: 'No se ha hecho nada: solo los administradores del puesto pueden continuar.',
  },
  released: {
    en: '✅ The desk goes on, by {who} at {time}.',
    es: '✅ El puesto continúa, por {who} a las {time}.',
  },
  earlier: {
    en: 'Nothing was done: this message is from an earlier restore, and the desk is still held. Press *Go on* in the newest one.',
    es: 'No se ha hecho nada: este mensaje es de una restauración anterior, y el puesto sigue retenido. Pulsa *Continuar* en el último.',
  },
  already: {
    en: 'Nothing more was done: the desk already goes on.',
    es: 'No se ha hecho nada más: el puesto ya continúa.',
  },
})
