// The bodies of commands and interactions, as Slack builds them.
import { confirmOf, type Placed } from './blocks.ts'
import { copyOfValues, shapeOf, startingValues } from './form-state.ts'
import type { Json } from './json.ts'
import { wireMessage } from './messages.ts'
import type { SlackChannel, SlackMessage, SlackUser, SlackView } from './store.ts'
import type { Trigger } from './tickets.ts'
import type { Workspace } from './workspace.ts'

/** Where an interaction happens: in a message, or in a modal or Home tab. */
export type Surface = { kind: 'message'; message: SlackMessage } | { kind: 'view'; view: SlackView }

/** A message's ts that no longer exists, or never did: a stale or forged press. */
export interface LostMessage {
  kind: 'lost'
  channel: string
  ts: string
}

const verificationToken = 'sandbox-verification-token'

function envelopeFor(workspace: Workspace, user: SlackUser): Json {
  const { team, app } = workspace.seed
  return {
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
    api_app_id: app.id,
    token: verificationToken,
    user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
  }
}

const responseUrl = (workspace: Workspace, kind: 'commands' | 'actions', id: string): string =>
  `${workspace.origin()}/response/${kind}/${workspace.seed.team.id}/${id}`

export function commandBody(
  workspace: Workspace,
  user: SlackUser,
  channel: SlackChannel,
  command: { command: string; text: string },
): { body: Json; triggerId: string; responseUrl: string } {
  const { team, app } = workspace.seed
  const triggerId = workspace.tickets.issueTrigger({ userId: user.id })
  const ticket = workspace.tickets.issueResponse({ kind: 'command', userId: user.id, channel: channel.id })
  const url = responseUrl(workspace, 'commands', ticket)
  const body = {
    token: verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user.id,
    user_name: user.name,
    ...command,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: url,
    trigger_id: triggerId,
  }
  return { body, triggerId, responseUrl: url }
}

const channelName = (channel: SlackChannel): string =>
  channel.dmWith ? 'directmessage' : channel.isPrivate ? 'privategroup' : channel.name

function container(surface: Surface | LostMessage): Json {
  if (surface.kind === 'view') return { type: 'view', view_id: surface.view.id }
  const { channel, ts } = surface.kind === 'lost' ? surface : surface.message
  const isEphemeral = surface.kind === 'message' && surface.message.onlyFor !== undefined
  return { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: isEphemeral }
}

/** `view`, or `channel` with `message`; an ephemeral's content is not sent along. */
function origin(workspace: Workspace, user: SlackUser, surface: Surface | LostMessage): Json {
  if (surface.kind === 'view') return { view: workspace.views.wire(surface.view) }
  const id = surface.kind === 'lost' ? surface.channel : surface.message.channel
  const channel = workspace.store.channels.get(id)
  const where = { channel: { id, name: channel ? channelName(channel) : '' } }
  if (surface.kind === 'lost') return { ...where, message: { type: 'message', ts: surface.ts, text: '' } }
  const { message } = surface
  const values = startingValues(message.blocks, message.chosen.get(user.id))
  const state = { state: { values: copyOfValues(values) } }
  return message.onlyFor
    ? { ...where, ...state }
    : { ...where, ...state, message: wireMessage(message, workspace.seed) }
}

function issueTrigger(workspace: Workspace, user: SlackUser, surface: Surface | LostMessage): string {
  const inModal = surface.kind === 'view' && surface.view.type === 'modal'
  const trigger: Trigger = { userId: user.id, ...(inModal && { viewId: surface.view.id }) }
  return workspace.tickets.issueTrigger(trigger)
}

export function actionsBody(
  workspace: Workspace,
  user: SlackUser,
  surface: Surface | LostMessage,
  action: Json,
): Json {
  const body: Json = {
    type: 'block_actions',
    ...envelopeFor(workspace, user),
    container: container(surface),
    trigger_id: issueTrigger(workspace, user, surface),
    ...origin(workspace, user, surface),
    actions: [{ ...action, action_ts: workspace.store.nextTs() }],
  }
  if (surface.kind !== 'view') {
    const channel = surface.kind === 'lost' ? surface.channel : surface.message.channel
    const source = surface.kind === 'message' ? { source: surface.message } : {}
    const ticket = { kind: 'action' as const, userId: user.id, channel, ...source }
    body.response_url = responseUrl(workspace, 'actions', workspace.tickets.issueResponse(ticket))
  }
  return body
}

/** One entry of `actions`: the element as the app gave it, with what was chosen. */
export function actionOf(placed: Placed, chosen?: unknown): Json {
  const { element, type } = placed
  const shape = shapeOf(type)
  return {
    type,
    action_id: placed.actionId,
    block_id: placed.blockId,
    ...(type === 'button' && {
      text: element.text,
      ...(element.value !== undefined && { value: element.value }),
      ...(element.style !== undefined && { style: element.style }),
      ...(element.url !== undefined && { url: element.url }),
    }),
    ...(type === 'icon_button' && { value: element.value }),
    ...(type === 'overflow' && { selected_option: chosen }),
    ...(element.placeholder !== undefined && { placeholder: element.placeholder }),
    ...(confirmOf(placed) && { confirm: confirmOf(placed) }),
    ...(shape && { [shape.key]: chosen ?? (shape.isList ? [] : null) }),
  }
}

export function suggestionBody(
  workspace: Workspace,
  user: SlackUser,
  surface: Surface,
  placed: Placed,
  value: string,
): Json {
  return {
    type: 'block_suggestion',
    ...envelopeFor(workspace, user),
    container: container(surface),
    ...origin(workspace, user, surface),
    action_id: placed.actionId,
    block_id: placed.blockId,
    value,
  }
}

export function submissionBody(workspace: Workspace, user: SlackUser, view: SlackView): Json {
  return {
    type: 'view_submission',
    ...envelopeFor(workspace, user),
    trigger_id: issueTrigger(workspace, user, { kind: 'view', view }),
    view: workspace.views.wire(view),
    response_urls: [],
  }
}

export function closedBody(workspace: Workspace, user: SlackUser, view: SlackView, isCleared: boolean): Json {
  return {
    type: 'view_closed',
    ...envelopeFor(workspace, user),
    view: workspace.views.wire(view),
    is_cleared: isCleared,
  }
}
