// Questions and answers about a request, and what people may write in them.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { expectCleanHands, startTestApp, type TestApp } from '../support/app.ts'
import { asks, asksForLate, forges, type Made, maria, stateOf, writesSeen } from '../support/requests.ts'

let desk: TestApp
beforeEach(async () => {
  desk = await startTestApp()
})
afterEach(async () => {
  await desk.jobs.idle()
  expectCleanHands(desk)
  await desk.stop()
})
const person = (who: string) => desk.slack.person(who)

describe('asking the requester', () => {
  test.each([
    ['ana', 'Una pregunta sobre tu petición', '@diego pregunta: ¿Qué habitación?', 'Responder'],
    ['ben', 'A question about your request', '@diego asks: ¿Qué habitación?', 'Answer'],
  ])('%s gets the question in person, with a button to answer', async (who, title, question, button) => {
    const { reference } = await asksForLate(desk, who)
    await writes('diego', 'Preguntar', 'approvals', '¿Qué habitación?')
    await person(who).waitsToSee(`${title} ${reference}`, 'dm')
    const message = person(who).lastMessage('dm')
    expect(message.fallback).toBe(`${title} ${reference}`)
    expect(message.text).toContain(question)
    expect(message.buttons).toEqual([button])
  })

  test('question and answer stand on the card and in its thread, in the order in which they were said', async () => {
    const { ts } = await asksForLate(desk)
    await writes('carla', 'Preguntar', 'approvals', '¿Qué habitación?')
    await person('ana').waitsToSee('pregunta', 'dm')
    await desk.jobs.idle()
    await writes('ana', 'Responder', 'dm', 'La 204, sale a las 18 h')
    await person('carla').waitsToSee('@ana responde: La 204, sale a las 18 h', 'approvals')
    await desk.jobs.idle()
    const inThread = person('diego')
      .messages('approvals')
      .filter(({ thread_ts }) => thread_ts === ts)
    expect(inThread.map(({ text }) => text)).toEqual([
      '💬 @carla pregunta: ¿Qué habitación?',
      '💬 @ana responde: La 204, sale a las 18 h',
    ])
    const card = person('diego')
      .messages('approvals')
      .find(message => message.ts === ts)
    expect(card?.text).toMatch(/@carla pregunta: ¿Qué habitación\?\n.*@ana responde: La 204/)
    expect(card?.buttons).toEqual(['Aprobar', 'Rechazar', 'Preguntar'])
    const question = person('ana').messages('dm').at(-1)
    expect(question?.text).toContain('Respondida.')
    expect(question?.buttons).toEqual([])
  })

  test('a question decides nothing: the request can still be approved, and then nothing can be answered any more', async () => {
    const made = await asksForLate(desk, 'ben')
    await writes('carla', 'Preguntar', 'approvals', '¿Seguro?')
    await person('ben').waitsToSee('asks', 'dm')
    await person('ben').clicks('Answer', { in: 'dm' })
    await person('ben').waitsForModal()
    await person('diego').clicks('Aprobar', { in: 'approvals' })
    await person('ben').waitsToSee('canjeado para', 'desk')
    await desk.jobs.idle()
    expect((await person('ben').submits({ text: 'Yes' })).result).toBe('updated')
    expect(person('ben').modal()?.text).toContain(
      `Nothing more was done: ${made.reference} was already approved by @diego at 14:32. State: ✅ done.`,
    )
    const question = person('ben')
      .messages('dm')
      .find(({ fallback }) => fallback.startsWith('A question'))
    expect(question?.buttons).toEqual([])
    expect(question?.text).toContain('✅ done')
    expect(person('carla').sees('approvals')).not.toContain('Yes')
  })

  test.each([
    ['ben', 'Nothing was done: only the person who asked can do this.'],
    ['carla', 'No se ha hecho nada: solo puede hacerlo quien lo pidió.'],
  ])('%s cannot answer for Ana', async (who, said) => {
    const made = await asksForLate(desk)
    await forges(person(who), 'action.answer', made)
    await person(who).waitsToSee(said, 'desk')
    expect(person(who).modal()).toBeUndefined()
  })
})

const nasty = {
  'a ping to everyone': '<!channel> <!here> <!everyone>',
  'a ping to one person': '<@U0BEN> @ben',
  'a link in disguise': '<https://evil.example|Aprobar> https://evil.example',
  formatting: '*bold* _it_ ~gone~ `code` > quote',
  entities: '&lt;!channel&gt; & <',
}

describe.each(Object.entries(nasty))('text with %s', (_, text) => {
  test('is shown as it was typed: as a note, a question, an answer and a reason', async () => {
    await asks(desk, 'ana', `/redeem ${maria.email} late`, { note: `N ${text}` })
    await writes('carla', 'Preguntar', 'approvals', `Q ${text}`)
    await person('ana').waitsToSee('Q ', 'dm')
    await desk.jobs.idle()
    await writes('ana', 'Responder', 'dm', `A ${text}`)
    await person('carla').waitsToSee('A ', 'approvals')
    await desk.jobs.idle()
    await writes('carla', 'Rechazar', 'approvals', `R ${text}`)
    await person('ana').waitsToSee('R ', 'dm')
    await desk.jobs.idle()
    const card = person('diego').messages('approvals')[0]?.text.replaceAll('\u200b', '') ?? ''
    for (const letter of ['N', 'Q', 'A', 'R']) expect(card).toContain(`${letter} ${text}`)
    expect(person('ana').lastMessage('dm').text.replaceAll('\u200b', '')).toContain(`R ${text}`)
  })
})

describe('long texts', () => {
  test.each([
    ['plain', 'x'.repeat(1000)],
    ['angle brackets', '<'.repeat(1000)],
    ['stars', '*'.repeat(1000)],
    ['emoji', '🏨'.repeat(500)],
  ])('1,000 characters of %s pass through every card and the thread', async (_, text) => {
    await asks(desk, 'ana', `/redeem ${maria.email} late`, { note: text.repeat(3) })
    for (const who of ['carla', 'diego', 'carla']) {
      await writes(who, 'Preguntar', 'approvals', text)
      await desk.jobs.idle()
      await writes('ana', 'Responder', 'dm', text)
      await desk.jobs.idle()
    }
    await writes('carla', 'Rechazar', 'approvals', text)
    await person('ana').waitsToSee('Rechazado:', 'dm')
    await desk.jobs.idle()
    expect(person('diego').messages('approvals')).toHaveLength(7)
    const card = person('diego').messages('approvals')[0]?.text ?? ''
    expect(card).toContain('🚫 Rechazado:')
  })

  test('longer ones cannot be sent', async () => {
    const made = await asksForLate(desk)
    await person('carla').clicks('Rechazar', { in: 'approvals' })
    await person('carla').waitsForModal()
    expect((await person('carla').submits({ text: 'x'.repeat(1001) })).result).toBe('errors')
    expect(await stateOf(desk, made)).toBe('waiting')
  })
})

test('an e-mail or a payment card that somebody writes is masked wherever it is shown', async () => {
  await asks(desk, 'ana', `/redeem ${maria.email} late`, { note: `Es ${maria.email}` })
  await writes('carla', 'Rechazar', 'approvals', `${maria.email} paga con 4111 1111 1111 1111`)
  await person('ana').waitsToSee('Motivo:', 'dm')
  await desk.jobs.idle()
  for (const seen of [person('ana').sees('dm'), person('carla').sees('approvals')]) {
    expect(seen).toContain('m•••@example.com paga con •••1111')
    expect(seen).not.toContain(maria.email)
    expect(seen).not.toContain('4111')
  }
})

describe('forged and stale presses', () => {
  const decisions = ['action.approve', 'action.decline', 'action.ask', 'action.hand-over']
  const own = ['action.cancel', 'action.answer']

  test.each([
    ['carla', 'El puesto no conoce esta petición, así que no se ha hecho nada.'],
    ['diego', 'The desk does not know this request, so nothing was done.'],
  ])('values that mean nothing are told to %s as such', async (who, said) => {
    const values = ['', 'x', '../..', "' or 1=1 --", '00000000-0000-4000-8000-000000000000', '{"id":1}']
    for (const id of [...decisions, ...own])
      for (const value of values) await forges(person(who), id, { id: value, ts: '' })
    const count = (decisions.length + own.length) * values.length
    await desk.slack.waitFor(() => desk.slack.store.ephemeralsOf(who).length === count, 'the answers')
    for (const { text } of desk.slack.store.ephemeralsOf(who)) expect(text).toBe(said)
    expect(writesSeen(desk)).toEqual([])
  })

  test.each([
    ['carla', 'no espera ninguna decisión. Estado: ✅ hecho.', 'no es algo que entregar. Estado: ✅ hecho.'],
    ['diego', 'does not wait for a decision. State: ✅ done.', 'is nothing to hand over. State: ✅ done.'],
  ])('buttons of one kind of action do nothing to another: %s', async (who, decided, handed) => {
    const grant = await asks(desk, 'ana', `/grant ${maria.email} 300 tres noches`)
    const reset = await asks(desk, 'ana', `/reset-password ${maria.email}`)
    const before = writesSeen(desk).length
    for (const made of [grant, reset] satisfies Made[]) {
      for (const id of ['action.approve', 'action.decline', 'action.ask']) {
        await forges(person(who), id, made)
        await heard(who, `${made.reference} ${decided}`)
      }
      await forges(person(who), 'action.hand-over', made)
      await heard(who, `${made.reference} ${handed}`)
    }
    expect(writesSeen(desk)).toHaveLength(before)
    expect(await stateOf(desk, grant)).toBe('done')
  })

  test('“Handed over” on a request that waits is refused', async () => {
    const made = await asksForLate(desk)
    await forges(person('ben'), 'action.hand-over', made)
    await heard('ben', `${made.reference} is nothing to hand over. State: ⏳ waits for a manager.`)
    await forges(person('elena'), 'action.hand-over', made, 'other')
    await heard('elena', 'No estás en la lista de personal de este puesto')
    expect(await stateOf(desk, made)).toBe('waiting')
  })

  test('a button of a message that is long gone still obeys the store alone', async () => {
    const made = await asksForLate(desk)
    await forges(person('diego'), 'action.approve', { id: made.id, ts: '1600000000.000100' }, 'approvals')
    await person('ana').waitsToSee('canjeado para', 'desk')
    await forges(person('diego'), 'action.approve', { id: made.id, ts: '1600000000.000100' }, 'approvals')
    await heard('diego', `${made.reference} was already approved by <@U0DIEGO>`)
    expect(writesSeen(desk)).toHaveLength(1)
  })
})

describe('a chain of two hotels', () => {
  const second = `  - id: 102
    name: Hotel Sol
    timeZone: Atlantic/Canary
    channels: { desk: C0OTHER, approvals: C0SOLAPPR, digest: C0SOLDIG }
    staff: { agents: [U0ELENA], managers: [U0DIEGO] }
staff:`

  test('a manager of the other hotel decides nothing here, and its desk hands nothing over', async () => {
    await desk.stop()
    desk = await startTestApp({
      settings: text => text.replace('[U0CARLA, U0DIEGO]', '[U0CARLA]').replace('\nstaff:', `\n${second}`),
    })
    const made = await asksForLate(desk)
    for (const id of ['action.approve', 'action.decline', 'action.ask']) {
      await forges(person('diego'), id, made, '@diego')
      await heard('diego', 'Nothing was done: only managers of this hotel decide on requests.')
      await forges(person('diego'), id, made, 'approvals')
      await heard('diego', 'You are not on the staff list of the hotel of this channel, so nothing was done.')
    }
    await person('carla').clicks('Aprobar', { in: 'approvals' })
    await person('ana').waitsToSee('canjeado para', 'desk')
    await forges(person('elena'), 'action.hand-over', made, 'other')
    await heard('elena', 'No se ha hecho nada: no estás en la lista de personal de este hotel.')
    await desk.jobs.idle()
    expect(person('ana').sees('desk')).not.toContain('📦')
  })
})

async function heard(who: string, said: string) {
  await desk.slack.waitFor(
    () => desk.slack.store.ephemeralsOf(who).at(-1)?.text.includes(said),
    `${who} to hear "${said}" (last: ${desk.slack.store.ephemeralsOf(who).at(-1)?.text})`,
  )
}

/** Presses a button, writes the text that it asks for, and sends it. */
async function writes(who: string, button: string, where: string, text: string) {
  await person(who).clicks(button, { in: where })
  await person(who).waitsForModal()
  expect(await person(who).submits({ text })).toEqual({ result: 'closed', errors: {} })
}
