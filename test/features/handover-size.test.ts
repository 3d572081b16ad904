// A hand-over of a hotel with much open and long texts: below every limit of Slack, and what is left out is counted.
import { expect, test } from 'vitest'
import { toContactId } from '../../src/domain/guest.ts'
import type { GuestPromise } from '../../src/domain/promise.ts'
import type { Group, Thing } from '../../src/features/handover/open-things.ts'
import { handoverMessage } from '../../src/features/handover/view.ts'
import { validateMessage } from '../../src/sandbox/slack/validate.ts'
import { safe } from '../../src/slack/text.ts'
import { parseSettings } from '../../src/store/settings-file.ts'

const [hotel = expect.unreachable()] = parseSettings(`
hotels:
  - id: 101
    name: "${'&<'.repeat(30)}"
    timeZone: Europe/Madrid
    channels: { desk: C0DESK, approvals: C0APPR, digest: C0DIGEST }
`).hotels
const contactId = toContactId(11656629) ?? expect.unreachable()
const at = Date.parse('2026-11-23T14:00:00Z')

const things = (group: Group, count: number, line: string): Thing[] =>
  Array.from({ length: count }, (_, i): Thing => {
    const id = `${group}-${i}`
    const promise: GuestPromise = {
      id,
      hotelId: 101,
      contactId,
      guestLabel: 'María G.',
      text: '',
      dueDay: '2026-11-22',
      state: 'open',
      madeBy: 'U0ANA',
      createdAt: at,
    }
    return {
      item: {
        id,
        hotelId: 101,
        shift: '2026-11-23 15:00',
        kind: group === 'promises' ? 'promise' : 'action',
        subject: id,
        takenBy: 'U0123456789A',
        takenAt: at,
      },
      group,
      line: `${group}: ${line}`,
      promise: group === 'promises' ? promise : undefined,
      isOverdue: group === 'promises',
    }
  })

const groups = ['look', 'promises', 'waiting', 'settled'] as const

test.each([
  ['short', 20, 'masaje', [9, 9, 9, 8]],
  ['of 300 characters that Slack wants written longer', 9, safe('&'.repeat(300)), [2, 2, 2, 1]],
  ['longer than a block takes', 9, safe('*'.repeat(2000)), [1, 1, 1, 0]],
] as const)(
  'with %s texts it fits, and every group says how many more there are',
  (_, count, line, shown) => {
    for (const language of ['es', 'en'] as const)
      for (const kind of ['shift', 'duty'] as const) {
        const all = groups.flatMap(group => things(group, count, line))
        const view = { hotel, things: all, bulk: 1000, at, kind, isCurrent: true, lateAt: at, language }
        const message = handoverMessage(view)
        expect(validateMessage({ channel: 'C0DESK', ...message }, 'post')).toEqual([])
        const text = JSON.stringify(message.blocks)
        expect(groups.map(group => text.split(`${group}: `).length - 1)).toEqual(shown)
        for (const left of shown.map(some => count - some))
          expect(text).toContain(language === 'es' ? `y ${left} más` : `and ${left} more`)
      }
  },
)

test('one group alone has all the room', () => {
  const long = things('waiting', 9, safe('&'.repeat(200)))
  const view = { hotel, things: long, bulk: 0, at, kind: 'shift', isCurrent: true, language: 'en' } as const
  const message = handoverMessage(view)
  expect(validateMessage({ channel: 'C0DESK', ...message }, 'post')).toEqual([])
  expect(JSON.stringify(message.blocks).split('waiting: ')).toHaveLength(10)
})
