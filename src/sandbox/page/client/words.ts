// What Slack's own client says, in the language of the person who looks.

export type Language = 'en' | 'es'

export const languageOf = (locale: string): Language => (locale.toLowerCase().startsWith('es') ? 'es' : 'en')

const words = {
  actAs: { en: 'Act as', es: 'Actuar como' },
  channels: { en: 'Channels', es: 'Canales' },
  apps: { en: 'Apps', es: 'Aplicaciones' },
  home: { en: 'Home', es: 'Inicio' },
  conversations: { en: 'Conversations', es: 'Conversaciones' },
  showList: { en: 'Show channels', es: 'Ver los canales' },
  hideList: { en: 'Hide channels', es: 'Ocultar los canales' },
  unread: { en: 'unread', es: 'sin leer' },
  messages: { en: 'Messages', es: 'Mensajes' },
  noMessages: {
    en: 'No messages yet. Type / to see what the desk can do.',
    es: 'Aún no hay mensajes. Escribe / para ver lo que se puede hacer.',
  },
  onlyYou: { en: 'Only visible to you', es: 'Solo visible para ti' },
  edited: { en: '(edited)', es: '(editado)' },
  app: { en: 'APP', es: 'APP' },
  reply: { en: 'Reply', es: 'Responder' },
  replyInThread: { en: 'Reply in the thread', es: 'Responder en el hilo' },
  write: { en: 'Message', es: 'Mensaje para' },
  send: { en: 'Send', es: 'Enviar' },
  commands: { en: 'Commands', es: 'Comandos' },
  readOnly: { en: 'You cannot write here.', es: 'Aquí no se puede escribir.' },
  notHere: { en: 'You are not in this channel.', es: 'No estás en este canal.' },
  optional: { en: '(optional)', es: '(opcional)' },
  cancel: { en: 'Cancel', es: 'Cancelar' },
  back: { en: 'Back', es: 'Atrás' },
  close: { en: 'Close', es: 'Cerrar' },
  choose: { en: 'Choose an option', es: 'Elige una opción' },
  download: { en: 'Download', es: 'Descargar' },
  clear: { en: 'Clear', es: 'Borrar' },
  noResults: { en: 'No results', es: 'Sin resultados' },
  searching: { en: 'Searching…', es: 'Buscando…' },
  keepTyping: { en: 'Keep typing to search', es: 'Sigue escribiendo para buscar' },
  more: { en: 'More actions', es: 'Más acciones' },
  trouble: {
    en: 'We had some trouble connecting. Try again?',
    es: 'Hemos tenido problemas de conexión. ¿Quieres volver a intentarlo?',
  },
  yes: { en: 'Yes', es: 'Sí' },
  dismiss: { en: 'Dismiss', es: 'Descartar' },
  today: { en: 'Today', es: 'Hoy' },
  emptyHome: { en: 'The app has not put anything here.', es: 'La aplicación no ha puesto nada aquí.' },
} as const satisfies Record<string, Record<Language, string>>

export type Say = (key: keyof typeof words) => string

export const speak =
  (language: Language): Say =>
  key =>
    words[key][language]

const late = {
  en: (app: string) => `${app} didn’t respond in time. Try again?`,
  es: (app: string) => `${app} no respondió a tiempo. ¿Quieres volver a intentarlo?`,
}
const failed = {
  en: (app: string) => `${app} could not be reached. Try again?`,
  es: (app: string) => `No se pudo contactar con ${app}. ¿Quieres volver a intentarlo?`,
}

/** How Slack says that the app did not answer. */
export const saySilent = (language: Language, kind: 'late' | 'failed', app: string): string =>
  (kind === 'late' ? late : failed)[language](app)

/** What Slack's client itself says, beside a field or after a press; the sandbox tells it in English. */
const ofSlack: [RegExp, string][] = [
  [/^Please complete this required field\.$/, 'Completa este campo obligatorio.'],
  [/^Must be at least (\d+) characters\.$/, 'Debe tener al menos $1 caracteres.'],
  [/^Must be at most (\d+) characters\.$/, 'Debe tener como máximo $1 caracteres.'],
  [/^Please enter a number\.$/, 'Escribe un número.'],
  [/^Must be (\S+) or more\.$/, 'Debe ser $1 o más.'],
  [/^Must be (\S+) or less\.$/, 'Debe ser $1 o menos.'],
  [/^Please enter a valid email address\.$/, 'Escribe un correo electrónico válido.'],
  [/^Please enter a valid URL\.$/, 'Escribe una URL válida.'],
  [/^Choose at most (\d+)\.$/, 'Elige como máximo $1.'],
  [/You can upload up to (\d+) files\.$/, 'Puedes subir $1 archivos como máximo.'],
  [/: this file type is not supported\.$/, ': este tipo de archivo no se admite.'],
  [/ is larger than 10 MB\.$/, ' ocupa más de 10 MB.'],
  [/ is not a valid command; the manifest has /, ' no es un comando; hay estos: '],
  [/ is not supported in threads\. Sorry!$/, ' no funciona en los hilos.'],
  [/^That message is gone\.$/, 'Ese mensaje ya no está.'],
  [/^That form is closed\.$/, 'Ese formulario ya está cerrado.'],
  [/^That file is gone\.$/, 'Ese archivo ya no está.'],
  [/^That button or field is no longer there\.$/, 'Ese botón o campo ya no está.'],
  [/^The playground has stopped\.$/, 'La demostración se ha parado.'],
]

export function sayAsSlack(language: Language, error: string): string {
  if (language === 'en') return error
  const known = ofSlack.find(([pattern]) => pattern.test(error))
  return known ? error.replace(known[0], known[1]) : error
}
