// One Web API call from request to answer: faults, token, scopes, the method, and one line in the journal.
import type { IncomingHttpHeaders } from 'node:http'
import type { Fault } from '../faults.ts'
import type { Json } from '../json.ts'
import { missingScope } from '../manifest.ts'
import type { Workspace } from '../workspace.ts'
import { ApiError, type Method } from './answer.ts'
import { appMethods } from './apps.ts'
import { readArguments, readToken } from './arguments.ts'
import { chatMethods } from './chat.ts'
import { directoryMethods } from './directory.ts'
import { fileMethods } from './files.ts'
import { viewMethods } from './views.ts'

const methods: Record<string, Method> = {
  ...appMethods,
  ...chatMethods,
  ...viewMethods,
  ...directoryMethods,
  ...fileMethods,
}

/** The methods that the sandbox answers; every other one is `unknown_method`. */
export const methodNames: string[] = Object.keys(methods)

/** What goes back: an HTTP answer, or a connection that breaks. */
export type HttpAnswer =
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body: Json | string | Buffer }
  | { kind: 'cut' }

/** Conversation methods ask for a scope by the kind of channel, once the channel is known. */
const scopedByChannel = new Set(['conversations.info', 'conversations.members', 'conversations.open'])

export function callMethod(
  workspace: Workspace,
  name: string,
  request: { body: string; headers: IncomingHttpHeaders },
  fault: Fault | undefined,
): HttpAnswer {
  const { journal, manifest } = workspace
  let args: Json = {}
  const failed = (error: string, extra: Json = {}, status = 200, headers = {}): HttpAnswer => {
    journal.called(name, args, { ok: false, error })
    return { kind: 'answer', status, headers, body: { ok: false, error, ...extra } }
  }
  try {
    args = readArguments(request.body, request.headers['content-type'] ?? '')
    const token = readToken(request.headers.authorization, args)
    const { token: _token, ...shown } = args
    args = shown
    if (fault?.kind === 'rateLimit') {
      return failed('ratelimited', {}, 429, { 'retry-after': String(fault.retryAfterSeconds) })
    }
    if (fault?.kind === 'httpError') {
      journal.called(name, args, { ok: false, error: `HTTP ${fault.status}` })
      return { kind: 'answer', status: fault.status, body: '' }
    }
    if (fault?.kind === 'fail') return failed(fault.error)
    const method = methods[name]
    if (!method) return failed('unknown_method', { req_method: name })
    checkToken(workspace, method, token)
    const isScoped = method.token === 'bot' && !scopedByChannel.has(name)
    const needed = isScoped ? missingScope(name, manifest.botScopes) : undefined
    if (needed) {
      return failed('missing_scope', { needed, provided: manifest.botScopes.join(',') })
    }
    const answer = method.run(args, workspace)
    journal.called(name, args, { ok: true })
    if (fault?.kind === 'loseAnswer') return { kind: 'cut' }
    const headers = method.token === 'bot' ? { 'x-oauth-scopes': manifest.botScopes.join(',') } : {}
    return { kind: 'answer', status: 200, headers, body: { ok: true, ...answer } }
  } catch (error) {
    if (error instanceof ApiError) return failed(error.code, error.extra)
    throw error
  }
}

function checkToken({ botToken, appToken }: Workspace, method: Method, token: string): void {
  if (method.token === 'none') return
  if (!token) throw new ApiError('not_authed')
  if (token !== botToken && token !== appToken) throw new ApiError('invalid_auth')
  const wanted = method.token === 'app' ? appToken : botToken
  if (token !== wanted) throw new ApiError('not_allowed_token_type')
}
