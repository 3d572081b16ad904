// Points for many from a file: rehearsed by reads alone, approved once by another manager, one action per line.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { askFor, bulkIn, lastFile, rehearseFile } from '../support/bulk.ts'
import { actionsOf, agents, calls, closeDesk, ledger, openDesk } from '../support/counter.ts'

const file = [
  'correo;puntos;motivo',
  'antonio.lopez@example.com;300;Grupo Ródano',
  '#11656602;1.200;Grupo Ródano',
  '11656603;100;',
  'nobody@example.com;100;Grupo',
  'emma.johnson@example.org;100;Grupo',
  'Carmen.Martin@example.com;50;Grupo',
  'john.smith@example.net;-5;Grupo',
  'room 204;50;Grupo',
].join('\r\n')

describe.each(agents)('$name grants to a group and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const open = async (options = {}) => {
    desk = await openDesk(language, options)
    return desk.slack.person(name)
  }

  test('the rehearsal shows each guest masked, the new balance and every problem with its line, and writes nothing', async () => {
    const person = await open()
    expect((await rehearseFile(person, language, file)).result).toBe('updated')
    const { text } = await person.waitsForModal(bulkIn(language).ready)
    await desk.jobs.idle()
    for (const part of [
      say('Abono en lote: 3 líneas, 1.600 puntos', 'Bulk grant: 3 lines, 1,600 points'),
      say('Omitidas\n5 líneas', 'Left out\n5 lines'),
      say('Por encima de los límites de quien lo pide\n1 línea', 'Above the author’s limits\n1 line'),
      'Antonio L. · a•••@example.com · #11656601 · +300 · 320 → 620 · Grupo Ródano',
      say('+1.200 ⚠️ · 860 → 2.060', '+1,200 ⚠️ · 860 → 2,060'),
      say('Línea 5 · n•••@example.com · no existe este cliente', 'Line 5 · n•••@example.com · no such guest'),
      say('Línea 6 · Emma J.', 'Line 6 · Emma J.'),
      say('el mismo cliente que en la línea 3', 'the same guest as in line 3'),
      say('los puntos son negativos', 'the points are negative'),
      say('no es un correo ni un número de cliente', 'neither an e-mail nor a number of a guest'),
    ])
      expect(text).toContain(part)
    // One for each line that names a guest; those that cannot be read are not asked about.
    expect(calls(desk).toSorted()).toEqual([
      ...Array(4).fill('GET contacts/'),
      ...Array(2).fill('GET contacts/{id}/'),
    ])
    expect(await actionsOf(desk)).toEqual([])
    const lines = lastFile(desk, /comprobaci|rehearsal/)
    expect(lines).toHaveLength(9)
    expect(lines[0]).toBe(
      say(
        'línea;cliente;nivel;puntos;saldo;saldo nuevo;motivo;problema',
        'line,guest,level,points,balance,new balance,reason,problem',
      ),
    )
    expect(lines.join()).not.toContain('antonio.lopez')
    const rows = await desk.app.database.db.selectFrom('batch_rows').select('guest_key').execute()
    expect(rows.every(({ guest_key: key }) => key === null)).toBe(true)
  })

  test('a manager approves once, and each line is granted once, with one card for all and a result file', async () => {
    const person = await open()
    await askFor(desk, person, language, file)
    const before = calls(desk).length
    const carla = desk.slack.person('carla')
    expect(carla.sees('approvals')).toContain(say('Abono en lote: 3 líneas', 'Bulk grant: 3 lines'))
    await carla.clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await carla.waitsToSee(say('terminado', 'finished'), 'approvals')
    await desk.jobs.idle()
    const write = 'POST operations/add-points/'
    expect(calls(desk).slice(before).toSorted()).toEqual([
      ...Array(3).fill('GET contacts/{id}/'),
      ...Array(3).fill(write),
    ])
    const actions = await actionsOf(desk)
    expect(actions.map(({ state, points, decided_by: by }) => [state, points, by])).toEqual([
      ['done', 300, 'U0CARLA'],
      ['done', 1200, 'U0CARLA'],
      ['done', 100, 'U0CARLA'],
    ])
    expect(ledger(desk, 11656601)).toMatchObject([{ points: 300 }])
    expect(ledger(desk, 11656602)).toMatchObject([{ points: 1200 }])
    const card = carla.messages('approvals').filter(({ thread_ts: thread }) => !thread)
    expect(card).toHaveLength(1)
    expect(card[0]?.text).toContain(say('Hechas\n3 de 3 · 1.600 puntos', 'Done\n3 of 3 · 1,600 points'))
    expect(card[0]?.buttons).toEqual([say('Anular el lote', 'Reverse the batch')])
    expect(desk.slack.store.messagesIn('desk')).toEqual([])
    expect(person.sees('dm')).toContain(say('terminado. Hechas: 3 de 3', 'finished. Done: 3 of 3'))
    expect(carla.sees('dm')).toContain('terminado. Hechas: 3 de 3')
    const lines = lastFile(desk, /result/)
    expect(lines[1]).toContain('Antonio L. · a•••@example.com · #11656601')
    expect(lines[1]).toContain(actions[0]?.reference)
    expect(lines[1]).toContain(String(actions[0]?.operation_id))
    expect(lines[1]).toContain('620')
    const thread = carla.messages('approvals').filter(({ thread_ts: ts }) => ts)
    expect(thread.flatMap(({ files }) => files)).toHaveLength(1)
  })
  test('all lines count as asked for today on the card of the next request', async () => {
    const person = await open()
    const more = Array.from({ length: 205 }, (_, index) => {
      const guest = { email: `group${index}@example.com`, emailStatus: 2, name: 'G', surname: `${index}` }
      const member = { isMember: true, level: 2671, memberSince: '2026-01-02T10:00:00' }
      return desk.loyalty.store.addContact({ ...guest, ...member }).id
    })
    await askFor(desk, person, language, more.map(id => `#${id};1;x`).join('\n'))
    const carla = desk.slack.person('carla')
    await carla.clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await carla.waitsToSee(say('terminado', 'finished'), 'approvals', 60_000)
    await person.types('/grant #11656603 501 x')
    await person.waitsForModal(/👤/)
    await person.submits()
    await desk.jobs.idle()
    expect(carla.lastMessage('approvals').text).toContain(
      say('205 operaciones más, 205 puntos', '205 actions more, 205 points'),
    )
  }, 60_000)
})
