// The digest of a very large hotel: below every limit of Slack, and nobody is left out.
import { describe, expect, it, test } from 'vitest'
import type { ActionState } from '../../src/domain/action.ts'
import type { DigestFigures } from '../../src/features/daily-digest/figures.ts'
import { digestMessages } from '../../src/features/daily-digest/message.ts'
import { validateMessage } from '../../src/sandbox/slack/validate.ts'
import { parseSettings } from '../../src/store/settings-file.ts'

const [hotel = expect.unreachable()] = parseSettings(`
hotels:
  - id: 101
    name: "${'Grand * Hotel <x> & '.repeat(3)}"
    timeZone: Europe/Madrid
    channels: { desk: C0DESK, approvals: C0APPR, digest: C0DIGEST }
`).hotels

const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i))
const open = (count: number) => ({
  count,
  first: times(Math.min(8, count), i => ({
    id: `a${i}`,
    reference: `LD-00000${i}`,
    kind: 'grant-points',
    state: 'waiting' as ActionState,
    points: 1_000_000,
    createdAt: Date.parse('2026-11-22T10:00:00Z'),
    link: `https://hotel.slack.com/archives/C0APPR/p17000000000000${i}`,
  })),
})
const ledger = (count: number) => ({
  isComplete: false,
  foreign: {
    count,
    granted: 9_999_999,
    redeemed: 9_999_999,
    first: times(Math.min(10, count), i => ({
      id: 900_000_000 + i,
      points: -1_000_000,
      at: '2026-11-22T10:00:00',
    })),
  },
  missing: { count, first: times(Math.min(10, count), i => `LD-00000${i}`) },
})

const hotelOf = (people: number, products: number, rest: number): DigestFigures => ({
  day: '2026-11-22',
  isRunning: false,
  kinds: [
    'grant-points',
    'redeem-product',
    'undo',
    'adjust-guest',
    'enrol-guest',
    'reset-password',
    'new-kind',
  ].map(kind => ({ kind, count: people + 1, points: 999_999_999, bonus: 99_999_999 })),
  people: times(people, i => ({
    userId: `U0${String(i).padStart(9, '0')}`,
    granted: 999_999,
    redeemed: 999_999,
    undone: 999_999,
    adjusted: 999,
    count: 9999,
  })),
  products: times(products, i => ({
    title: `${'Suite & <b>*'.repeat(24)} ${i}`,
    count: 10,
    points: 1_000_000,
  })),
  undone: {
    count: rest,
    first: times(Math.min(5, rest), i => ({ reference: `LD-0000A${i}`, undone: `LD-0000B${i}` })),
  },
  decisions: { count: rest, declined: 1, medianMs: 90 * 60_000 },
  bulkWaiting: rest,
  waiting: open(rest),
  unsettled: open(rest),
  dayBefore: { day: '2026-11-21', granted: 1, redeemed: 2 },
  mean: { day: '2026-11-22', granted: 1, redeemed: 2, weeks: 4 },
  week: times(7, i => ({ day: `2026-11-${16 + i}`, granted: 1_000_000, redeemed: i })),
  ledger: ledger(rest),
  chain: ledger(rest),
  fingerprint: { seq: 123_456_789, hash: 'f'.repeat(64) },
})

const notes = {
  lateFor: Date.parse('2026-11-23T07:00:00Z'),
  skipped: times(40, i => `2026-10-${String((i % 28) + 1).padStart(2, '0')}`),
  insteadOf: 'C0DIGEST',
}

describe.each(['es', 'en'] as const)('in %s', language => {
  it.each([
    [0, 0, 1],
    [1, 1, 0],
    [20, 10, 8],
    [21, 11, 9],
    [1000, 500, 100_000],
  ])('%i people, %i products and %i open things fit', (people, products, rest) => {
    for (const look of ['full', 'plain'] as const) {
      const { main, replies, chain } = digestMessages(hotelOf(people, products, rest), hotel, {
        language,
        look,
        notes,
      })
      expect(main.blocks.length).toBeLessThanOrEqual(50)
      for (const message of [main, ...replies, ...(chain ? [chain] : [])])
        expect(validateMessage({ channel: 'C0DIGEST', ...message }, 'post')).toEqual([])
      const all = JSON.stringify([main.blocks, replies.map(({ blocks }) => blocks)])
      // Not the whole text in a failure: it is long.
      const lost = times(people, i => `U0${String(i).padStart(9, '0')}`).filter(id => !all.includes(id))
      expect(lost).toEqual([])
      expect(all.split('10 × Suite')).toHaveLength(products + 1)
      expect(all).not.toMatch(/Sui…"/)
    }
  })

  test('every kind of action has its line, also one that a newer version brings', () => {
    const { main } = digestMessages(hotelOf(1, 0, 0), hotel, { language, look: 'full' })
    const spanish = [
      'abonados',
      'canjeados',
      '2 ajustes',
      'anulados',
      '2 clientes dados de alta',
      '2 contraseñas',
    ]
    const english = ['granted', 'redeemed', '2 adjustments', 'undone', '2 guests enrolled', '2 new passwords']
    for (const part of [...(language === 'es' ? spanish : english), '▪️ new-kind: 2'])
      expect(JSON.stringify(main.blocks[1])).toContain(part)
  })

  test('a single one that was declined, and how to see a day that was left out, are said in the language', () => {
    const figures = { ...hotelOf(1, 0, 0), decisions: { count: 3, declined: 1, medianMs: 90 * 60_000 } }
    const { main } = digestMessages(figures, hotel, { language, look: 'full', notes })
    const [declined, command] =
      language === 'es'
        ? ['3 peticiones decididas (1 rechazada), la mitad en 1 h y 30 min', '`/desk resumen` con la fecha']
        : [
            '3 requests decided (1 declined), half of them within 1 h and 30 min',
            '`/desk digest` with the date',
          ]
    expect(main.text).toContain(declined)
    expect(main.text).toContain(command)
  })

  test('the chart also stands there as text, in the message and in its fallback', () => {
    const { main } = digestMessages(hotelOf(1, 1, 0), hotel, { language, look: 'full' })
    const twin = language === 'es' ? 'Canjeados: lun 16 0 · mar 17 1' : 'Redeemed: Mon 16 0 · Tue 17 1'
    expect(main.text).toContain(twin)
    expect(JSON.stringify(main.blocks)).toContain(twin)
  })
})
