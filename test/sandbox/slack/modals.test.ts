import type { App, types, ViewSubmitAction } from '@slack/bolt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMovableClock, type MovableClock } from '../../../src/lib/clock.ts'
import type { SlackSandbox } from '../../../src/sandbox/slack/server.ts'
import { openSandbox, type Probe, startOverHttp, startOverSocket } from './probe.ts'
import { form, opens, option, plain, points } from './samples.ts'

let slack: SlackSandbox
let clock: MovableClock
let probe: Probe | undefined

beforeEach(async () => {
  clock = createMovableClock()
  slack = await openSandbox({ ackTimeoutMs: 250, clock })
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

test.each([
  ['Socket Mode', startOverSocket],
  ['HTTP', startOverHttp],
])('a form over %s is filled, refused with an error beside the field, and then taken', async (_, start) => {
  const seen: unknown[] = []
  const ana = await begin(
    opens(form(points(), { private_metadata: 'form-1' }), app =>
      app.view('form', async ({ ack, view }) => {
        const value = view.state.values.points?.value?.value
        seen.push([value, view.private_metadata])
        if (value === '0') await ack({ response_action: 'errors', errors: { points: 'At least 1.' } })
        else await ack()
      }),
    ),
    start,
  )
  expect(ana.modal()).toMatchObject({
    title: 'Grant points',
    submit: 'Grant',
    privateMetadata: 'form-1',
    depth: 1,
  })
  expect(await ana.submits({ Points: '0' })).toEqual({ result: 'errors', errors: { Points: 'At least 1.' } })
  expect(ana.modal()?.fields.Points).toMatchObject({ value: '0', hint: 'Whole points', error: 'At least 1.' })
  expect(ana.modal()?.text).toBe('— Grant points —\nPoints: 0\nAt least 1.\nWhole points\n[Cancel] [Grant]')
  expect(await ana.submits({ points: '300' })).toEqual({ result: 'closed', errors: {} })
  expect(ana.modal()).toBeUndefined()
  expect(seen).toEqual([
    ['0', 'form-1'],
    ['300', 'form-1'],
  ])
  expect(slack.violations).toEqual([])
})

test('the client itself stops an empty or too long field before the app hears of it', async () => {
  const ana = await begin(opens(form(points())))
  expect(await ana.submits()).toEqual({
    result: 'errors',
    errors: { Points: 'Please complete this required field.' },
  })
  expect(await ana.submits({ Points: '1234567' })).toMatchObject({
    errors: { Points: 'Must be at most 6 characters.' },
  })
  expect(slack.violations).toEqual([])
})

test('an update keeps what was typed in inputs of the same ids, and new ids start anew', async () => {
  const note: types.KnownBlock[] = [
    {
      type: 'input',
      block_id: 'note_2',
      label: plain('Note'),
      optional: true,
      element: { type: 'plain_text_input', action_id: 'value', initial_value: 'prefilled' },
    },
  ]
  const ana = await begin(
    opens(form(points()), app =>
      app.view('form', async ({ ack }) =>
        ack({ response_action: 'update', view: form([...points(), ...note], { title: plain('Checked') }) }),
      ),
    ),
  )
  const before = ana.modal()
  expect(await ana.submits({ Points: '300' })).toEqual({ result: 'updated', errors: {} })
  const after = ana.modal()
  expect(after).toMatchObject({ title: 'Checked', id: before?.id })
  expect(after?.hash).not.toBe(before?.hash)
  expect(after?.fields.Points?.value).toBe('300')
  expect(after?.fields.Note?.value).toBe('prefilled')
})

test('an input that becomes another kind starts anew, and so does a choice that is no longer offered', async () => {
  const gifts = (...names: string[]): types.InputBlock => ({
    type: 'input',
    block_id: 'gift',
    label: plain('Gift'),
    optional: true,
    element: { type: 'static_select', action_id: 'value', options: names.map(name => option(name)) },
  })
  const email: types.InputBlock = {
    type: 'input',
    block_id: 'points',
    label: plain('E-mail'),
    optional: true,
    element: { type: 'email_text_input', action_id: 'value' },
  }
  const ana = await begin(
    opens(form([...points(), gifts('Spa', 'Wine')]), app =>
      app.view('form', async ({ ack }) =>
        ack({ response_action: 'update', view: form([email, gifts('Spa')]) }),
      ),
    ),
  )
  await ana.submits({ Points: '300', Gift: 'Wine' })
  expect(ana.modal()?.fields).toMatchObject({
    'E-mail': { value: null },
    Gift: { value: null, options: ['Spa'] },
  })
})

test('an external_id belongs to one open view at a time', async () => {
  const named = form(points(), { external_id: 'grant-1' })
  const ana = await begin(
    opens(named, app => app.view('form', async ({ ack }) => ack({ response_action: 'push', view: named }))),
  )
  await expect(ana.submits({ Points: '1' })).rejects.toThrow('duplicate_external_id')
  const publish = { user_id: ana.id, view: { type: 'home' as const, external_id: 'grant-1', blocks: [] } }
  await expect(probe?.app.client.views.publish(publish)).rejects.toThrow('duplicate_external_id')
  await ana.closesModal()
  expect(await probe?.app.client.views.publish(publish)).toMatchObject({ ok: true })
})

test('views.update changes an open form, minds the hash, and finds no closed one', async () => {
  const ana = await begin(opens(form(points(), { external_id: 'grant-1' })))
  const client = probe?.app.client
  if (!client) throw new Error('no client')
  await ana.fills({ Points: '12' })
  const { id = '', hash = '' } = ana.modal() ?? {}
  const view = form(points(), { title: plain('Maria, 300 points') })
  await client.views.update({ external_id: 'grant-1', hash, view })
  expect(ana.modal()).toMatchObject({ title: 'Maria, 300 points', fields: { Points: { value: '12' } } })
  await expect(client.views.update({ view_id: id, hash, view })).rejects.toThrow('hash_conflict')
  await ana.closesModal()
  await expect(client.views.update({ view_id: id, view })).rejects.toThrow('not_found')
  expect(slack.violations).toEqual([])
})

test('a trigger opens one modal, only at once, and only three lie on each other', async () => {
  const triggers: string[] = []
  const ana = await begin(
    opens(form(points()), app => {
      app.command('/card', async ({ ack }) => ack())
      app.view<ViewSubmitAction>('form', async ({ ack, body }) => {
        triggers.push(body.trigger_id)
        await ack({ response_action: 'push', view: form(points()) })
      })
    }),
  )
  const client = probe?.app.client
  if (!client) throw new Error('no client')
  const push = (trigger_id = '') => client.views.push({ trigger_id, view: form(points()) })
  const used = slack.calls.find(call => call.method === 'views.open')?.args.trigger_id
  await expect(client.views.open({ trigger_id: String(used), view: form(points()) })).rejects.toThrow(
    'exchanged_trigger_id',
  )
  expect(await ana.submits({ Points: '1' })).toMatchObject({ result: 'pushed' })
  await push(triggers[0])
  expect(ana.modal()?.depth).toBe(3)
  await expect(ana.submits({ Points: '1' })).rejects.toThrow('We had some trouble connecting. Try again?')
  expect(ana.modal()?.text).toContain('We had some trouble connecting. Try again?')
  await expect(push(triggers[1])).rejects.toThrow('push_limit_reached')
  const { triggerId } = await ana.types('/card')
  await expect(push(triggerId)).rejects.toThrow('invalid_trigger_id')
  await expect(ana.submits({ Points: '1' })).rejects.toThrow('push_limit_reached')
  clock.advance(3001)
  await expect(push(triggers[2])).rejects.toThrow('expired_trigger_id')
  expect(slack.violations.map(each => each.what)).toEqual(['refused view', 'refused view'])
})

test('a second modal opened from inside a modal is noted', async () => {
  const ana = await begin(
    opens(form(points()), app =>
      app.view<ViewSubmitAction>('form', async ({ ack, body, client }) => {
        await ack({ response_action: 'errors', errors: { points: 'no' } })
        await client.views.open({
          trigger_id: body.trigger_id,
          view: form(points(), { title: plain('Other') }),
        })
      }),
    ),
  )
  await ana.submits({ Points: '1' })
  await ana.waitsForModal('Other')
  expect(slack.violations.map(each => each.what)).toEqual(['views.open inside a modal'])
})

test('a submission that is not acknowledged leaves the form with Slack’s words', async () => {
  const ana = await begin(opens(form(points())))
  await expect(ana.submits({ Points: '1' })).rejects.toThrow(
    'ana submitting "Grant points": We had some trouble connecting. Try again? (the app did not respond in time)',
  )
  expect(ana.modal()?.fields.Points?.value).toBe('1')
  expect(slack.violations.map(each => each.what)).toEqual(['missing ack'])
})

test.each([
  ['errors for a field that is not there', { response_action: 'errors' as const, errors: { nope: 'x' } }],
  ['a view without a title', { response_action: 'update' as const, view: form([], { title: plain('') }) }],
])('an answer with %s is not shown, and noted', async (_, answer) => {
  const ana = await begin(opens(form(points()), app => app.view('form', async ({ ack }) => ack(answer))))
  await expect(ana.submits({ Points: '1' })).rejects.toThrow('We had some trouble connecting')
  expect(slack.violations.map(each => each.what)).toEqual(['invalid payload'])
})

test('clear closes the whole stack; cancel only the modal on top, told where the app asked for it', async () => {
  const closed: unknown[] = []
  const ana = await begin(
    opens(form(points(), { notify_on_close: true }), app => {
      app.view('form', async ({ ack }) =>
        ack({
          response_action: 'push',
          view: form(points(), { callback_id: 'second', title: plain('Sure?'), notify_on_close: true }),
        }),
      )
      app.view('second', async ({ ack }) => ack({ response_action: 'clear' }))
      app.view({ type: 'view_closed', callback_id: /.*/ }, async ({ ack, body }) => {
        closed.push([body.view.callback_id, body.type === 'view_closed' && body.is_cleared])
        await ack()
      })
    }),
  )
  await ana.submits({ Points: '1' })
  await ana.closesModal()
  expect(ana.modal()).toMatchObject({ title: 'Grant points', depth: 1 })
  expect(closed).toEqual([['second', false]])
  await ana.submits()
  expect(await ana.submits({ Points: '1' })).toEqual({ result: 'cleared', errors: {} })
  expect(ana.modal()).toBeUndefined()
  await ana.types('/form')
  await ana.waitsForModal()
  await ana.submits({ Points: '1' })
  await ana.closesModal({ all: true })
  expect(closed.slice(1)).toEqual([
    ['second', true],
    ['form', true],
  ])
})

test('a wait for a modal that never comes tells what is open and what was called', async () => {
  const ana = await begin(opens(form(points())))
  await expect(ana.waitsForModal('Receipt', 20)).rejects.toThrow(
    /waited 20 ms.*views\.open ok.*— Grant points —/s,
  )
})
