// Every kind of field that the page draws, filled in by clicks; the app gets what Slack would send.
import type { App } from '@slack/bolt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'
import type { SlackSandbox } from '../../src/sandbox/slack/server.ts'
import { openSandbox, type Probe, startOverSocket, webClient } from '../sandbox/slack/probe.ts'
import { inBrowser } from '../support/browser.ts'
import { openView, type View } from '../support/page.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() })
const input = (name: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: name.toLowerCase(),
  label: plain(name),
  element: { action_id: 'value', ...element },
  ...more,
})
const colours = { options: ['Red', 'Green', 'Blue'].map(option) }
const form = {
  type: 'modal' as const,
  callback_id: 'form',
  title: plain('Every field'),
  submit: plain('Send'),
  blocks: [
    input('Text', { type: 'plain_text_input', initial_value: 'as it was', max_length: 20 }),
    input('Lines', { type: 'plain_text_input', multiline: true }, { hint: plain('Two lines, please') }),
    input('Number', { type: 'number_input', is_decimal_allowed: false, min_value: '5' }),
    input('Mail', { type: 'email_text_input' }),
    input('Colour', { type: 'static_select', ...colours, initial_option: option('Red') }),
    input('Colours', { type: 'multi_static_select', ...colours }),
    input('Found', { type: 'external_select', min_query_length: 1 }),
    input('Colleague', { type: 'users_select' }),
    input('Day', { type: 'datepicker' }),
    input('Hour', { type: 'timepicker' }),
    input('Agreed', { type: 'checkboxes', ...colours }),
    input('One', { type: 'radio_buttons', ...colours }),
    input('Table', { type: 'file_input', filetypes: ['csv'], max_files: 1 }),
    input('Left', { type: 'plain_text_input' }, { optional: true }),
  ],
}
const card = [
  {
    type: 'section',
    text: { type: 'mrkdwn', text: '*A card* with a menu' },
    accessory: { type: 'overflow', action_id: 'more', options: [option('Copy'), option('Forget')] },
  },
  {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: 'delete',
        text: plain('Delete'),
        style: 'danger',
        confirm: {
          title: plain('Sure?'),
          text: plain('It is gone then.'),
          confirm: plain('Yes, delete'),
          deny: plain('Keep it'),
        },
      },
      { type: 'static_select', action_id: 'pick', placeholder: plain('Pick one'), ...colours },
    ],
  },
]

inBrowser(browser => {
  let slack: SlackSandbox
  let probe: Probe
  let view: View
  const told: unknown[] = []
  beforeEach(async () => {
    told.length = 0
    slack = await openSandbox()
    const register = (app: App) => {
      app.command('/form', async ({ ack, client, body }) => {
        await ack()
        await client.views.open({ trigger_id: body.trigger_id, view: JSON.parse(JSON.stringify(form)) })
      })
      app.options('value', async ({ ack, payload }) => {
        await ack({ options: [option(`${payload.value} one`), option(`${payload.value} two`)] })
      })
      app.view('form', async ({ ack, view: sent }) => {
        await ack()
        told.push(sent.state.values)
      })
      app.action(/.*/, async ({ ack, payload }) => {
        await ack()
        told.push(payload)
      })
    }
    probe = await startOverSocket(slack, register, { clientPingTimeout: 8000 })
    view = await openView(browser(), slack, systemClock.now, { place: 'ben/desk/diego/desk' })
  })
  afterEach(async () => {
    await view.close()
    await probe.stop()
    expect(slack.violations).toEqual([])
    await slack.close()
  })

  test('a form with every kind of field is filled in, corrected and sent', async () => {
    const ben = await view.as('ben')
    await ben.types('/form')
    await ben.sees('Two lines, please')
    const field = (name: string) => ben.modal.getByLabel(name, { exact: true })
    expect(await field('Text').inputValue()).toBe('as it was')
    await field('Text').fill('three nights')
    await field('Lines').fill('one\ntwo')
    await field('Number').fill('3')
    await field('Mail').fill('maria@example.com')
    await ben.chooses('Colour', 'Green', 'gre')
    await ben.chooses('Colours', 'Red')
    await ben.chooses('Colours', 'Blue')
    await ben.chooses('Found', 'spa two', 'spa')
    await ben.chooses('Colleague', 'Diego Morales')
    await field('Day').fill('2026-11-12')
    await field('Hour').fill('14:30')
    const agreed = ben.modal.getByRole('group', { name: 'Agreed' })
    for (const colour of ['Red', 'Green', 'Blue']) await agreed.getByLabel(colour).check()
    await agreed.getByLabel('Green').uncheck()
    await ben.modal.getByRole('group', { name: 'One' }).getByLabel('Blue').check()
    const csv = { name: 'points.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b\n1;2\n') }
    await field('Table').setInputFiles({ ...csv, name: 'points.exe' })
    await ben.sees(/file type is not supported/)
    await field('Table').setInputFiles(csv)
    await ben.sees(/points\.csv/)
    expect(await view.barriers()).toEqual([])

    await ben.presses('Send')
    await ben.sees('Must be 5 or more.')
    expect(await field('Number').evaluate(box => box === box.ownerDocument.activeElement)).toBe(true)
    expect(told).toEqual([])
    await field('Number').fill('5')
    await ben.presses('Send')
    await ben.modal.waitFor({ state: 'detached' })

    await slack.waitFor(() => told.length === 1, 'the form')
    expect(told).toMatchObject([
      {
        text: { value: { value: 'three nights' } },
        lines: { value: { value: 'one\ntwo' } },
        number: { value: { value: '5' } },
        mail: { value: { value: 'maria@example.com' } },
        colour: { value: { selected_option: { value: 'green' } } },
        colours: { value: { selected_options: [{ value: 'red' }, { value: 'blue' }] } },
        found: { value: { selected_option: { value: 'spa two' } } },
        colleague: { value: { selected_user: 'U0DIEGO' } },
        day: { value: { selected_date: '2026-11-12' } },
        hour: { value: { selected_time: '14:30' } },
        agreed: { value: { selected_options: [{ value: 'red' }, { value: 'blue' }] } },
        one: { value: { selected_option: { value: 'blue' } } },
        table: { value: { files: [{ name: 'points.csv', size: 8 }] } },
        left: { value: { value: null } },
      },
    ])
  })

  test('menus and buttons on a card tell the app; a confirm dialog asks first', async () => {
    const { ts = '' } = await webClient(slack).chat.postMessage({
      channel: 'C0DESK',
      text: 'card',
      blocks: JSON.parse(JSON.stringify(card)),
    })
    const ben = await view.as('ben')
    await ben.pane.getByRole('button', { name: 'More actions' }).click()
    expect(await view.barriers()).toEqual([])
    await ben.pane.getByRole('menuitem', { name: 'Forget' }).click()
    await ben.pane.getByRole('combobox', { name: 'Pick one' }).click()
    await ben.pane.getByRole('option', { name: 'Blue' }).click()
    await slack.waitFor(() => told.length === 2, 'both choices')
    await ben.presses('Delete')
    await ben.sees('It is gone then.')
    await ben.presses('Keep it')
    await ben.presses('Delete')
    await ben.presses('Yes, delete')
    await slack.waitFor(() => told.length === 3, 'the press')
    expect(told).toMatchObject([
      { action_id: 'more', selected_option: { value: 'forget' } },
      { action_id: 'pick', selected_option: { value: 'blue' } },
      { action_id: 'delete' },
    ])
    await webClient(slack).chat.update({ channel: 'C0DESK', ts, text: 'Deleted', blocks: [] })
    await ben.sees('Deleted')
    await ben.sees('(edited)')
  })

  test('a file that the app uploads can be saved, by those who see the message', async () => {
    await webClient(slack).filesUploadV2({
      channel_id: 'C0DESK',
      filename: 'result.csv',
      title: 'The result',
      content: 'guest;points\n1;300\n',
    })
    const ben = await view.as('ben')
    const file = ben.pane.getByRole('button', { name: /The result/ })
    const [download] = await Promise.all([view.page.waitForEvent('download'), file.click()])
    expect(download.suggestedFilename()).toBe('result.csv')
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
    expect(Buffer.concat(chunks).toString()).toBe('guest;points\n1;300\n')
  })
})
