// What channels, logs and exports may see of a guest, and of what staff typed about one.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { toContactId } from '../../src/domain/guest.ts'
import { maskEmail, maskGuest, maskName, maskText } from '../../src/domain/masking.ts'

describe('a name', () => {
  it.each([
    ['María', 'García', 'María G.'],
    ['María del Carmen', 'García López', 'María G.'],
    ['  María   José ', '  de la Fuente ', 'María D.'],
    ['María', '', 'María'],
    ['María', '   ', 'María'],
    ['', 'García', 'G.'],
    ['', '', ''],
    ['  ', '  ', ''],
    ['Jean-Luc', 'élan', 'Jean-Luc É.'],
    ['李', '雷', '李 雷.'],
    ['Ana', '🎁', 'Ana 🎁.'],
    ['maria@example.com', '', 'm•••@example.com'],
    ['maria@example.com', 'García', 'm•••@example.com G.'],
  ])('“%s” “%s” is shown as “%s”', (name, surname, shown) => {
    expect(maskName(name, surname)).toBe(shown)
  })
})

describe('an e-mail', () => {
  it.each([
    ['maria@example.com', 'm•••@example.com'],
    ['m@example.com', 'm•••@example.com'],
    ['🎁maria@example.com', '🎁•••@example.com'],
    ['"odd@local"@example.com', '"•••@example.com'],
    ['@example.com', '•••'],
    ['not an e-mail', '•••'],
    ['', ''],
  ])('“%s” is shown as “%s”', (email, shown) => {
    expect(maskEmail(email)).toBe(shown)
  })
})

test('a guest is shown by first name, initial, masked e-mail and number', () => {
  const contactId = toContactId(11656629) ?? expect.unreachable()
  const guest = { name: 'María del Mar', surname: 'García', email: 'maria@gmail.com', contactId }
  expect(maskGuest(guest)).toBe('María G. · m•••@gmail.com · #11656629')
  expect(maskGuest({ ...guest, surname: '', email: '' })).toBe('María · #11656629')
  expect(maskGuest({ ...guest, name: '', surname: '', email: '' })).toBe('#11656629')
})

describe('in a free text', () => {
  it.each([
    ['mail maria@example.com now', 'mail m•••@example.com now'],
    ['(maria.garcia+1@sub.example.co.uk)', '(m•••@sub.example.co.uk)'],
    ['maria@example.com.', 'm•••@example.com.'],
    ['<mailto:maria@example.com|maria@example.com>', '<mailto:m•••@example.com|m•••@example.com>'],
    ['a@b.es,c@d.es', 'a•••@b.es,c•••@d.es'],
    ['josé@correo.es y jose\u0301@correo.es', 'j•••@correo.es y j•••@correo.es'],
    ['ana@hotel-miramar.es/maria@example.com', 'a•••@hotel-miramar.es/m•••@example.com'],
    ["o'brien&son@example.com", 'o•••@example.com'],
    ['@ana and @carla', '@ana and @carla'],
    ['2 @ 300 points', '2 @ 300 points'],
  ])('e-mails are masked: “%s”', (text, shown) => {
    expect(maskText(text)).toBe(shown)
  })

  it.each([
    ['paid with 4111 1111 1111 1111', 'paid with •••1111'],
    ['4111111111111111', '•••1111'],
    ['4111-1111-1111-1111', '•••1111'],
    ['4111.1111.1111.1111', '•••1111'],
    ['4111  1111\u00a01111\u00a01111', '•••1111'],
    ['Amex 3782 822463 10005', 'Amex •••0005'],
    ['Diners 3056 930902 5904', 'Diners •••5904'],
    ['old 4222222222222', 'old •••2222'],
    ['long 6304000000000000000', 'long •••0000'],
    ['long 6304 0000 0000 0000 000', 'long •••0000'],
    ['4111 1111 1111 1111 12/27 123', '•••1111 12/27 123'],
    ['4111 1111 1111 1111 123', '•••1111 123'],
    ['4111111111111111 737', '•••1111 737'],
    ['room 204 4111111111111111', 'room 204 •••1111'],
    ['204 4111 1111 1111 1111 737', '204 •••1111 737'],
    ['4111111111111111 and 5500 0000 0000 0004', '•••1111 and •••0004'],
    ['card:4111111111111111.', 'card:•••1111.'],
    ['Visa4111111111111111', 'Visa•••1111'],
  ])('card numbers are masked: “%s”', (text, shown) => {
    expect(maskText(text)).toBe(shown)
  })

  it.each([
    '#11656629',
    'guest #11656629 and #11656630',
    '4111 1111 1111 1112',
    '4111111111111112',
    '12–14 Nov, 3 nights, 300 points · LD-7F3K2Q',
    '2026-11-12 2026-11-14',
    '2026-11-12 11656625',
    '12.11.2026 14.11.2026 09:30',
    '600 123 456',
    '+34 600 123 456',
    'booking 123456789012',
    '00000000000000000000',
    '',
  ])('ids, dates, telephones and other numbers stay: “%s”', text => {
    expect(maskText(text)).toBe(text)
  })

  test('no card survives, wherever it stands and however it is grouped', () => {
    const luhnDigit = (digits: string) => {
      const sum = [...digits].toReversed().reduce((total, digit, index) => {
        const doubled = Number(digit) * 2
        return total + (index % 2 === 1 ? Number(digit) : doubled > 9 ? doubled - 9 : doubled)
      }, 0)
      return String((10 - (sum % 10)) % 10)
    }
    const card = fc.stringMatching(/^[3-6]\d{14}$/).map(digits => digits + luhnDigit(digits))
    const separator = fc.constantFrom('', ' ', '-', '\u00a0', '.')
    const before = fc.constantFrom('', 'room 204 ', '300, ', 'Visa', '12/27 ', '(')
    const after = fc.constantFrom('', ' cvc 737', ' 12/27', ' 737', ')', '. Thanks')
    fc.assert(
      fc.property(card, separator, before, after, (digits, between, start, end) => {
        const grouped = digits.match(/\d{4}/g)?.join(between) ?? ''
        const shown = maskText(`${start}${grouped}${end}`)
        expect(shown).toContain('•••')
        expect(shown.replace(/\D/g, '')).not.toContain(digits.slice(0, 12))
      }),
    )
  })
})
