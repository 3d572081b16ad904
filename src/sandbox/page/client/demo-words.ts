// What the playground itself says to its visitor: the bar, the API's side, the switches.
import type { FaultSwitchName } from '../../loyalty/fault-switches.ts'
import type { Language } from './words.ts'

const words = {
  nothingLeaves: {
    en: 'playground · nothing leaves this computer',
    es: 'demostración · nada sale de aquí',
  },
  parts: { en: 'Parts', es: 'Partes' },
  slack: { en: 'Slack', es: 'Slack' },
  opening: { en: 'Opening the desk…', es: 'Abriendo el puesto…' },
  connecting: { en: 'Connecting…', es: 'Conectando…' },
  person: { en: 'Person', es: 'Persona' },
  stopped: {
    en: 'The playground has stopped. Start it again with “npm run demo” and open the address that it prints.',
    es: 'La demostración se ha parado. Ábrela de nuevo con «npm run demo», en la dirección que escribe.',
  },
  api: { en: 'Loyalty API', es: 'API de puntos' },
  hotelTime: { en: 'Hotel time', es: 'Hora del hotel' },
  moveClock: { en: 'Move the clock', es: 'Adelantar el reloj' },
  quarter: { en: '+15 min', es: '+15 min' },
  hour: { en: '+1 h', es: '+1 h' },
  morning: { en: 'Next morning', es: 'Mañana a las 8' },
  moving: { en: 'Moving…', es: 'Adelantando…' },
  tour: { en: 'Tour', es: 'Visita guiada' },
  reset: { en: 'Start over', es: 'Empezar de nuevo' },
  resetAsk: { en: 'Forget everything and start over?', es: '¿Olvidar todo y empezar de nuevo?' },
  resetYes: { en: 'Yes, start over', es: 'Sí, empezar' },
  no: { en: 'No', es: 'No' },
  resetting: { en: 'Starting over…', es: 'Empezando de nuevo…' },
  more: { en: 'Clock, tour and more', es: 'Reloj, visita y más' },
  language: { en: 'Español', es: 'English' },
  switches: { en: 'Make something go wrong', es: 'Que algo falle' },
  untilOff: { en: 'until switched off', es: 'hasta desactivarlo' },
  nextWrite: { en: 'for the next write', es: 'para la próxima escritura' },
  requests: { en: 'Requests of the app', es: 'Peticiones de la aplicación' },
  noRequests: { en: 'None yet.', es: 'Todavía ninguna.' },
  sent: { en: 'Sent', es: 'Enviado' },
  answered: { en: 'Answered', es: 'Respuesta' },
  noAnswer: { en: 'no answer', es: 'sin respuesta' },
  waiting: { en: 'waiting…', es: 'esperando…' },
  nothingSent: { en: 'No body.', es: 'Sin contenido.' },
  ledger: { en: 'Ledger', es: 'Movimientos' },
  guest: { en: 'Guest', es: 'Cliente' },
  everyone: { en: 'Everyone', es: 'Todos' },
  balance: { en: 'Balance', es: 'Saldo' },
  when: { en: 'When', es: 'Cuándo' },
  points: { en: 'Points', es: 'Puntos' },
  bonus: { en: 'bonus', es: 'extra' },
  concept: { en: 'Reason', es: 'Motivo' },
  balances: { en: 'Balances', es: 'Saldos' },
  products: { en: 'Products', es: 'Productos' },
  hidden: { en: 'hidden', es: 'oculto' },
  mails: { en: 'Mails that would have left', es: 'Correos que habrían salido' },
  noMails: { en: 'None yet.', es: 'Todavía ninguno.' },
  dryRun: {
    en: 'Dry run on your own API: reads go through; what the app wants to write is shown here and not sent.',
    es: 'Ensayo sobre tu propia API: se puede leer; lo que la aplicación quiere escribir se muestra aquí y no se envía.',
  },
  ownSlack: {
    en: 'Slack is your own workspace: use the commands in your desk channel and watch the API here.',
    es: 'Slack es tu propio espacio de trabajo: usa los comandos en tu canal del puesto y mira aquí la API.',
  },
} as const satisfies Record<string, Record<Language, string>>

export type DemoSay = (key: keyof typeof words) => string

export const speakDemo =
  (language: Language): DemoSay =>
  key =>
    words[key][language]

interface SwitchWords {
  name: string
  /** What to expect on the Slack side. */
  expect: string
}

export const switchWords: Record<FaultSwitchName, Record<Language, SwitchWords>> = {
  'lost-after': {
    en: {
      name: 'Answer lost after the write',
      expect:
        'The points arrive, the answer does not: “We don’t know yet…”, then applied, once the ledger shows the row.',
    },
    es: {
      name: 'Respuesta perdida después de escribir',
      expect:
        'Los puntos llegan, la respuesta no: «Aún no sabemos si…», y luego hecho, cuando aparece en los movimientos.',
    },
  },
  'lost-before': {
    en: {
      name: 'Answer lost before the write',
      expect:
        'Nothing arrives: “We don’t know yet…”, and after some 20 seconds “did not arrive”, with Send again.',
    },
    es: {
      name: 'Respuesta perdida antes de escribir',
      expect:
        'No llega nada: «Aún no sabemos si…», y a los 20 segundos «no ha llegado», con Enviar de nuevo.',
    },
  },
  late: {
    en: {
      name: 'Row appears late',
      expect:
        'The answer is lost and the row comes 8 seconds later: the desk keeps looking, and never sends twice.',
    },
    es: {
      name: 'El movimiento aparece tarde',
      expect:
        'Se pierde la respuesta y el movimiento llega 8 segundos después: se sigue mirando, nunca se envía dos veces.',
    },
  },
  slow: {
    en: {
      name: 'Slow (5 s)',
      expect: 'Forms open at once and say that they are looking up; results come 5 seconds later.',
    },
    es: {
      name: 'Lenta (5 s)',
      expect:
        'Los formularios se abren al momento y dicen que están buscando; el resultado tarda 5 segundos.',
    },
  },
  limited: {
    en: {
      name: 'Rate limited',
      expect: 'The API answers “too many requests”: nothing is lost, the desk waits and tries again.',
    },
    es: {
      name: 'Demasiadas peticiones',
      expect: 'La API responde «demasiadas peticiones»: no se pierde nada, se espera y se vuelve a intentar.',
    },
  },
  down: {
    en: {
      name: 'API down',
      expect: 'Nothing connects: look-ups say so, and what was asked waits and is sent when the API is back.',
    },
    es: {
      name: 'API caída',
      expect: 'Nada conecta: las consultas lo dicen, y lo pedido espera y se envía cuando la API vuelve.',
    },
  },
}

/** What a request met, in the words of the switches where there is one. */
const faultWords: Record<string, Record<Language, string>> = {
  cutAfterWrite: { en: 'answer lost after the write', es: 'respuesta perdida después de escribir' },
  cutAfterReading: { en: 'answer lost before the write', es: 'respuesta perdida antes de escribir' },
  lateRow: { en: 'row appears late', es: 'el movimiento aparece tarde' },
  rateLimited: { en: 'rate limited', es: 'demasiadas peticiones' },
  slow: { en: 'slow', es: 'lenta' },
}

export const sayFault = (fault: string, language: Language): string => faultWords[fault]?.[language] ?? fault
