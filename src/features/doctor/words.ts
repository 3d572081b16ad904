// What the doctor tries, what it finds, and the mend for what fails.
import { defineWords } from '../../lib/words.ts'

export const doctorWords = defineWords({
  verbHelp: {
    en: 'tries Slack, the loyalty programme and the hotel’s channels, and says how to mend what fails',
    es: 'prueba Slack, el programa de puntos y los canales del hotel, y dice cómo arreglar lo que falla',
  },
  heading: { en: '🩺 The parts of the desk', es: '🩺 Las partes del puesto' },
  stillTrying: { en: '⏳ Still trying each part…', es: '⏳ Aún se está probando cada parte…' },

  storeName: { en: 'store', es: 'almacén de datos' },
  mendStore: {
    en: 'Check DATABASE_URL or DATA_DIR; start the app once so that it makes its tables.',
    es: 'Revisa DATABASE_URL o DATA_DIR; arranca la aplicación una vez para que cree sus tablas.',
  },
  token: { en: 'Slack token', es: 'Token de Slack' },
  mendToken: {
    en: 'Check SLACK_BOT_TOKEN; reinstall the app in the workspace after a change of its manifest.',
    es: 'Revisa SLACK_BOT_TOKEN; reinstala la aplicación en el espacio de trabajo si ha cambiado su manifiesto.',
  },
  missingScopes: { en: 'missing scopes: {scopes}', es: 'faltan permisos: {scopes}' },
  login: { en: 'loyalty API login', es: 'Acceso a la API de puntos' },
  loginWorks: { en: 'works', es: 'funciona' },
  mendLogin: {
    en: 'Check HDH_BASE_URL, HDH_USERNAME and HDH_PASSWORD.',
    es: 'Revisa HDH_BASE_URL, HDH_USERNAME y HDH_PASSWORD.',
  },
  reads: { en: 'loyalty API {calls}', es: 'API de puntos, {calls}' },
  isReadable: { en: 'readable', es: 'se puede leer' },
  mendReads: {
    en: 'Ask HotelDataHub to give your API user the permission for these calls.',
    es: 'Pide a HotelDataHub que dé a tu usuario de la API permiso para estas llamadas.',
  },
  channel: { en: '{hotel}: {use} channel {channel}', es: '{hotel}: canal de {use} {channel}' },
  isArchived: { en: 'archived', es: 'archivado' },
  notMember: { en: 'the app is not a member', es: 'la aplicación no está en él' },
  mendChannel: {
    en: 'Correct the id in the settings, or invite the app: /invite @Loyalty Desk',
    es: 'Corrige el id en los ajustes o invita a la aplicación: /invite @Loyalty Desk',
  },
})
