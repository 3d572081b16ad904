// The guided tour: for each step what it shows, what to do, and who does it where.
import type { TourStep } from '../../demo/tour-steps.ts'
import type { Place } from './place.ts'
import type { Language } from './words.ts'

export interface StepWords {
  title: string
  /** With `code` for what is typed and *stars* for what is pressed. */
  text: string
  /** Where it happens; undefined: on the API's side. */
  place?: Place
}

/** Two people of the visitor's language. */
export const startPlaces = {
  en: [
    { person: 'ben', room: 'desk' },
    { person: 'diego', room: 'approvals' },
  ],
  es: [
    { person: 'ana', room: 'desk' },
    { person: 'carla', room: 'approvals' },
  ],
} as const satisfies Record<Language, Place>

const digestPlace = (language: Language): Place => [
  { ...startPlaces[language][0], room: 'digest' },
  startPlaces[language][1],
]

/** Guests whom the shift at the start leaves alone: nothing is asked twice. */
const william = 'william.taylor@example.net'
const carmen = 'carmen.martin@example.com'

export const tourWords: Record<TourStep, Record<Language, StepWords>> = {
  'look-up': {
    en: {
      title: 'A guest asks for his points',
      text: `You are Ben, at the front desk (on a wide screen he is on the left). Type \`/points ${william}\` and press Enter. Only Ben sees the answer.`,
      place: startPlaces.en,
    },
    es: {
      title: 'Una clienta pregunta por sus puntos',
      text: `Eres Ana, en recepción (en pantalla ancha está a la izquierda). Escribe \`/points ${carmen}\` y pulsa Intro. La respuesta solo la ve Ana.`,
      place: startPlaces.es,
    },
  },
  grant: {
    en: {
      title: 'Points for his stay',
      text: `Still as Ben: type \`/grant ${william} 300 three nights\`. Look at the guest in the form, then press *Grant*.`,
      place: startPlaces.en,
    },
    es: {
      title: 'Puntos por su estancia',
      text: `Sigues siendo Ana: escribe \`/grant ${carmen} 300 tres noches\`. Mira el cliente en el formulario y pulsa *Abonar puntos*.`,
      place: startPlaces.es,
    },
  },
  'undo-or-ledger': {
    en: {
      title: 'Take it back, or look at the ledger',
      text: 'Ben can press *Undo* on his card for ten minutes. Or open *Loyalty API* at the top: the grant is in the ledger, with the reference that stands on the card.',
      place: startPlaces.en,
    },
    es: {
      title: 'Anularlo, o mirar los movimientos',
      text: 'Ana puede pulsar *Anular* en su tarjeta durante diez minutos. O abre *API de puntos* arriba: el abono está en los movimientos, con la referencia de la tarjeta.',
      place: startPlaces.es,
    },
  },
  request: {
    en: {
      title: 'He wants a late check-out',
      text: `As Ben type \`/redeem ${william} late\` and press *Ask for it*. An agent’s request waits for a manager.`,
      place: startPlaces.en,
    },
    es: {
      title: 'Quiere salir más tarde',
      text: `Como Ana escribe \`/redeem ${carmen} late\` y pulsa *Pedirlo*. Lo que pide recepción espera a un responsable.`,
      place: startPlaces.es,
    },
  },
  approve: {
    en: {
      title: 'The manager decides on the phone',
      text: 'On the right you are Diego (on a narrow screen tap *Diego* at the top). In #miramar-approvals press *Approve*: one tap, and Ben is told to hand it over.',
      place: startPlaces.en,
    },
    es: {
      title: 'La responsable decide en el móvil',
      text: 'A la derecha eres Carla (en pantalla estrecha toca *Carla* arriba). En #miramar-approvals pulsa *Aprobar*: un toque, y Ana lee que ya puede entregarlo.',
      place: startPlaces.es,
    },
  },
  'lost-answer': {
    en: {
      title: 'An answer gets lost',
      text: `Under *Loyalty API* switch on “Answer lost after the write”. Then as Ben type \`/grant ${william} 100 late bus\` and press *Grant*. Watch the card: “We don’t know yet…”, and a few seconds later it is granted. Once, never twice.`,
      place: startPlaces.en,
    },
    es: {
      title: 'Se pierde una respuesta',
      text: `En *API de puntos* activa «Respuesta perdida después de escribir». Después, como Ana, escribe \`/grant ${carmen} 100 retraso\` y pulsa *Abonar puntos*. Mira la tarjeta: «Aún no sabemos si…», y unos segundos después está abonado. Una vez, nunca dos.`,
      place: startPlaces.es,
    },
  },
  morning: {
    en: {
      title: 'The next morning',
      text: 'Press *Next morning* beside the clock at the top (on a narrow screen tap *⋯* first): at 08:00 the day’s digest comes to #miramar-digest.',
      place: digestPlace('en'),
    },
    es: {
      title: 'A la mañana siguiente',
      text: 'Pulsa *Mañana a las 8* junto al reloj de arriba (en pantalla estrecha toca antes *⋯*): a las 08:00 llega el resumen del día a #miramar-digest.',
      place: digestPlace('es'),
    },
  },
}

export const tourFrame = {
  label: { en: 'Guided tour', es: 'Visita guiada' },
  step: { en: 'Step', es: 'Paso' },
  of: { en: 'of', es: 'de' },
  done: { en: 'done', es: 'hecho' },
  show: { en: 'Show me where', es: 'Enséñame dónde' },
  copy: { en: 'Copy', es: 'Copiar' },
  copied: { en: 'Copied', es: 'Copiado' },
  skip: { en: 'Skip', es: 'Saltar' },
  back: { en: 'Back', es: 'Atrás' },
  next: { en: 'Next', es: 'Siguiente' },
  close: { en: 'Close the tour', es: 'Cerrar la visita' },
  end: {
    en: 'That is the desk. Go on trying: everything here is made up. docs/set-up.md brings it to your hotel in ten minutes.',
    es: 'Eso es todo. Sigue probando: aquí todo es inventado. docs/set-up.md lo lleva a tu hotel en diez minutos.',
  },
} as const satisfies Record<string, Record<Language, string>>
