// Why a file cannot be used, and why a row is left out.
import { defineWords } from '../../lib/words.ts'

export const problemWords = defineWords({
  fileNotText: {
    en: 'This is not a text file with columns. Save the table as CSV (UTF-8) and try again. Nothing changed.',
    es: 'Esto no es un archivo de texto con columnas. Guarda la tabla como CSV (UTF-8) e inténtalo de nuevo. No ha cambiado nada.',
  },
  fileNoRows: {
    en: 'There are no lines with guests in it. Nothing changed.',
    es: 'No contiene ninguna línea con clientes. No ha cambiado nada.',
  },
  fileTooManyRows: {
    en: 'It has more than {rows} lines. Split it into several files. Nothing changed.',
    es: 'Tiene más de {rows} líneas. Repártelo en varios archivos. No ha cambiado nada.',
  },
  fileTooLarge: {
    en: 'It is larger than 1 MB. Split it into several files. Nothing changed.',
    es: 'Ocupa más de 1 MB. Repártelo en varios archivos. No ha cambiado nada.',
  },
  fileGone: {
    en: 'Slack does not give us this file. Attach it once more. Nothing changed.',
    es: 'Slack no nos da este archivo. Adjúntalo otra vez. No ha cambiado nada.',
  },
  fileNoColumns: {
    en: 'Its first line names columns, but not both the guest (email or id) and the points. Nothing changed.',
    es: 'La primera línea nombra columnas, pero no a la vez el cliente (correo o id) y los puntos. No ha cambiado nada.',
  },
  fileQuotes: {
    en: 'A quotation mark is opened and never closed, so lines would be lost. Correct it and try again. Nothing changed.',
    es: 'Hay unas comillas que se abren y no se cierran, así que se perderían líneas. Corrígelo e inténtalo de nuevo. No ha cambiado nada.',
  },

  rowColumns: { en: 'has too few columns', es: 'faltan columnas' },
  rowTooManyColumns: {
    en: 'has too many columns: a number or reason that holds the separator needs quotation marks',
    es: 'sobran columnas: pon entre comillas el número o el motivo que lleve el separador',
  },
  rowGuestEmpty: { en: 'names no guest', es: 'no indica el cliente' },
  rowGuestUnreadable: {
    en: 'neither an e-mail nor a number of a guest',
    es: 'no es un correo ni un número de cliente',
  },
  rowReasonTooLong: {
    en: 'the reason is longer than 500 characters',
    es: 'el motivo pasa de 500 caracteres',
  },
  rowReasonLikeReference: {
    en: 'the reason ends like a reference of ours (LD-…)',
    es: 'el motivo termina como una referencia nuestra (LD-…)',
  },
  rowNoGuest: { en: 'no such guest', es: 'no existe este cliente' },
  rowSeveralGuests: { en: 'several guests match', es: 'coinciden varios clientes' },
  rowNotAMember: { en: 'not a member of the programme', es: 'no está dado de alta en el programa' },
  rowTwice: { en: 'the same guest as in line {about}', es: 'el mismo cliente que en la línea {about}' },
  rowJustNow: {
    en: 'the same points were granted minutes ago as {about}',
    es: 'los mismos puntos se abonaron hace unos minutos como {about}',
  },
  rowAboveLimit: {
    en: 'above what its author may grant',
    es: 'por encima de lo que puede abonar quien lo pide',
  },
  rowNotRead: {
    en: 'the programme did not answer for this guest',
    es: 'el programa no ha respondido para este cliente',
  },
  rowRefused: { en: 'no longer allowed', es: 'ya no está permitido' },
  rowNothingLeft: { en: 'the points are already spent', es: 'los puntos ya están gastados' },
  rowInDoubt: {
    en: 'some of the points are spent or could not be read: correct it singly',
    es: 'parte de los puntos está gastada o no se ha podido leer: corrígelo por separado',
  },
  rowTakenBack: { en: 'already taken back as {about}', es: 'ya anulado como {about}' },
  rowRestored: {
    en: 'the desk was put back from a backup: look at the ledger first',
    es: 'el puesto se restauró de una copia: mira antes los movimientos',
  },
  pointsEmpty: { en: 'no points', es: 'sin puntos' },
  pointsNotANumber: { en: 'the points are not a number', es: 'los puntos no son un número' },
  pointsZero: { en: '0 points', es: '0 puntos' },
  pointsNegative: { en: 'the points are negative', es: 'los puntos son negativos' },
  pointsDecimal: { en: 'points are whole', es: 'los puntos son enteros' },
  pointsAmbiguous: {
    en: 'the points can be read in two ways',
    es: 'los puntos pueden leerse de dos maneras',
  },
  pointsTooMany: { en: 'more than 1,000,000 points', es: 'más de 1.000.000 de puntos' },
})
