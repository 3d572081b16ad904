// What admins read when a channel takes no messages: what happened, where things go meanwhile, and the mend.
import { defineWords } from '../lib/words.ts'

export const alertWords = defineWords({
  deskChannel: { en: 'desk', es: 'recepción' },
  approvalsChannel: { en: 'approvals', es: 'aprobaciones' },
  digestChannel: { en: 'digest', es: 'resumen' },
  is_archived: {
    en: '🔧 *{hotel}*: the {use} channel {channel} is archived, so the desk cannot post there. Unarchive it, or name another channel in the settings.',
    es: '🔧 *{hotel}*: el canal de {use} {channel} está archivado y el puesto no puede publicar en él. Desarchívalo o indica otro canal en los ajustes.',
  },
  channel_not_found: {
    en: '🔧 *{hotel}*: the {use} channel {channel} does not exist any more, or is private and without the app. Type `/invite @Loyalty Desk` in it, or name another channel in the settings.',
    es: '🔧 *{hotel}*: el canal de {use} {channel} ya no existe, o es privado y la aplicación no está en él. Escribe en él `/invite @Loyalty Desk` o indica otro canal en los ajustes.',
  },
  not_in_channel: {
    en: '🔧 *{hotel}*: the app is not in the {use} channel {channel}, so the desk cannot post there. Type `/invite @Loyalty Desk` in it.',
    es: '🔧 *{hotel}*: la aplicación no está en el canal de {use} {channel} y el puesto no puede publicar en él. Escribe en él `/invite @Loyalty Desk`.',
  },
  restricted_action: {
    en: '🔧 *{hotel}*: the {use} channel {channel} does not let the app post. Allow it in the channel’s posting permissions, or name another channel in the settings.',
    es: '🔧 *{hotel}*: el canal de {use} {channel} no deja publicar a la aplicación. Permítelo en los permisos de publicación del canal o indica otro canal en los ajustes.',
  },
  digestMeanwhile: {
    en: 'Until then the daily digest goes to the approvals channel.',
    es: 'Mientras tanto, el resumen diario va al canal de aprobaciones.',
  },
  cardsMeanwhile: {
    en: 'Until then its cards are missing there; what was asked and done is safe, and people hear the outcome by direct message.',
    es: 'Mientras tanto faltan allí sus tarjetas; lo pedido y lo hecho está a salvo, y cada persona recibe el resultado por mensaje directo.',
  },
  handoversMeanwhile: {
    en: 'Hand-overs wait for it for as long as their shift lasts; `/desk duty` shows the same at any time.',
    es: 'Los relevos esperan mientras dure su turno; `/desk turno` muestra lo mismo en cualquier momento.',
  },
  check: {
    en: '`/desk doctor`, or `npm run desk -- doctor`, checks every channel.',
    es: '`/desk revisión`, o `npm run desk -- doctor`, comprueba todos los canales.',
  },
})
