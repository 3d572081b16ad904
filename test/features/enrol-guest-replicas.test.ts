// Two copies of the desk on one store enrol the same new guest at the same moment: one contact, one sign-in.
import { expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { actionsOf } from '../support/counter.ts'
import { onPostgres } from '../support/database.ts'
import { pressOf } from '../support/second-press.ts'
import { withTwoDesks } from '../support/two-desks.ts'

const newEmail = 'lola.nueva@example.com'
const fields = { name: 'Lola', surname: 'Nueva Gil', language: 'es', consent: true }

onPostgres((_store, _open, place) => {
  const withTwo = (run: Parameters<typeof withTwoDesks>[2]) => withTwoDesks(place, { transport: 'http' }, run)
  const fills = async (desk: TestApp, who: string) => {
    await desk.slack.person(who).types(`/enrol ${newEmail}`)
    await desk.slack.person(who).waitsForModal('🆕')
    await desk.slack.person(who).fills(fields)
  }
  const settles = async (desk: TestApp, other: TestApp) => {
    for (let turn = 0; turn < 20; turn++) {
      await Promise.all([desk.app.queue.idle(), other.app.queue.idle()])
      if ((await actionsOf(desk)).some(({ state }) => state === 'done')) break
      desk.clock.advance(2000)
    }
    await Promise.all([desk.app.queue.idle(), other.app.queue.idle()])
  }
  const expectOnce = async (desk: TestApp) => {
    expect((await actionsOf(desk)).map(({ state }) => state)).toEqual(['done'])
    const lolas = desk.loyalty.store.contacts().filter(({ email }) => email === newEmail)
    expect(lolas).toMatchObject([{ isMember: true }])
    expect(desk.loyalty.mails).toHaveLength(1)
    expect(desk.loyalty.store.passwordOverwrites()).toEqual([])
  }

  test('one form, pressed at both copies', () =>
    withTwo(async (desk, other) => {
      await fills(desk, 'ana')
      const answers = await Promise.all([pressOf(desk, 'ana')(), pressOf(other, 'ana')()])
      await settles(desk, other)
      await expectOnce(desk)
      const told = answers.map(answer => JSON.stringify(answer) ?? '')
      expect(told.filter(text => /Esta alta ya se envió|Esto ya se envió/.test(text))).toHaveLength(1)
    }))

  test('two colleagues, each at one copy: the second one is told', () =>
    withTwo(async (desk, other) => {
      await fills(desk, 'ana')
      await fills(desk, 'ben')
      await Promise.all([pressOf(desk, 'ana')(), pressOf(other, 'ben')()])
      await settles(desk, other)
      await expectOnce(desk)
      const [action] = await actionsOf(desk)
      const second = desk.slack.person(action?.requested_by === 'U0ANA' ? 'ben' : 'ana')
      await second.waitsToSee(
        /alta de este cliente ya se pidió|ya es socio|already asked for|already a member/,
        'dm',
      )
    }))
})
