// What Slack would send: commands and submitted forms, form-encoded and signed.
import { createHmac } from 'node:crypto'
import type { ShownView, SlackBlock } from './fake-slack.ts'

export const signingSecret = 'bench-signing-secret'
export const deskChannel = 'C0DESK'

/** Staff of the bench's one hotel. */
export const staff = Array.from({ length: 50 }, (_, index) => `U0AGENT${index}`)
export const personFor = (index: number) => staff[index % staff.length] ?? 'U0AGENT0'

/** The headers of Slack's signed requests, https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signedHeaders(body: string): Record<string, string> {
  const timestamp = Math.floor(Date.now() / 1000)
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': `v0=${digest}`,
  }
}

interface Command {
  command: string
  text: string
  userId: string
  triggerId: string
  responseUrl: string
}

export function commandBody({ command, text, userId, triggerId, responseUrl }: Command): string {
  return new URLSearchParams({
    token: 'verification',
    team_id: 'T1',
    team_domain: 'bench',
    channel_id: deskChannel,
    channel_name: 'desk',
    user_id: userId,
    user_name: userId.toLowerCase(),
    command,
    text,
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: triggerId,
  }).toString()
}

/** The form as it stands, sent by the person who has it open. */
export function submissionBody({ id, hash, view }: ShownView, userId: string): string {
  const payload = {
    type: 'view_submission',
    team: { id: 'T1', domain: 'bench' },
    enterprise: null,
    is_enterprise_install: false,
    api_app_id: 'A1',
    token: 'verification',
    user: { id: userId, username: userId.toLowerCase(), name: userId.toLowerCase(), team_id: 'T1' },
    trigger_id: `submit-${id}`,
    view: {
      id,
      team_id: 'T1',
      hash,
      root_view_id: id,
      previous_view_id: null,
      app_id: 'A1',
      bot_id: 'BBOT',
      external_id: '',
      ...view,
      state: { values: Object.fromEntries(view.blocks.flatMap(stateOf)) },
    },
    response_urls: [],
  }
  return `payload=${encodeURIComponent(JSON.stringify(payload))}`
}

/** What an input holds when nobody changes it. */
function stateOf({ block_id: blockId, element }: SlackBlock): [string, unknown][] {
  if (!blockId || !element) return []
  const { type, action_id: actionId } = element
  return [[blockId, { [actionId]: { type, ...chosenIn(element) } }]]
}

function chosenIn(element: NonNullable<SlackBlock['element']>): Record<string, unknown> {
  switch (element.type) {
    case 'static_select':
      return { selected_option: element.initial_option ?? null }
    case 'datepicker':
      return { selected_date: element.initial_date ?? null }
    default:
      return { value: element.initial_value ?? null }
  }
}
