// Small views, blocks and listeners that several of the sandbox's tests start from.
import type { App, types } from '@slack/bolt'

type Blocks = types.KnownBlock[]

export const plain = (text: string) => ({ type: 'plain_text' as const, text })
export const option = (text: string, value = text.toLowerCase()) => ({ text: plain(text), value })
export const section = (text: string) => ({
  type: 'section' as const,
  text: { type: 'mrkdwn' as const, text },
})

export const button = (text: string, action_id: string, more: Partial<types.Button> = {}): types.Button => ({
  type: 'button',
  text: plain(text),
  action_id,
  value: 'LD-1',
  ...more,
})

export const actions = (...elements: types.ActionsBlockElement[]): types.KnownBlock => ({
  type: 'actions',
  elements,
})

export const points = (): types.InputBlock[] => [
  {
    type: 'input',
    block_id: 'points',
    label: plain('Points'),
    hint: plain('Whole points'),
    element: { type: 'plain_text_input', action_id: 'value', max_length: 6 },
  },
]

export const form = (blocks: Blocks, more: Partial<types.ModalView> = {}): types.ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: plain('Grant points'),
  submit: plain('Grant'),
  blocks,
  ...more,
})

/** Listeners in which /form opens `view`, and `more`. */
export const opens =
  (view: types.ModalView, more: (app: App) => void = () => {}) =>
  (app: App) => {
    app.command('/form', async ({ ack, client, command }) => {
      await ack()
      await client.views.open({ trigger_id: command.trigger_id, view })
    })
    more(app)
  }
