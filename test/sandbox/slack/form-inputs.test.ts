import type { App, types } from '@slack/bolt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSandbox } from '../../../src/sandbox/slack/server.ts'
import { openSandbox, type Probe, startOverHttp, startOverSocket } from './probe.ts'
import { form, opens, option, plain, points } from './samples.ts'

let slack: SlackSandbox
let probe: Probe | undefined

beforeEach(async () => {
  slack = await openSandbox({ ackTimeoutMs: 250 })
})
afterEach(async () => {
  await probe?.stop()
  probe = undefined
  await slack.close()
})

const begin = async (register: (app: App) => void, start = startOverSocket) => {
  probe = await start(slack, register)
  const ana = slack.person('ana')
  await ana.types('/form')
  await ana.waitsForModal()
  return ana
}

test('every kind of input takes what a person would choose, by what is visible', async () => {
  const input = (id: string, element: types.InputBlock['element']): types.InputBlock => ({
    type: 'input',
    block_id: id,
    label: plain(id),
    optional: true,
    element: { ...element, action_id: 'v' },
  })
  const reasons = [option('Stay', 'r1'), option('Service recovery', 'r2')]
  const given: Record<string, unknown> = {}
  const blocks = [
    input('reason', {
      type: 'static_select',
      option_groups: [{ label: plain('Reasons'), options: reasons }],
    }),
    input('many', { type: 'multi_static_select', options: reasons }),
    input('radio', { type: 'radio_buttons', options: reasons }),
    input('ticks', { type: 'checkboxes', options: reasons }),
    input('consent', { type: 'checkboxes', options: [option('I agree', 'yes')] }),
    input('day', { type: 'datepicker' }),
    input('hour', { type: 'timepicker' }),
    input('who', { type: 'users_select' }),
    input('place', { type: 'conversations_select' }),
    input('amount', { type: 'number_input', is_decimal_allowed: false }),
    input('moment', { type: 'datetimepicker' }),
  ]
  const ana = await begin(
    opens(form(blocks), app =>
      app.view('form', async ({ ack, view }) => {
        for (const [id, block] of Object.entries(view.state.values)) given[id] = block.v
        await ack()
      }),
    ),
  )
  expect(ana.modal()?.fields.reason?.options).toEqual(['Stay', 'Service recovery'])
  await ana.fills({
    reason: 'Service recovery',
    many: ['Stay', 'r2'],
    radio: 'Stay',
    ticks: ['Stay'],
    consent: true,
  })
  await ana.fills({ day: '2026-11-12', hour: '14:30', who: 'ben', place: 'desk', amount: 'many' })
  await ana.fills({ moment: '2026-11-12T10:00:00Z' })
  expect(ana.modal()?.text).toContain('radio:\n(x) Stay\n( ) Service recovery')
  expect(ana.modal()?.fields.amount?.value).toBeNull()
  await expect(ana.fills({ reason: 'Birthday' })).rejects.toThrow(
    '"reason" does not offer "Birthday"; it offers "Stay", "Service recovery"',
  )
  await expect(ana.fills({ Reson: 'Stay' })).rejects.toThrow(
    'no field "Reson" in "Grant points"; its fields are "reason"',
  )
  await ana.submits()
  expect(given).toMatchObject({
    reason: { selected_option: { value: 'r2' } },
    many: { selected_options: [{ value: 'r1' }, { value: 'r2' }] },
    radio: { selected_option: { value: 'r1' } },
    ticks: { selected_options: [{ value: 'r1' }] },
    consent: { selected_options: [{ value: 'yes' }] },
    day: { selected_date: '2026-11-12' },
    hour: { selected_time: '14:30' },
    who: { selected_user: 'U0BEN' },
    place: { selected_conversation: 'C0DESK' },
    amount: { value: null },
    moment: { selected_date_time: 1_794_477_600 },
  })
})

const product: types.KnownBlock[] = [
  {
    type: 'input',
    block_id: 'product',
    label: plain('Product'),
    element: { type: 'external_select', action_id: 'pick', min_query_length: 2 },
  },
]

test.each([
  ['Socket Mode', startOverSocket],
  ['HTTP', startOverHttp],
])('an external select over %s asks the app while a person types', async (_, start) => {
  const asked: string[] = []
  const ana = await begin(
    opens(form(product), app => {
      app.options('pick', async ({ ack, payload }) => {
        asked.push(payload.value)
        const all = [option('Spa for two', 'p1'), option('Late check-out', 'p2')]
        await ack({
          options: all.filter(each => each.text.text.toLowerCase().includes(payload.value.toLowerCase())),
        })
      })
      app.view('form', async ({ ack, view }) => {
        const value = view.state.values.product?.pick?.selected_option?.value
        await ack({ response_action: 'errors', errors: { product: `got ${value}` } })
      })
    }),
    start,
  )
  expect(await ana.searches('Product', 's')).toEqual([])
  expect(asked).toEqual([])
  expect(await ana.searches('Product', 'spa')).toEqual(['Spa for two'])
  await ana.fills({ Product: 'Spa for two' })
  expect(asked).toEqual(['spa'])
  expect(await ana.submits({ Product: 'late' })).toMatchObject({ errors: { Product: 'got p2' } })
  await expect(ana.fills({ Product: 'breakfast' })).rejects.toThrow('"Product" does not offer "breakfast"')
  expect(slack.violations).toEqual([])
})

test('options that Slack would refuse are noted and shown as no results', async () => {
  const ana = await begin(
    opens(form(product), app =>
      app.options('pick', async ({ ack }) => ack({ options: [option('x'.repeat(80), 'p1')] })),
    ),
  )
  await expect(ana.searches('Product', 'spa')).rejects.toThrow('Slack shows "no results"')
  expect(slack.violations.map(each => each.what)).toEqual(['invalid payload'])
})

test('an input with dispatch_action tells the app at once', async () => {
  const watched: types.KnownBlock[] = points().map(block => ({ ...block, dispatch_action: true }))
  const ana = await begin(
    opens(form(watched), app =>
      app.action('value', async ({ ack, body, client, payload }) => {
        await ack()
        if (body.type !== 'block_actions' || !body.view || payload.type !== 'plain_text_input') return
        const view = form(watched, { title: plain(`Will be ${payload.value}`) })
        await client.views.update({ view_id: body.view.id, hash: body.view.hash, view })
      }),
    ),
  )
  await ana.fills({ Points: '25' })
  expect((await ana.waitsForModal('Will be 25')).fields.Points?.value).toBe('25')
  expect(slack.violations).toEqual([])
})
