// What Slack's own client does, whatever the app: silence shown, the keyboard, places, unread marks, threads.
import type { App } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'
import type { SlackSandbox } from '../../src/sandbox/slack/server.ts'
import { openSandbox, type Probe, startOverSocket, webClient } from '../sandbox/slack/probe.ts'
import { inBrowser } from '../support/browser.ts'
import { everySize, openView, type View } from '../support/page.ts'

const button = {
  type: 'actions' as const,
  elements: [{ type: 'button' as const, action_id: 'go', text: { type: 'plain_text' as const, text: 'Go' } }],
}
const form = {
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'A form' },
  submit: { type: 'plain_text' as const, text: 'Send' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'note',
      label: { type: 'plain_text' as const, text: 'Note' },
      element: { type: 'plain_text_input' as const, action_id: 'note' },
    },
    {
      type: 'input' as const,
      block_id: 'find',
      optional: true,
      label: { type: 'plain_text' as const, text: 'Find' },
      element: { type: 'external_select' as const, action_id: 'find', min_query_length: 2 },
    },
  ],
}

inBrowser(browser => {
  let slack: SlackSandbox
  let probe: Probe
  let view: View
  beforeEach(async () => {
    slack = await openSandbox({ ackTimeoutMs: 1000 })
    const register = (app: App) => {
      app.command('/card', async ({ ack, client, body }) => {
        await ack()
        await client.views.open({ trigger_id: body.trigger_id, view: form })
      })
      app.event('app_home_opened', async ({ client, event }) => {
        const text = `Hello <@${event.user}>`
        const blocks = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text } }, button]
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } })
      })
      // Heard, and never answered.
      app.command('/silent', async () => {})
      app.action('go', async () => {})
      app.options('find', async () => {})
      app.view({ callback_id: '' }, async () => {})
    }
    // A busy machine must not cost the connection.
    probe = await startOverSocket(slack, register, { clientPingTimeout: 8000 })
  })
  afterEach(async () => {
    await view.close()
    await probe.stop()
    await slack.close()
  })
  const open = async (options: Parameters<typeof openView>[3] = {}) => {
    view = await openView(browser(), slack, systemClock.now, options)
    return view.as('ana')
  }

  describe('when the app does not answer in time', () => {
    test('a command says so, and what was typed stands in the composer again', async () => {
      const ana = await open()
      await ana.types('/silent now')
      await ana.pane.getByRole('alert').waitFor()
      expect(await ana.pane.getByRole('alert').innerText()).toMatch(/\/silent — .*no respondió a tiempo/)
      expect(await ana.composer.inputValue()).toBe('/silent now')
    })

    test('a press says so beside the button, which can be pressed again', async () => {
      await webClient(slack).chat.postMessage({ channel: 'C0DESK', text: 'card', blocks: [button] })
      const ana = await open()
      await ana.presses('Go')
      await ana.sees(/no respondió a tiempo/)
      expect(await ana.pane.getByRole('button', { name: 'Go' }).isEnabled()).toBe(true)
      expect(await view.barriers()).toEqual([])
    })

    test('a form says so and stays, with everything typed; a search says so too', async () => {
      const ana = await open()
      await ana.types('/card')
      await ana.fills('Note', 'three nights')
      const find = ana.modal.getByRole('combobox', { name: 'Find' })
      await find.click()
      await ana.sees('Sigue escribiendo para buscar')
      await find.fill('spa')
      await ana.modal.getByText(/no respondió a tiempo/).waitFor()
      await ana.modal.getByLabel('Note', { exact: true }).click()
      await ana.presses('Send')
      await ana.modal.getByRole('alert').waitFor()
      expect(await ana.modal.getByRole('alert').innerText()).toMatch(/no respondió a tiempo/)
      expect(await ana.modal.getByLabel('Note', { exact: true }).inputValue()).toBe('three nights')
    })
  })

  describe('with the keyboard alone', () => {
    test('a slash offers the commands; arrows choose, Enter takes', async () => {
      const ana = await open()
      await ana.composer.focus()
      await view.page.keyboard.type('/')
      const offered = ana.pane.getByRole('listbox', { name: 'Comandos' }).getByRole('option')
      await offered.first().waitFor()
      expect(await offered.count()).toBe(slack.directory().commands.length)
      await view.page.keyboard.press('ArrowDown')
      const second = slack.directory().commands[1]
      await view.page.keyboard.press('Enter')
      expect(await ana.composer.inputValue()).toBe(`${second?.command} `)
    })

    test('a form keeps the focus inside, Esc closes it, and the focus goes back', async () => {
      const ana = await open()
      await ana.types('/card')
      await ana.modal.waitFor()
      const isInside = () => ana.modal.evaluate(frame => frame.contains(frame.ownerDocument.activeElement))
      for (let press = 0; press < 8; press++) {
        expect(await isInside()).toBe(true)
        await view.page.keyboard.press('Tab')
      }
      await view.page.keyboard.press('Shift+Tab')
      expect(await isInside()).toBe(true)
      await view.page.keyboard.press('Escape')
      await ana.modal.waitFor({ state: 'detached' })
      expect(await ana.composer.evaluate(box => box === box.ownerDocument.activeElement)).toBe(true)
    })
  })

  describe('where the visitor is', () => {
    test('the address names two people and what each looks at, and a reload keeps it', async () => {
      const ana = await open({ place: 'ana/desk/carla/approvals' })
      await ana.goesTo(/lobby-chat/)
      await ana.pane.getByRole('heading', { name: '#lobby-chat' }).waitFor()
      await ana.pane.getByRole('combobox', { name: 'Actuar como' }).selectOption('Ben Carter')
      const ben = await view.as('ben')
      await ben.pane.getByRole('heading', { name: '#lobby-chat' }).waitFor()
      expect(new URL(view.page.url()).hash).toBe('#/ben/other/carla/approvals')
      await view.page.reload()
      await ben.pane.getByRole('heading', { name: '#lobby-chat' }).waitFor()
      const carla = await view.as('carla')
      await carla.pane.getByRole('heading', { name: '#miramar-approvals' }).waitFor()
    })

    test('a channel with something new is marked until it is looked at; others never see an ephemeral', async () => {
      const ana = await open({ place: 'ana/other/ben/other' })
      const mark = ana.pane.getByRole('navigation').getByRole('button', { name: /miramar-desk/ })
      await mark.waitFor()
      const web = webClient(slack)
      await web.chat.postMessage({ channel: 'C0DESK', text: 'For everybody, <@U0BEN>' })
      await web.chat.postEphemeral({ channel: 'C0DESK', user: 'U0ANA', text: 'For Ana' })
      await ana.pane.getByRole('button', { name: 'miramar-desk 2 sin leer' }).waitFor()
      const ben = await view.as('ben')
      expect(await ben.pane.getByText('For Ana').count()).toBe(0)
      await ana.goesTo(/miramar-desk/)
      await ana.sees('For Ana')
      await ana.sees('@Ben Carter')
      await ana.pane.getByRole('button', { name: 'miramar-desk', exact: true }).waitFor()
    })

    test('an answer in a thread stands under its message, and dates are in the reader’s words', async () => {
      const web = webClient(slack)
      const { ts } = await web.chat.postMessage({ channel: 'C0DESK', text: 'First' })
      await web.chat.postMessage({ channel: 'C0DESK', text: 'Second' })
      const at = Date.UTC(2026, 10, 23, 13, 32) / 1000
      await web.chat.postMessage({
        channel: 'C0DESK',
        thread_ts: ts ?? '',
        text: `Seen <!date^${at}^{date_long} {time}|then>`,
      })
      const ana = await open()
      await ana.sees('Seen lunes, 23 de noviembre de 2026 14:32')
      const rows = await ana.pane.getByRole('article').allInnerTexts()
      expect(rows.map(row => /First|Second|Seen/.exec(row)?.[0])).toEqual(['First', 'Seen', 'Second'])
    })

    test.each(everySize)('a person answers in a thread, on a %s; commands do not work there', async size => {
      const posted = await webClient(slack).chat.postMessage({ channel: 'C0DESK', text: 'a card' })
      await webClient(slack).chat.postMessage({ channel: 'C0DESK', text: 'a later card' })
      const ana = await open({ size })
      await ana.pane.getByRole('article').filter({ hasText: 'a card' }).hover()
      await ana.pane
        .getByRole('button', { name: /^Responder: / })
        .first()
        .click()
      const answer = ana.pane.getByRole('combobox', { name: 'Responder en el hilo' })
      await answer.fill('/card now')
      await answer.press('Enter')
      await ana.sees('/card no funciona en los hilos.')
      expect(await answer.inputValue()).toBe('/card now')
      await answer.fill('I see to it')
      await answer.press('Enter')
      await answer.waitFor({ state: 'detached' })
      await ana.pane.locator('[data-reply="true"]').getByText('I see to it').waitFor()
      const texts = await ana.pane.getByRole('article').locator('.blocks').allInnerTexts()
      expect(texts.map(text => text.trim())).toEqual(['a card', 'I see to it', 'a later card'])
      expect(slack.person('ben').lastMessage('desk')).toMatchObject({
        text: 'I see to it',
        thread_ts: posted.ts,
      })
      expect(await view.barriers()).toEqual([])
      await ana.pane
        .getByRole('button', { name: /^Responder: / })
        .last()
        .click()
      await answer.press('Escape')
      await answer.waitFor({ state: 'detached' })
    })

    test('what Slack itself said stays where it was said', async () => {
      const ana = await open()
      await ana.types('/nothing')
      await ana.pane.getByRole('alert').waitFor()
      await webClient(slack).chat.postMessage({ channel: 'C0DESK', text: 'a later card' })
      await ana.sees('a later card')
      expect(await ana.pane.locator('.message').last().innerText()).toContain('a later card')
    })

    test('opening the app’s Home tells the app, and what it publishes is shown', async () => {
      const ana = await open({ place: 'ana/home/carla/desk' })
      await ana.sees('Hello')
      await ana.sees('@Ana Ruiz')
      await ana.presses('Go')
      await ana.sees(/no respondió a tiempo/)
      expect(await view.barriers()).toEqual([])
    })

    test('a phone shows one person; the list of channels is a tap away', async () => {
      const ana = await open({ size: 'phone', place: 'ana/desk/carla/approvals' })
      await ana.goesTo(/lobby-chat/)
      await ana.pane.getByRole('heading', { name: '#lobby-chat' }).waitFor()
      expect(await view.page.getByRole('region', { name: 'Carla Vidal' }).count()).toBe(0)
      await (await view.as('carla')).pane.getByRole('heading', { name: '#miramar-approvals' }).waitFor()
      expect(await view.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      expect(await view.barriers()).toEqual([])
    })
  })
})
