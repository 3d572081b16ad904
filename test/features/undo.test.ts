// Undo by the author for ten minutes: what arrived is taken back, once, and both cards name each other.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import {
  actionsOf,
  agents,
  answersSlowly,
  calls,
  closeDesk,
  john,
  ledger,
  maria,
  openDesk,
} from '../support/counter.ts'
import { forges, timePasses } from '../support/requests.ts'

const redeem = 'POST operations/redeem-points/'

describe.each(agents)('$name undoes and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const me = () => desk.slack.person(name)
  const other = () => desk.slack.person(name === 'ana' ? 'ben' : 'ana')
  const undoLabel = say('Anular', 'Undo')
  const correctLabel = say('Corregir', 'Correct')
  const grants = async (typed: string, options = {}) => {
    desk = await openDesk(language, options)
    await grantsMore(typed)
  }
  const grantsMore = async (typed: string) => {
    await me().types(`/grant ${typed}`)
    await me().waitsForModal('👤')
    expect(await me().submits()).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
  }
  const buttonsIn = (where: string) =>
    me()
      .messages(where)
      .flatMap(({ buttons }) => buttons)
  const rows = (guest = maria) => ledger(desk, guest.id).map(({ points }) => points)
  const made = async (index = 0) => {
    const action = (await actionsOf(desk))[index]
    if (!action) throw new Error('nothing was made')
    return { id: action.id, reference: action.reference, ts: '' }
  }
  /** Presses Undo and waits for the answer that only the author sees, and for all that follows. */
  const undoes = async (where: string, answer = say('anulando LD-', 'undoing LD-')) => {
    await me().clicks(undoLabel, { in: where })
    await me().waitsToSee(answer)
    await desk.jobs.idle()
  }
  const asksAManager = () =>
    undoes('desk', say('un responsable decide si se anula', 'a manager decides about undoing'))
  const used = () => desk.app.database.db.selectFrom('allowances').select('used').execute()

  test('what arrived is taken back, level bonus included, and the allowance is given back', async () => {
    await grants(`${maria.email} 300 tres noches`)
    expect(buttonsIn('desk')).toEqual([undoLabel])
    expect(buttonsIn('dm')).toEqual([undoLabel])
    const before = calls(desk).length
    await undoes('desk')
    const [grant, undo] = await actionsOf(desk)
    expect(rows()).toEqual([300, -330])
    expect(ledger(desk, maria.id)[1]?.concept).toBe(`Anulación de ${grant?.reference} · ${undo?.reference}`)
    expect(desk.loyalty.store.contact(maria.id)?.points).toBe(1240)
    // Shown to the author, read again at the write, written once, read back.
    const guest = 'GET contacts/{id}/'
    expect(calls(desk).slice(before)).toEqual([guest, guest, redeem, guest])
    expect(await used()).toEqual([{ used: 0 }])
  })

  test('both cards name each other, in the channel and in the direct messages, and so does the audit trail', async () => {
    await grants(`${maria.email} 300 tres noches`)
    await undoes('dm')
    const [grant, undo] = await actionsOf(desk)
    for (const where of ['desk', 'dm']) {
      expect(me().sees(where)).toContain(
        say(`Anulado como ${undo?.reference}`, `Undone as ${undo?.reference}`),
      )
      expect(me().sees(where)).toContain(
        say(`${grant?.reference} anulado (330 puntos)`, `${grant?.reference} undone (330 points)`),
      )
      expect(me().sees(where)).toContain(
        say('Abonado → recibido\n  300 puntos → 330 puntos', 'Granted → arrived\n  300 points → 330 points'),
      )
      expect(buttonsIn(where)).toEqual([])
    }
    const audit = await desk.app.database.db
      .selectFrom('audit')
      .select(['event', 'detail'])
      .where('subject', '=', undo?.id ?? '')
      .execute()
    const cited = audit.filter(({ detail }) => JSON.parse(detail).cites === grant?.id)
    expect(cited.map(({ event }) => event)).toEqual(['action.requested', 'action.sending', 'action.done'])
  })

  test('after 9 minutes and 59 seconds it can still be undone', async () => {
    await grants(`${john.email} 300`)
    await timePasses(desk, 10 - 1 / 60)
    expect(buttonsIn('desk')).toEqual([undoLabel])
    await undoes('desk')
    const [plus = 0, minus = 0] = rows(john)
    expect(plus).toBe(300)
    expect(minus).toBeLessThan(0)
  })

  test('after ten minutes the button has left the cards; an old press opens the correction instead', async () => {
    await grants(`${maria.email} 300`)
    await timePasses(desk, 10 + 1 / 60)
    expect(buttonsIn('desk')).toEqual([])
    expect(buttonsIn('dm')).toEqual([correctLabel])
    await forges(me(), 'undo.own', await made())
    await me().waitsForModal(say('¿Por qué? (lo leen los compañeros)', 'Why? (colleagues read it)'))
    expect(rows()).toEqual([300])
  })

  test('a confirmation that is not given undoes nothing', async () => {
    await grants(`${maria.email} 300`)
    await me().clicks(undoLabel, { in: 'desk', confirm: false })
    await desk.jobs.idle()
    expect(rows()).toEqual([300])
  })

  test('somebody else reads that only the author can', async () => {
    await grants(`${maria.email} 300`)
    const { reference } = await made()
    await other().clicks(undoLabel, { in: 'desk' })
    await other().waitsToSee(
      name === 'ana'
        ? `Nothing was done: only @ana can undo ${reference}.`
        : `No se ha hecho nada: solo @ben puede anular ${reference}.`,
      'desk',
    )
    await desk.jobs.idle()
    expect(rows()).toEqual([300])
  })

  test('pressed twice it is undone once', async () => {
    await grants(`${maria.email} 300`)
    const grant = await made()
    await Promise.all([me().clicks(undoLabel, { in: 'desk' }), me().clicks(undoLabel, { in: 'dm' })])
    await me().waitsToSee(say('Anulado como', 'Undone as'), 'desk')
    await desk.jobs.idle()
    await forges(me(), 'undo.own', grant)
    await me().waitsToSee(
      say(
        `ya está anulado como ${(await made(1)).reference}, por @ana`,
        `was already undone as ${(await made(1)).reference}, by @ben`,
      ),
      'desk',
    )
    await desk.jobs.idle()
    expect(rows()).toEqual([300, -330])
    expect(await actionsOf(desk)).toHaveLength(2)
  })

  test('where the guest has spent of the points a manager is asked with both numbers', async () => {
    await grants(`${maria.email} 300`)
    desk.loyalty.store.redeemPoints({ contact: maria.id, concept: 'Spa', points: 1500 })
    await asksAManager()
    const carla = desk.slack.person('carla')
    const card = carla.lastMessage('approvals').text
    expect(card).toContain(say('300 puntos → 330 puntos', '300 points → 330 points'))
    expect(card).toContain(say('quedan 70 puntos', '70 points are left'))
    expect(card).toContain('70 → 0')
    expect(rows()).toEqual([300])
    await carla.clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await desk.jobs.idle()
    expect(rows()).toEqual([300, -70])
    // Only what was taken back whole no longer counts.
    expect(await used()).toEqual([{ used: 300 }])
  })

  test('where all is spent nothing is asked, and the author reads why', async () => {
    await grants(`${maria.email} 300`)
    desk.loyalty.store.redeemPoints({ contact: maria.id, concept: 'Spa', points: 1570 })
    await me().clicks(undoLabel, { in: 'desk' })
    await me().waitsToSee(say('no queda ninguno que descontar', 'none are left to take'), 'desk')
    expect(await actionsOf(desk)).toHaveLength(1)
  })

  test('where the answer named no bonus the ledger’s row is read', async () => {
    desk = await openDesk(language)
    desk.loyalty.faults.add({ route: 'POST operations/add-points/', kind: 'echoOnlyAfterWrite' })
    await grantsMore(`${maria.email} 300`)
    expect(rows()).toEqual([300])
    await undoes('desk')
    expect(rows()).toEqual([300, -330])
  })

  test('where the answer gave the number of the row alone, that one row is read', async () => {
    await grants(`${maria.email} 300`)
    const { db } = desk.app.database
    const { id } = await made()
    const { outcome } = await db
      .selectFrom('actions')
      .select('outcome')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const { arrived: _arrived, ...known } = JSON.parse(outcome ?? '{}')
    await db
      .updateTable('actions')
      .set({ outcome: JSON.stringify(known) })
      .where('id', '=', id)
      .execute()
    const before = calls(desk).length
    await undoes('desk')
    expect(
      calls(desk)
        .slice(before, before + 2)
        .toSorted(),
    ).toEqual(['GET contacts/{id}/', 'GET operations/{id}/'])
    expect(rows()).toEqual([300, -330])
  })

  test('where nobody can read what arrived a manager is asked', async () => {
    desk = await openDesk(language)
    desk.loyalty.faults.add({ route: 'POST operations/add-points/', kind: 'echoOnlyAfterWrite' })
    await grantsMore(`${maria.email} 300`)
    desk.loyalty.faults.add({ route: 'GET operations/', kind: 'rejected', times: 9 })
    desk.loyalty.faults.add({ route: 'GET operations/{id}/', kind: 'rejected', times: 9 })
    await asksAManager()
    expect(desk.slack.person('carla').lastMessage('approvals').text).toContain(
      say('300 puntos → no se ha podido leer', '300 points → could not be read'),
    )
    expect(rows()).toEqual([300])
  })

  test('while the programme does not answer nothing is done, and a later press works', async () => {
    await grants(`${maria.email} 300`)
    desk.loyalty.faults.add({ route: 'GET contacts/{id}/', kind: 'cutAtAccept', times: 3 })
    await me().clicks(undoLabel, { in: 'desk' })
    await me().waitsToSee(say('no responde', 'does not answer'), 'desk')
    expect(await actionsOf(desk)).toHaveLength(1)
    await undoes('desk')
    expect(rows()).toEqual([300, -330])
  })

  test('a slow programme is waited for with a line that says so', async () => {
    await grants(`${maria.email} 300`)
    const waiting = answersSlowly(desk, 'GET contacts/{id}/', 7777)
    const pressed = me().clicks(undoLabel, { in: 'desk' })
    await waiting
    desk.clock.advance(2000)
    await me().waitsToSee(say('Leyendo lo que llegó…', 'Reading what arrived…'), 'desk')
    desk.clock.advance(5777)
    await pressed
    await me().waitsToSee(say('Anulado como', 'Undone as'), 'desk')
    await desk.jobs.idle()
    expect(rows()).toEqual([300, -330])
  })

  test('a single point is one point', async () => {
    await grants(`${john.email} 3`)
    const { points = 0 } = desk.loyalty.store.contact(john.id) ?? {}
    desk.loyalty.store.redeemPoints({ contact: john.id, concept: 'Spa', points: points - 1 })
    await asksAManager()
    const card = desk.slack.person('carla').lastMessage('approvals').text
    expect(card).toContain(say('(1 punto)', '(1 point)'))
    expect(card).toContain(say('· 1 punto\n', '· 1 point\n'))
    expect(card).toContain(say('queda 1 punto, que es el que', '1 point is left'))
  })

  test('an undo whose answer is lost is found in the ledger and counts once', async () => {
    await grants(`${maria.email} 300`)
    desk.loyalty.faults.add({ route: redeem, kind: 'cutAfterWrite' })
    await me().clicks(undoLabel, { in: 'desk' })
    await me().waitsToSee(say('Anulado como LD-', 'Undone as LD-'), 'desk')
    await desk.jobs.idle()
    expect(rows()).toEqual([300, -330])
    expect(await used()).toEqual([{ used: 0 }])
  })

  test('a redemption is given back by a manager’s leave, who reads that the level may add to it', async () => {
    desk = await openDesk(language)
    await me().types(`/redeem ${maria.email} late`)
    await me().waitsForModal('👤')
    await me().submits()
    await desk.jobs.idle()
    const carla = desk.slack.person('carla')
    await carla.clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await desk.jobs.idle()
    const [price = 0] = rows()
    await asksAManager()
    expect(carla.lastMessage('approvals').text).toContain(
      say('el nivel del cliente puede sumarle un extra', 'the guest’s level may add to them'),
    )
    expect(rows()).toEqual([price])
    // What may be given back is not handed over meanwhile.
    expect(buttonsIn('desk')).toEqual([])
    await forges(me(), 'action.hand-over', await made())
    await me().waitsToSee(say('Anulándose como LD-', 'Being undone as LD-'), 'desk')
    await me().waitsToSee(say('no es algo que entregar', 'is nothing to hand over'), 'desk')
    expect(me().sees('desk')).not.toContain(say('ya se puede entregar', 'hand it over now'))
    expect(me().sees('dm')).toContain(say('se está anulando: no lo entregues', 'being undone: do not'))
    await desk.jobs.idle()
    expect((await actionsOf(desk))[0]?.outcome).not.toContain('handedOverBy')
    await carla.clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await desk.jobs.idle()
    expect(rows()).toEqual([price, -price])
    expect(buttonsIn('desk')).toEqual([])
    expect(me().sees('desk')).toContain(say('se ha anulado: no lo entregues', 'undone: do not hand it over'))
  })
})
