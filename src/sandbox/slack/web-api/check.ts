// Payloads against Slack's limits: what Slack would refuse is refused and noted as a broken rule.
import { type Json, objectIn } from '../json.ts'
import { findLiveMarkup, type Problem, validateMessage, validateView } from '../validate.ts'
import type { Workspace } from '../workspace.ts'
import { ApiError } from './answer.ts'

type MessageKind = Parameters<typeof validateMessage>[1]

/** Throws the error that Slack would answer; every problem is also noted as a violation. */
export function checkMessage(workspace: Workspace, payload: Json, kind: MessageKind, where: string): void {
  noteLiveMarkup(workspace, payload, where)
  const problems = validateMessage(payload, kind)
  refuse(workspace, problems, where, errors =>
    errors.some(problem => problem.pointer.startsWith('/blocks')) ? 'invalid_blocks' : 'invalid_arguments',
  )
}

export function checkView(workspace: Workspace, view: unknown, where: string): Json {
  noteLiveMarkup(workspace, view, where)
  refuse(workspace, validateView(view), where, () => 'invalid_arguments')
  return objectIn(view)
}

export function noteLiveMarkup(workspace: Workspace, payload: unknown, where: string): void {
  for (const found of findLiveMarkup(payload)) {
    workspace.journal.broke('live markup', `${where} ${found.pointer}: ${found.message}`)
  }
}

/** What Slack may refuse, ignore or cut is a broken rule too, though it is let through. */
export function noteDoubts(workspace: Workspace, problems: readonly Problem[], where: string): void {
  for (const { pointer, message, severity } of problems)
    if (severity === 'warning') workspace.journal.broke('doubtful payload', `${where} ${pointer}: ${message}`)
}

export const isError = (problem: Problem): boolean => problem.severity === 'error'

export const inWords = (problem: Problem): string =>
  `[ERROR] ${problem.message} [json-pointer:${problem.pointer}]`

function refuse(
  workspace: Workspace,
  problems: Problem[],
  where: string,
  codeFor: (errors: Problem[]) => string,
): void {
  noteDoubts(workspace, problems, where)
  const errors = problems.filter(isError)
  if (errors.length === 0) return
  for (const { pointer, message } of errors) {
    workspace.journal.broke('invalid payload', `${where} ${pointer}: ${message}`)
  }
  const code = errors.find(problem => problem.error)?.error ?? codeFor(errors)
  throw new ApiError(code, { response_metadata: { messages: errors.map(inWords) } })
}
