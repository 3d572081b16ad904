// What a POST to a response_url does: a new message, or a change of the one whose button was pressed.

import type { Fault } from './faults.ts'
import { flagIn, isJson, type Json, parsedOr } from './json.ts'
import { appMessage, contentOf } from './messages.ts'
import type { ResponseTicket } from './tickets.ts'
import { ApiError } from './web-api/answer.ts'
import { checkMessage } from './web-api/check.ts'
import type { HttpAnswer } from './web-api/dispatch.ts'
import type { Workspace } from './workspace.ts'

export function answerResponseUrl(
  workspace: Workspace,
  id: string,
  body: string,
  fault: Fault | undefined,
): HttpAnswer {
  const parsed = parsedOr(body, undefined)
  const args = isJson(parsed) ? parsed : {}
  const refused = (error: string, status: number): HttpAnswer => {
    workspace.journal.called('response_url', args, { ok: false, error })
    const retry = fault?.kind === 'rateLimit' ? { 'retry-after': String(fault.retryAfterSeconds) } : {}
    return { kind: 'answer', status, headers: retry, body: { ok: false, error } }
  }
  if (fault?.kind === 'rateLimit') return refused('ratelimited', 429)
  if (fault?.kind === 'httpError') return refused(`HTTP ${fault.status}`, fault.status)
  if (fault?.kind === 'fail') return refused(fault.error, 400)
  const taken = workspace.tickets.takeResponse(id)
  if (!taken.ok) return refused(taken.error, 404)
  if (!isJson(parsed)) return refused('invalid_payload', 400)
  try {
    respond(workspace, taken.ticket, args)
  } catch (error) {
    if (error instanceof ApiError) return refused(error.code, error.code === 'message_not_found' ? 404 : 400)
    throw error
  }
  workspace.journal.called('response_url', args, { ok: true })
  if (fault?.kind === 'loseAnswer') return { kind: 'cut' }
  return { kind: 'answer', status: 200, body: 'ok' }
}

/** Also for the body of a command's ack, which works like a first use of its response_url. */
export function respond(workspace: Workspace, ticket: ResponseTicket, args: Json): void {
  const { store, seed, journal } = workspace
  const where = ticket.kind === 'command' ? 'answer to a command' : 'response_url of a press'
  const replaces = flagIn(args.replace_original)
  const deletes = flagIn(args.delete_original)
  checkMessage(workspace, args, 'response', where)
  if (ticket.kind === 'command' && (replaces || deletes)) {
    journal.broke('replace on a command', "a command's response_url never replaces or deletes anything")
  }
  const { source } = ticket
  if (source && (replaces || deletes)) {
    const isThere = store.messages.includes(source) || store.ephemerals.includes(source)
    if (!isThere) throw new ApiError('message_not_found')
    if (deletes) {
      store.remove(source)
      return
    }
    Object.assign(source, contentOf(args, store))
    if (!source.onlyFor) source.editedAt = store.nextTs()
    store.changed()
    return
  }
  if (deletes) return
  const inChannel = args.response_type === 'in_channel'
  if (inChannel && ticket.kind === 'command') {
    journal.broke('in_channel command answer', 'Slack would show the typed command to the whole channel')
  }
  store.add(appMessage(store, seed, ticket.channel, args, inChannel ? undefined : ticket.userId))
}
