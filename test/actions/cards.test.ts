// Cards in a Slack that is busy, away or forgetful: each is posted once, ends in the truth, and loses nobody.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { expectCleanHands, startTestApp, type TestApp } from '../support/app.ts'
import {
  asks,
  asksForLate,
  carmen,
  deskRows,
  forges,
  ledgerHas,
  liveButtons,
  maria,
  stateOf,
  timePasses,
  writesSeen,
} from '../support/requests.ts'

let desk: TestApp
beforeEach(async () => {
  // Over HTTP nothing has to be connected again after Slack was away.
  desk = await startTestApp({ transport: 'http' })
})
afterEach(async () => {
  await desk.jobs.idle()
  expectCleanHands(desk)
  await desk.stop()
})
const person = (who: string) => desk.slack.person(who)
const grants = () => asks(desk, 'ana', `/grant ${maria.email} 300 tres noches`)
const texts = (channel: string) => desk.slack.store.messagesIn(channel).map(({ text }) => text)
const granted = expect.stringContaining('✅ 300 puntos abonados a María G.')
const redeemed = expect.stringContaining('✅ «Late check-out» canjeado para María G.')

async function approves() {
  await person('carla').clicks('Aprobar', { in: 'approvals' })
  await ledgerHas(desk, 1)
  await desk.jobs.idle()
}

describe('Slack asks to wait', () => {
  test('before a card is posted: it is posted when the time has come, once', async () => {
    desk.slack.faults.rateLimit('chat.postMessage', 20, 2)
    await grants()
    expect(desk.slack.store.posts).toBe(0)
    expect(deskRows(desk)).toHaveLength(1)
    await timePasses(desk, 0.3)
    expect(desk.slack.store.posts).toBe(0)
    await timePasses(desk, 0.1)
    expect([texts('desk'), texts('@ana')]).toEqual([[granted], [granted]])
    await timePasses(desk, 60, 4)
    expect(desk.slack.store.posts).toBe(2)
  })

  test('before cards are changed: they end in the truth', async () => {
    const made = await asksForLate(desk)
    desk.slack.faults.rateLimit('chat.update', 20, 2)
    await approves()
    await timePasses(desk, 1, 3)
    expect(texts('approvals')).toEqual([redeemed])
    expect(texts('@ana')).toEqual([redeemed, redeemed])
    expect(await stateOf(desk, made)).toBe('done')
    expect(liveButtons(desk)).toEqual(['Entregado', 'Anular', 'Entregado', 'Anular'])
  })

  test('across a restart of the desk', async () => {
    desk.slack.faults.rateLimit('chat.postMessage', 600, 2)
    await grants()
    await desk.restart()
    await timePasses(desk, 11)
    expect([texts('desk'), texts('@ana')]).toEqual([[granted], [granted]])
  })
})

describe('Slack is away', () => {
  test('for a quarter of an hour: the points are granted, and everyone hears it once when it is back', async () => {
    desk.jobs.hold()
    await grants()
    desk.slack.faults.down(true)
    desk.jobs.release()
    await desk.jobs.idle()
    expect(deskRows(desk)).toHaveLength(1)
    await timePasses(desk, 15, 5)
    desk.slack.faults.down(false)
    await timePasses(desk, 2, 2)
    expect([texts('desk'), texts('@ana')]).toEqual([[granted], [granted]])
    expect(person('ana').lastMessage('desk').text).toContain('1.570 (leído a las 14:32)')
    expect(writesSeen(desk)).toHaveLength(1)
  })

  test('when a request is approved just before: the buttons go and the receipt comes later', async () => {
    await asksForLate(desk)
    desk.jobs.hold()
    await person('carla').clicks('Aprobar', { in: 'approvals' })
    desk.slack.faults.down(true)
    desk.jobs.release()
    await timePasses(desk, 5, 5)
    expect(deskRows(desk)).toHaveLength(1)
    desk.slack.faults.down(false)
    await timePasses(desk, 2, 2)
    expect(texts('approvals')).toEqual([redeemed])
    expect(texts('desk')).toEqual([redeemed])
    expect(liveButtons(desk)).toEqual(['Entregado', 'Anular', 'Entregado', 'Anular'])
  })

  test.each([
    ['an error page', () => desk.slack.faults.httpError('chat.postMessage', 503, 4)],
    ['an error of its own', () => desk.slack.faults.fail('chat.postMessage', 'internal_error', 4)],
  ])('answers with %s: each card is posted once in the end', async (_, breaks) => {
    breaks()
    await grants()
    await timePasses(desk, 2, 8)
    expect([texts('desk'), texts('@ana')]).toEqual([[granted], [granted]])
  })
})

describe('Slack loses an answer', () => {
  test('to a post: a second copy may stand, and each button of both still obeys the store alone', async () => {
    desk.slack.faults.loseAnswer('chat.postMessage', 2)
    const made = await asksForLate(desk)
    await timePasses(desk, 1, 4)
    const copies = desk.slack.store.messagesIn('approvals')
    expect(copies).toHaveLength(2)
    const [lost] = copies
    await forges(person('diego'), 'action.approve', { id: made.id, ts: lost?.ts ?? '' }, 'approvals')
    await person('ana').waitsToSee('canjeado para', 'desk')
    await desk.jobs.idle()
    await forges(person('carla'), 'action.approve', { id: made.id, ts: lost?.ts ?? '' }, 'approvals')
    await person('carla').waitsToSee('ya la aprobó @diego a las 14:3', 'approvals')
    expect(deskRows(desk)).toHaveLength(1)
    expect(texts('approvals')[1]).toEqual(redeemed)
  })

  test('to a change: it is made once more, which nobody sees', async () => {
    await asksForLate(desk)
    desk.slack.faults.loseAnswer('chat.update', 3)
    await approves()
    await timePasses(desk, 2, 8)
    expect(texts('approvals')).toEqual([redeemed])
    expect(desk.slack.store.messagesIn('@ana')).toHaveLength(2)
  })
})

test('a card that is overtaken by the next change ends in the newest state', async () => {
  const made = await asksForLate(desk)
  desk.slack.faults.slow('chat.update', 120, 1)
  await approves()
  expect(texts('approvals')).toEqual([redeemed])
  expect(await stateOf(desk, made)).toBe('done')
})

describe('a card that somebody deleted', () => {
  test('is shown again when it changes, and from then on kept up to date', async () => {
    const made = await asksForLate(desk)
    await deletes('C0APPR', made.ts)
    expect(texts('approvals')).toEqual([])
    await forges(person('carla'), 'action.approve', made, 'approvals')
    await person('ana').waitsToSee('canjeado para', 'desk')
    await desk.jobs.idle()
    expect(texts('approvals')).toEqual([redeemed])
    expect(writesSeen(desk)).toHaveLength(1)
    await person('ana').clicks('Entregado', { in: 'desk' })
    await person('ana').waitsToSee('📦', 'desk')
    await desk.jobs.idle()
    expect(desk.slack.store.messagesIn('approvals')).toHaveLength(1)
  })

  test('takes no answer with it: what was said goes onto the card that is shown again', async () => {
    const made = await asksForLate(desk)
    await deletes('C0APPR', made.ts)
    await forges(person('carla'), 'action.ask', made, 'approvals')
    await person('carla').waitsForModal()
    await person('carla').submits({ text: '¿Seguro?' })
    await person('ana').waitsToSee('pregunta: ¿Seguro?', 'dm')
    await person('carla').waitsToSee('pregunta: ¿Seguro?', 'approvals')
    await desk.jobs.idle()
    expect(person('carla').messages('approvals')[0]?.buttons).toEqual(['Aprobar', 'Rechazar', 'Preguntar'])
  })

  /** As a workspace admin can, with the bot's own message. */
  async function deletes(channel: string, ts: string) {
    const response = await fetch(`${desk.slack.apiUrl}chat.delete`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.slack.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel, ts }),
    })
    expect(await response.json()).toMatchObject({ ok: true })
  }
})

describe('a channel that takes no cards', () => {
  test('the approvals channel is archived: managers are reminded in person, and the outcome reaches everyone else', async () => {
    desk.slack.archiveChannel('approvals')
    const made = await asksForLate(desk)
    expect(desk.slack.store.messagesIn('approvals')).toEqual([])
    expect(person('ana').lastMessage('dm').buttons).toEqual(['Cancelar la petición'])
    await timePasses(desk, 30)
    await person('diego').clicks('Approve', { in: 'dm' })
    await person('ana').waitsToSee('canjeado para', 'desk')
    await desk.jobs.idle()
    expect(await stateOf(desk, made)).toBe('done')
    expect(person('ana').lastMessage('dm').text).toContain('canjeado para')
    expect(desk.log.join('')).toContain('is_archived')
  })

  test.each([
    [
      'carla',
      'approvals',
      '🔧 Hotel Miramar: el canal de aprobaciones #miramar-approvals (C0APPR) está archivado y el puesto no puede publicar en él.',
      'cada persona recibe el resultado por mensaje directo',
    ],
    [
      'diego',
      'desk',
      '🔧 Hotel Miramar: the app is not in the desk channel #miramar-desk (C0DESK), so the desk cannot post there. Type /invite @Loyalty Desk in it.',
      'people hear the outcome by direct message',
    ],
  ])(
    '%s, who is an admin, hears once that the %s channel takes no cards, and what to do',
    async (admin, channel, said, meanwhile) => {
      await desk.stop()
      desk = await startTestApp({
        transport: 'http',
        settings: text => text.replace('admins: [U0CARLA]', `admins: [${person(admin).id}]`),
      })
      if (channel === 'desk') desk.slack.removeBotFrom(channel)
      else desk.slack.archiveChannel(channel)
      await (channel === 'desk' ? grants() : asksForLate(desk))
      const told = await person(admin).waitsToSee(said, 'dm')
      expect(told).toContain(meanwhile)
      await asks(desk, 'ben', `/grant ${carmen.email} ${channel === 'desk' ? 200 : 600}`)
      const alerts = person(admin)
        .messages('dm')
        .filter(({ text }) => text.includes('🔧'))
      expect(alerts).toHaveLength(1)
    },
  )

  test('the approvals channel is archived after the request: the requester still hears the end', async () => {
    const made = await asksForLate(desk)
    await timePasses(desk, 30)
    desk.slack.archiveChannel('approvals')
    await person('diego').clicks('Decline', { in: 'dm' })
    await person('diego').waitsForModal()
    await person('diego').submits({ text: 'No' })
    await person('ana').waitsToSee('Motivo: No', 'dm')
    await desk.jobs.idle()
    expect(await stateOf(desk, made)).toBe('declined')
  })

  test('the desk channel is archived: the outcome comes in person, and the product can be handed over from there', async () => {
    await asksForLate(desk)
    desk.slack.archiveChannel('desk')
    await person('carla').clicks('Aprobar', { in: 'approvals' })
    await person('ana').waitsToSee('canjeado para', 'dm')
    await desk.jobs.idle()
    await person('ana').clicks('Entregado', { in: 'dm' })
    await person('ana').waitsToSee('📦 Entregado por @ana', 'dm')
    expect(deskRows(desk)).toHaveLength(1)
  })

  test('the app was thrown out of the approvals channel', async () => {
    const made = await asksForLate(desk)
    await timePasses(desk, 30)
    desk.slack.removeBotFrom('approvals')
    await person('diego').clicks('Approve', { in: 'dm' })
    await person('ana').waitsToSee('canjeado para', 'desk')
    await desk.jobs.idle()
    expect(await stateOf(desk, made)).toBe('done')
    await timePasses(desk, 600, 3)
    expect(writesSeen(desk)).toHaveLength(1)
  })
})

describe('a request that this version of the desk cannot read', () => {
  test.each([
    [
      'ana',
      'Esta versión del puesto no puede leer la petición, así que no se ha enviado nada. Vuelve a pedirlo, por favor.',
    ],
    ['ben', 'This version of the desk cannot read the request, so nothing was sent. Please ask again.'],
  ])('is not sent when it is approved, and %s hears it', async (who, said) => {
    const made = await asksForLate(desk, who)
    await desk.app.database.db.updateTable('actions').set({ input: '{}' }).where('id', '=', made.id).execute()
    await person('carla').clicks('Aprobar', { in: 'approvals' })
    await person(who).waitsToSee(said, 'dm')
    await desk.jobs.idle()
    expect(person(who).lastMessage('dm').text).toContain(`${made.reference} · María G.`)
    expect(await stateOf(desk, made)).toBe('failed')
    expect(writesSeen(desk)).toEqual([])
    expect(liveButtons(desk)).toEqual([])
  })
})
