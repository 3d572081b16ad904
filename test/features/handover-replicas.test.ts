// Two copies of the desk on one store: each hand-over once, and of two who take the same thing at both copies, one.
import { expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { onPostgres } from '../support/database.ts'
import { handoversIn, promisesStand, threeShifts } from '../support/shifts.ts'
import { withTwoDesks } from '../support/two-desks.ts'

onPostgres((_store, _open, place) => {
  const withTwo = (run: (desk: TestApp, apps: TestApp['app'][]) => Promise<void>) =>
    withTwoDesks(place, threeShifts, (desk, other) => run(desk, [desk.app, other.app]))

  test('over three days each shift is handed over once', () =>
    withTwo(async (desk, apps) => {
      for (let hour = 0; hour < 72; hour++) {
        desk.clock.advance(3_600_000)
        await Promise.all(apps.map(({ queue }) => queue.idle()))
      }
      const posted = handoversIn(desk).map(({ text }) =>
        /(\d\d:\d\d) · Hotel Miramar · (\d+)/.exec(text)?.slice(1).join(' '),
      )
      expect(posted).toEqual(
        [23, 24, 25].flatMap(day => [`15:00 ${day}`, `23:00 ${day}`, `07:00 ${day + 1}`]),
      )
    }))

  test('pressed at both copies at the same moment one person has it', () =>
    withTwo(async (desk, apps) => {
      await promisesStand(desk, 8)
      desk.clock.advance(1_800_000)
      await Promise.all(apps.map(({ queue }) => queue.idle()))
      const ts = handoversIn(desk)[0]?.ts ?? ''
      const { db } = desk.app.database
      const items = await db.selectFrom('handover_items').selectAll().execute()
      expect(items).toHaveLength(8)
      // Slack spreads presses over the connections of both copies.
      for (const { id: value } of items)
        await Promise.all(
          ['ana', 'ben'].map(name =>
            desk.slack.person(name).clickRaw({ action_id: 'handover.take', channel: 'desk', ts, value }),
          ),
        )
      const told = () =>
        ['ana', 'ben'].flatMap(name =>
          desk.slack
            .person(name)
            .messages('desk')
            .filter(({ isEphemeral }) => isEphemeral),
        )
      await desk.slack.waitFor(() => told().length === 8, 'eight people hear who was faster')
      const taken = await db
        .selectFrom('audit')
        .select('subject')
        .where('event', '=', 'handover.taken')
        .execute()
      expect(taken).toHaveLength(8)
      expect(new Set(taken.map(({ subject }) => subject)).size).toBe(8)
    }))
})
