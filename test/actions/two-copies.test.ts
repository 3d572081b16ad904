// Two copies of the desk on one store are asked in the same moment: what one of them may do, both together may not.
import { expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { actionsOf, john, ledger, maria } from '../support/counter.ts'
import { onPostgres } from '../support/database.ts'
import { opens } from '../support/requests.ts'
import { pressOf } from '../support/second-press.ts'
import { inOneMoment, withTwoDesks } from '../support/two-desks.ts'

const dayOf = (above: string) => (text: string) =>
  text.replace(
    /agent:.*/,
    `agent: { grant: { perAction: 500, perDay: 500, above: ${above} }, redeem: approval }`,
  )

onPostgres((_store, _open, place) => {
  /** The form filled in and closed again: its press is still on the way. */
  const fillsIn = async (desk: TestApp, who: string, guest: { email: string }) => {
    await opens(desk, who, `/grant ${guest.email} 300`)
    const press = pressOf(desk, who)
    await desk.slack.person(who).closesModal()
    return press
  }
  const settles = (desk: TestApp, other: TestApp) =>
    Promise.all([desk.app.queue.idle(), other.app.queue.idle()])

  test('the same points for the same guest: one colleague sends them, the other is asked first', () =>
    withTwoDesks(place, { transport: 'http' }, async (desk, other) => {
      const presses = [await fillsIn(desk, 'ana', maria), await fillsIn(other, 'ben', maria)]
      const answers = await inOneMoment(place, 'actions', presses)
      await settles(desk, other)
      expect(ledger(desk, maria.id).map(({ points }) => points)).toEqual([300])
      const asked = answers.map(answer => JSON.stringify(answer ?? '')).filter(text => text.includes('⚠️'))
      expect(asked).toHaveLength(1)
      expect(asked[0]).toMatch(/Ya se pidió lo mismo|The same was asked/)
    }))

  test('the last points of one person’s day, for two guests: one of them waits for a manager', () =>
    withTwoDesks(place, { transport: 'http', settings: dayOf('approval') }, async (desk, other) => {
      const presses = [await fillsIn(desk, 'ana', maria), await fillsIn(other, 'ana', john)]
      await inOneMoment(place, 'allowances', presses)
      await settles(desk, other)
      const states = (await actionsOf(desk)).map(({ state }) => state)
      expect(states.toSorted()).toEqual(['done', 'waiting'])
      const used = await desk.app.database.db.selectFrom('allowances').select('used').execute()
      expect(used).toEqual([{ used: 300 }])
    }))

  test('where nobody decides above the limits, the second one is refused beside its points', () =>
    withTwoDesks(place, { transport: 'http', settings: dayOf('refused') }, async (desk, other) => {
      const presses = [await fillsIn(desk, 'ana', maria), await fillsIn(other, 'ana', john)]
      const answers = await inOneMoment(place, 'allowances', presses)
      await settles(desk, other)
      expect((await actionsOf(desk)).map(({ state }) => state)).toEqual(['done'])
      expect(answers).toContainEqual({
        response_action: 'errors',
        errors: {
          points: 'Supera tu límite, así que no se ha enviado nada. Pide a un responsable que lo haga.',
        },
      })
    }))
})
