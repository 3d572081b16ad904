// Slack as far as the bench needs it: opens and updates views, takes messages, and hears answers to commands.
import { type Canned, type Received, serve } from './server.ts'

/** A view as the app last drew it. */
export interface ShownView {
  id: string
  hash: string
  view: SlackViewJson
}

export interface SlackViewJson {
  callback_id: string
  private_metadata: string
  title: unknown
  blocks: readonly SlackBlock[]
}

export interface SlackBlock {
  type: string
  block_id?: string
  element?: SlackElement
}

export interface SlackElement {
  type: string
  action_id: string
  initial_value?: string
  initial_option?: unknown
  initial_date?: string
}

export interface FakeSlack {
  apiUrl: string
  /** Where the answer to a command goes; `answered` hears the raw body of each. */
  responseUrl(id: string): string
  onAnswer(answered: (id: string, body: string) => void): void
  /** Hears of each message that is posted or updated. */
  onMessage(heard: (channel: string, text: string) => void): void
  /** The form that a command with this trigger opened, once it shows the guest. */
  shown(triggerId: string): Promise<ShownView>
  close(): void
}

export async function startFakeSlack(): Promise<FakeSlack> {
  const waiting = new Map<string, (view: ShownView) => void>()
  let answered: (id: string, body: string) => void = () => {}
  let heard: (channel: string, text: string) => void = () => {}
  let counter = 0

  const server = await serve(received => {
    if (received.target.startsWith('/answers/')) {
      answered(received.target.slice('/answers/'.length), received.body)
      return { json: '{"ok":true}' }
    }
    return callMethod(received)
  })

  function callMethod({ target, body }: Received): Canned {
    switch (target.replace('/api/', '')) {
      case 'chat.postMessage':
      case 'chat.update': {
        const given = new URLSearchParams(body)
        const channel = given.get('channel') ?? ''
        const ts = given.get('ts') ?? `1700000000.${String(++counter).padStart(6, '0')}`
        heard(channel, given.get('text') ?? '')
        return { json: { ok: true, channel, ts, message: {} } }
      }
      case 'views.open': {
        const id = `V${new URLSearchParams(body).get('trigger_id')}`
        return { json: { ok: true, view: { id, hash: 'opened' } } }
      }
      case 'views.update':
        return updateView(new URLSearchParams(body))
      case 'users.info':
        return { json: { ok: true, user: { id: 'U', locale: 'en-GB', is_admin: false, is_owner: false } } }
      case 'auth.test':
        return {
          json: { ok: true, team_id: 'T1', user_id: 'UBOT', bot_id: 'BBOT', team: 'Bench', user: 'desk' },
        }
      default:
        return { json: { ok: true } }
    }
  }

  function updateView(given: URLSearchParams): Canned {
    const id = given.get('view_id') ?? ''
    const hash = `h${++counter}`
    const view = JSON.parse(given.get('view') ?? '{}') as SlackViewJson
    if (view.blocks.some(block => block.block_id?.startsWith('guest-card'))) {
      waiting.get(id)?.({ id, hash, view })
      waiting.delete(id)
    }
    return { json: { ok: true, view: { id, hash } } }
  }

  return {
    apiUrl: `${server.origin}/api/`,
    responseUrl: id => `${server.origin}/answers/${id}`,
    onAnswer(listener) {
      answered = listener
    },
    onMessage(listener) {
      heard = listener
    },
    shown: triggerId =>
      new Promise(resolve => {
        waiting.set(`V${triggerId}`, resolve)
      }),
    close: server.close,
  }
}
