// How staff name a guest: what is taken as the guest, and what is left as the rest of the text.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { canonicalKey, type GuestKey, readDay, readGuestKey } from '../../src/domain/guest-key.ts'

const today = '2026-11-23'
const read = (text: string, on = today) => readGuestKey(text, on)
const room = (number: string, arrival?: string): GuestKey =>
  arrival === undefined ? { by: 'room', room: number } : { by: 'room', room: number, arrival }

describe('an e-mail', () => {
  it.each([
    ['maria@example.com', 'maria@example.com', ''],
    ['  Maria.GARCIA@Example.COM  ', 'maria.garcia@example.com', ''],
    ['maria@example.com 300 three nights', 'maria@example.com', '300 three nights'],
    ['maria@example.com, 300', 'maria@example.com', '300'],
    ['maria@example.com,300', 'maria@example.com', '300'],
    ['maria@example.com. Late check-out', 'maria@example.com', 'Late check-out'],
    ['maria@example.com: 300', 'maria@example.com', '300'],
    ['maria@example.com; 300', 'maria@example.com', '300'],
    ['maria@example.com... 300', 'maria@example.com', '300'],
    ['maria@example.com? 300', 'maria@example.com', '300'],
    ['maria@example.com! 300', 'maria@example.com', '300'],
    ['maria@example.com) 300', 'maria@example.com', '300'],
    ['<mailto:a@b|a@b>', 'a@b', ''],
    [
      '<mailto:Maria@Example.com|maria@example.com> 300 three nights',
      'maria@example.com',
      '300 three nights',
    ],
    ['<mailto:maria@example.com>, 300', 'maria@example.com', '300'],
    ['<MAILTO:maria@example.com|María>', 'maria@example.com', ''],
    ['maria+hotel@sub.example.co.uk', 'maria+hotel@sub.example.co.uk', ''],
    ["o'brien@example.com", "o'brien@example.com", ''],
    ['josé@correo.es', 'josé@correo.es', ''],
    ['204@example.com', '204@example.com', ''],
    ['room@example.com 5', 'room@example.com', '5'],
  ])('in “%s” is %s', (text, email, rest) => {
    expect(read(text)).toEqual({ key: { by: 'email', email }, rest })
  })

  it.each([
    'maria@',
    '@example.com',
    'maria@example',
    'maria example.com',
    'maria@@example.com',
    'a@b.com@c.com',
  ])('is not what “%s” is', text => {
    expect(read(text)).toEqual({ key: undefined, rest: text })
  })
})

describe('a contact number', () => {
  it.each([
    ['#11656629', 11656629, ''],
    ['# 11656629', 11656629, ''],
    ['#11656629 300 three nights', 11656629, '300 three nights'],
    ['#11656629, 300', 11656629, '300'],
    ['#11656629: 300', 11656629, '300'],
    ['#11656629.', 11656629, ''],
    ['#7', 7, ''],
    ['#999999999999999', 999_999_999_999_999, ''],
  ])('in “%s” is %i', (text, id, rest) => {
    expect(read(text)).toEqual({ key: { by: 'id', id }, rest })
  })

  it.each(['#0', '#', '#abc', '#12a', '#-5', '#1.5', '#1234567890123456', '11656629', '##7'])(
    'is not what “%s” is',
    text => {
      expect(read(text)).toEqual({ key: undefined, rest: text })
    },
  )
})

describe('a room', () => {
  it.each<[string, GuestKey, string]>([
    ['room 204', room('204'), ''],
    ['Room 204', room('204'), ''],
    ['ROOM 204B', room('204B'), ''],
    ['room 12b', room('12B'), ''],
    ['room204', room('204'), ''],
    ['room: 204', room('204'), ''],
    ['room #204', room('204'), ''],
    ['rm 204', room('204'), ''],
    ['rm. 204', room('204'), ''],
    ['hab 204', room('204'), ''],
    ['hab. 204', room('204'), ''],
    ['hab.204', room('204'), ''],
    ['Hab. 204 300 tres noches', room('204'), '300 tres noches'],
    ['habitación 204', room('204'), ''],
    ['habitacion 204', room('204'), ''],
    ['HABITACIÓN 204', room('204'), ''],
    ['habitacio\u0301n 204', room('204'), ''],
    ['cuarto 204', room('204'), ''],
    ['room A-12', room('A-12'), ''],
    ['room Suite', room('SUITE'), ''],
    ['room 204, 300', room('204'), '300'],
    ['room 204: 300', room('204'), '300'],
    ['room 204. Late check-out', room('204'), 'Late check-out'],
    ['room 204 arrival 12 Nov', room('204', '2026-11-12'), ''],
    ['room 204, arrival 12 Nov', room('204', '2026-11-12'), ''],
    ['room 204 arrived on 12 November', room('204', '2026-11-12'), ''],
    ['room 204 arrival: 2026-11-12', room('204', '2026-11-12'), ''],
    ['habitación 204 llegada 12 nov', room('204', '2026-11-12'), ''],
    ['habitación 204 llegada 12 nov 300 tres noches', room('204', '2026-11-12'), '300 tres noches'],
    ['hab. 204 llegada el 12 de noviembre de 2026, 300', room('204', '2026-11-12'), '300'],
    ['hab. 204 entrada 12/11', room('204', '2026-11-12'), ''],
    ['hab. 204 llegó el 12.11.', room('204', '2026-11-12'), ''],
    ['room 204 arrival 12 Nov 1500 three nights', room('204', '2026-11-12'), '1500 three nights'],
    ['room 204 arrival 12 Nov 2000 three nights', room('204', '2026-11-12'), '2000 three nights'],
    ['room 204 arrival 12 Nov 2026 1500 three nights', room('204', '2026-11-12'), '1500 three nights'],
    ['room 204 arrival soon', room('204'), 'arrival soon'],
    ['room 204 arrival 31 Feb', room('204'), 'arrival 31 Feb'],
    ['room 204 arrival 12 junior suites', room('204'), 'arrival 12 junior suites'],
    ['room 204 departure 12 Nov', room('204'), 'departure 12 Nov'],
  ])('in “%s”', (text, key, rest) => {
    expect(read(text)).toEqual({ key, rest })
  })

  it.each([
    'room',
    'room ',
    'roommate 204',
    'rooms 204',
    'habitual guest',
    'hab.',
    'habitaciones 204',
    'room 123456789',
    '204',
    'guest in room 204',
  ])('is not what “%s” is', text => {
    expect(read(text)).toEqual({ key: undefined, rest: text.trim() })
  })
})

describe('a booking', () => {
  it.each([
    ['booking ABC123', 'ABC123', ''],
    ['Booking abc123', 'ABC123', ''],
    ['booking: ABC123', 'ABC123', ''],
    ['booking #ABC123', 'ABC123', ''],
    ['booking ABC123 300 three nights', 'ABC123', '300 three nights'],
    ['booking ABC123, 300', 'ABC123', '300'],
    ['booking ABC123: 300', 'ABC123', '300'],
    ['booking123456', '123456', ''],
    ['reservation ABC123', 'ABC123', ''],
    ['reserva abc123', 'ABC123', ''],
    ['reservación abc123', 'ABC123', ''],
    ['reservacion abc123', 'ABC123', ''],
    ['localizador RX-1-22', 'RX-1-22', ''],
    ['locator ABC123', 'ABC123', ''],
    ['reserva 2026/12345 300', '2026/12345', '300'],
  ])('in “%s” is %s', (text, locator, rest) => {
    expect(read(text)).toEqual({ key: { by: 'booking', locator }, rest })
  })

  it.each(['booking', 'booking A', 'bookings ABC123', 'reservations ABC123', 'reservado ABC123', 'ABC123'])(
    'is not what “%s” is',
    text => {
      expect(read(text)).toEqual({ key: undefined, rest: text })
    },
  )
})

test('a text that names no guest is left as it is', () => {
  for (const text of ['', 'maria', '300 three nights', 'María  García', '🎁'])
    expect(read(text)).toEqual({ key: undefined, rest: text })
})

test('what follows the guest is kept exactly, spaces and all', () => {
  const rest = '300  three   nights, late: “check-out” <!here> 🎁'
  for (const guest of ['maria@example.com', '#7', 'room 204', 'room 204 arrival 12 Nov', 'booking ABC123'])
    expect(read(`${guest} ${rest}`).rest).toBe(rest)
})

test('guest and rest are always parts of what was typed, whatever it is', () => {
  const starts = fc.constantFrom(
    '',
    'room ',
    'hab. ',
    'booking ',
    '#',
    'a@b.c ',
    '<mailto:',
    'room 1 arrival ',
  )
  fc.assert(
    fc.property(starts, fc.string({ unit: 'binary', maxLength: 40 }), (start, text) => {
      const typed = `${start}${text}`
      const { rest } = read(typed)
      expect(typed.trim().endsWith(rest)).toBe(true)
      expect(rest.trimStart()).toBe(rest)
    }),
  )
})

describe('an arrival without a year is the latest such day not after tomorrow', () => {
  it.each([
    ['31 Dec', '2027-01-02', '2026-12-31'],
    ['31 Dec', '2026-12-31', '2026-12-31'],
    ['31 Dec', '2026-12-30', '2026-12-31'],
    ['31 Dec', '2026-12-29', '2025-12-31'],
    ['1 Jan', '2026-12-31', '2027-01-01'],
    ['1 Jan', '2026-12-30', '2026-01-01'],
    ['24 Nov', '2026-11-23', '2026-11-24'],
    ['25 Nov', '2026-11-23', '2025-11-25'],
    ['29 Feb', '2028-03-01', '2028-02-29'],
    ['29 Feb', '2028-02-28', '2028-02-29'],
    ['29 Feb', '2028-02-27', '2024-02-29'],
    ['29 Feb', '2027-03-01', '2024-02-29'],
  ])('%s, seen on %s, is %s', (text, on, day) => {
    expect(readDay(text, on)).toEqual({ day, rest: '' })
  })
})

describe('a day', () => {
  it.each([
    ['12 Nov', '2026-11-12'],
    ['12 nov.', '2026-11-12'],
    ['12 de noviembre', '2026-11-12'],
    ['12 de noviembre de 2025', '2025-11-12'],
    ['12 November 2025', '2025-11-12'],
    ['12/11', '2026-11-12'],
    ['12.11', '2026-11-12'],
    ['12.11.', '2026-11-12'],
    ['12.11.2025', '2025-11-12'],
    ['12/11/2025', '2025-11-12'],
    ['2025-11-12', '2025-11-12'],
    ['29/02/2028', '2028-02-29'],
    ['1 ene', '2026-01-01'],
    ['1 enero', '2026-01-01'],
    ['1 jan', '2026-01-01'],
    ['1 feb', '2026-02-01'],
    ['1 marzo', '2026-03-01'],
    ['1 abr', '2026-04-01'],
    ['1 April', '2026-04-01'],
    ['1 mayo', '2026-05-01'],
    ['1 junio', '2026-06-01'],
    ['1 July', '2026-07-01'],
    ['1 agosto', '2026-08-01'],
    ['1 Aug', '2026-08-01'],
    ['1 sept', '2026-09-01'],
    ['1 setiembre', '2026-09-01'],
    ['1 septiembre', '2026-09-01'],
    ['1 oct', '2026-10-01'],
    ['1 dic', '2025-12-01'],
    ['1 diciembre', '2025-12-01'],
    ['1 December', '2025-12-01'],
  ])('written “%s” is %s', (text, day) => {
    expect(readDay(text, today)).toEqual({ day, rest: '' })
  })

  it.each([
    '',
    'soon',
    '0 Nov',
    '31 Nov',
    '30 Feb',
    '29/02/2026',
    '12/13',
    '12/0',
    '2026-13-01',
    '2026-02-30',
    '12/11/26',
    '12',
    '12 noches',
    '12 decent nights',
    '12 marvellous',
    '12 de',
    '2026-11-12T10:00',
  ])('is not what “%s” is', text => {
    expect(readDay(text, today)).toBeUndefined()
  })

  test('leaves what follows it', () => {
    expect(readDay('12 Nov, 300 three nights', today)).toEqual({
      day: '2026-11-12',
      rest: '300 three nights',
    })
    expect(readDay('2026-11-12 300', today)).toEqual({ day: '2026-11-12', rest: '300' })
  })
})

test('the same guest gives the same text however it was typed, and no two guests share one', () => {
  const canonical = (text: string) => {
    const { key } = read(text)
    return key && canonicalKey(key)
  }
  const ways = [
    ['MARIA@example.com', '<mailto:maria@example.com|Maria@Example.com>', 'maria@example.com, 300'],
    ['#7', '# 7 300'],
    ['room 12b', 'hab. 12B', 'habitación 12b 300'],
    ['room 12b arrival 12 Nov', 'hab. 12B llegada el 12/11'],
    ['booking abc123', 'reserva ABC123', 'localizador abc123'],
    ['booking 12B'],
  ]
  const texts = ways.map(group => new Set(group.map(canonical)))
  for (const group of texts) expect(group.size).toBe(1)
  expect(new Set(texts.flatMap(group => [...group])).size).toBe(ways.length)
})
