// A batch is decided on in the same moment on two copies of the desk, and both have its lines before them.
import { expect, test } from 'vitest'
import { askFor } from '../support/bulk.ts'
import { actionsOf, known, ledger } from '../support/counter.ts'
import { onPostgres } from '../support/database.ts'
import { inOneMoment, withTwoDesks } from '../support/two-desks.ts'

const members = [11656601, 11656603]
const file = members.map(id => `#${id};300;Grupo\n`).join('')

onPostgres((_store, _open, place) => {
  test('two managers approve: one of them has, the other hears by whom, and each line is sent once', () =>
    withTwoDesks(place, { transport: 'http' }, async (desk, other) => {
      await known(desk, 'U0CARLA', 'U0DIEGO')
      await askFor(desk, desk.slack.person('ana'), 'es', file)
      await other.app.queue.idle()
      const press = (name: string, { app }: typeof desk) => {
        desk.slack.sendTo(`http://127.0.0.1:${app.port()}/slack/events`)
        return desk.slack.person(name).clicks('Aprobar', { in: 'approvals' })
      }
      await inOneMoment(place, 'batches', [() => press('carla', desk), () => press('diego', other)])
      const [carla, diego] = [desk.slack.person('carla'), desk.slack.person('diego')]
      await carla.waitsToSee('· terminado', 'approvals')
      await Promise.all([desk.app.queue.idle(), other.app.queue.idle()])
      expect(members.map(id => ledger(desk, id).length)).toEqual([1, 1])
      expect((await actionsOf(desk)).map(({ state }) => state)).toEqual(['done', 'done'])
      const approvals = await desk.app.database.db
        .selectFrom('audit')
        .select('actor')
        .where('event', '=', 'batch.approved')
        .execute()
      expect(approvals).toHaveLength(1)
      const [winner] = approvals
      await (winner?.actor === 'U0CARLA'
        ? diego.waitsToSee('@carla already approved it')
        : carla.waitsToSee('ya lo aprobó @diego'))
    }))
})
