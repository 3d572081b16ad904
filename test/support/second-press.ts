// A press on a form's button that Slack delivers once more: the same view, the same hash, the same values.
import { createHmac } from 'node:crypto'
import { stringify } from 'node:querystring'
import type { TestApp } from './app.ts'

/**
 * Copies the form that this person has open now; each call of the result delivers that press, and resolves with what
 * the app answers. For apps over http.
 * @param changes typed values by block_id, where the second press brings others
 * @param forged parts of the view that the press claims to come from
 */
export function pressOf(
  desk: TestApp,
  name: string,
  changes: Record<string, string> = {},
  forged: Record<string, unknown> = {},
) {
  const { slack } = desk
  const user = slack.store.user(name)
  const view = slack.store.openViews(name).at(-1)
  if (!view) throw new Error(`${name} has no form open`)
  const { body, blocks, id, hash, values } = view
  for (const [blockId, text] of Object.entries(changes))
    for (const element of Object.values(values[blockId] ?? {})) element.value = text
  const payload = {
    type: 'view_submission',
    team: { id: slack.teamId, domain: 'hotel-miramar' },
    user: { id: user.id, name: user.name, username: user.name, team_id: slack.teamId },
    api_app_id: 'A0DESK',
    token: 'sandbox-verification-token',
    trigger_id: 'none',
    response_urls: [],
    view: { ...body, id, hash, blocks, state: { values }, team_id: slack.teamId, ...forged },
  }
  return (): Promise<unknown> => deliver(desk, { payload: JSON.stringify(payload) })
}

/** A command that the manifest does not have, as an app with an older version would still get it. */
export function commandOf(desk: TestApp, name: string, command: string): Promise<unknown> {
  const { id } = desk.slack.store.user(name)
  return deliver(desk, { command, text: '', user_id: id, channel_id: 'C0DESK', team_id: desk.slack.teamId })
}

async function deliver(desk: TestApp, form: Record<string, string>): Promise<unknown> {
  const body = stringify(form)
  const at = String(Math.floor(Date.now() / 1000))
  const mac = createHmac('sha256', desk.slack.signingSecret).update(`v0:${at}:${body}`).digest('hex')
  const response = await fetch(`http://127.0.0.1:${desk.app.port()}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': at,
      'x-slack-signature': `v0=${mac}`,
    },
    body,
  })
  const text = await response.text()
  return text ? JSON.parse(text) : undefined
}
