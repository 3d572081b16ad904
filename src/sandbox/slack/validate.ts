// Says what Slack would refuse in a message, a view, an options answer or a submission answer, from the table
// in limits.json. Stricter than Slack in two ways: text is required beside blocks, and unknown blocks are errors.

import { checkKeys, checkShape, textLength } from './validate-shape.ts'
import { codePoints, getShape, isRecord, limits } from './validate-table.ts'
import { at, createWalk, fail, type Problem, type Walk, warn } from './validate-walk.ts'

export { findLiveMarkup } from './validate-markup.ts'
export type { Problem } from './validate-walk.ts'

/** chat.postMessage, chat.update, chat.postEphemeral, or a POST to a response_url (also a command's answer). */
export type MessageKind = 'post' | 'update' | 'ephemeral' | 'response'

/**
 * Checks a message's arguments, with `blocks`, `attachments` and `metadata` already parsed from JSON.
 * `text` is an error when it is absent beside blocks or attachments: notifications and screen readers need it.
 * Source: docs.slack.dev/reference/methods/chat.postMessage, chat.update.
 */
export function validateMessage(payload: unknown, kind: MessageKind): Problem[] {
  const walk = createWalk('message')
  if (!isRecord(payload)) {
    fail(walk, '', 'a message must be an object')
    return walk.problems
  }
  const shape = getShape('payload:message')
  const fields = { ...shape.fields, ...getShape(`payload:${kind}`).fields }
  checkKeys({ ...shape, fields }, payload, '', walk)
  checkContent(payload, kind, walk)
  checkTextLength(payload, fields.text?.max, walk)
  checkWholeMessage(payload, walk)
  const { metadata } = payload
  if (kind === 'update' && isRecord(metadata) && Object.keys(metadata).length > 0) {
    checkShape('payload:metadata', metadata, '/metadata', walk)
  }
  if (kind === 'ephemeral' && metadata !== undefined) {
    warn(walk, '/metadata', 'is ignored in ephemeral messages')
  }
  return walk.problems
}

/**
 * Checks a modal or Home tab as given to views.open, push, update or publish.
 * Source: docs.slack.dev/reference/views/modal-views, home-tab-views.
 */
export function validateView(view: unknown): Problem[] {
  const type = isRecord(view) ? view.type : undefined
  const walk = createWalk(type === 'home' ? 'home' : 'modal')
  if (!isRecord(view)) fail(walk, '', 'a view must be an object')
  else if (type !== 'modal' && type !== 'home') fail(walk, '/type', 'type must be modal or home')
  else {
    checkShape(`view:${type}`, view, '', walk)
    if (type === 'modal' && view.submit === undefined && walk.blockCounts.has('input')) {
      fail(walk, '/submit', 'submit is missing: a modal with an input block needs it')
    }
    const bytes = Buffer.byteLength(JSON.stringify(view))
    const most = getShape(`view:${type}`).bytes_max ?? Number.POSITIVE_INFINITY
    if (bytes > most) {
      fail(walk, '', `the view has ${bytes} bytes, Slack takes at most ${most}`, limits.view.too_large.error)
    }
  }
  return walk.problems
}

/** Checks the answer to a block_suggestion request (the options of an external select). */
export function validateOptions(answer: unknown): Problem[] {
  const walk = createWalk('modal')
  checkShape('payload:options', answer, '', walk)
  return walk.problems
}

/**
 * Checks the acknowledgement of a view_submission against the submitted view. Nothing (undefined, null, an
 * empty string or object) is valid: it closes the view.
 */
export function validateSubmissionAnswer(answer: unknown, view: unknown): Problem[] {
  const walk = createWalk('modal')
  if (answer === undefined || answer === null || answer === '') return []
  if (isRecord(answer) && Object.keys(answer).length === 0) return []
  checkShape('payload:submission', answer, '', walk)
  if (!isRecord(answer)) return walk.problems
  const action = answer.response_action
  if (action === 'errors') checkErrors(answer.errors, view, walk)
  if (action === 'update' || action === 'push') {
    for (const problem of validateView(answer.view)) {
      walk.problems.push({ ...problem, pointer: `/view${problem.pointer}` })
    }
    if (isRecord(answer.view) && answer.view.type === 'home') {
      fail(walk, '/view/type', 'only a modal can follow a modal')
    }
  }
  if (answer.errors !== undefined && action !== 'errors')
    fail(walk, '/errors', `does not belong to ${action}`)
  if (answer.view !== undefined && action !== 'update' && action !== 'push') {
    fail(walk, '/view', `does not belong to ${action}`)
  }
  return walk.problems
}

function checkErrors(errors: unknown, view: unknown, walk: Walk): void {
  if (!isRecord(errors) || Object.keys(errors).length === 0) {
    fail(walk, '/errors', 'must name at least one field')
    return
  }
  const blocks = isRecord(view) && Array.isArray(view.blocks) ? view.blocks : []
  const inputs = new Set(
    blocks.filter(isRecord).flatMap(block => (block.type === 'input' ? [block.block_id] : [])),
  )
  for (const [blockId, sentence] of Object.entries(errors)) {
    const pointer = at('/errors', blockId)
    if (!inputs.has(blockId))
      fail(walk, pointer, 'is not the block_id of an input block of the submitted view')
    if (typeof sentence !== 'string' || sentence.trim() === '') fail(walk, pointer, 'must be a sentence')
  }
}

function checkContent(payload: Record<string, unknown>, kind: MessageKind, walk: Walk): void {
  const { markdown_text: conflict, no_text: noText } = limits.message
  const hasItems = (key: string) => Array.isArray(payload[key]) && payload[key].length > 0
  const isGiven = (value: unknown) => typeof value === 'string' && value.trim() !== ''
  if (payload.markdown_text !== undefined) {
    for (const key of conflict.exclusive_with) {
      if (payload[key] !== undefined) {
        fail(walk, at('', key), `${key} and markdown_text exclude each other`, conflict.error)
      }
    }
    return
  }
  if (isGiven(payload.text) || (kind === 'response' && payload.delete_original === true)) return
  if (hasItems('blocks') || hasItems('attachments')) {
    const why = 'notifications and screen readers have nothing else'
    fail(walk, '/text', `text is required beside blocks and attachments: ${why}`, noText.error)
  } else fail(walk, '', 'the message has no text, blocks or attachments', noText.error)
}

function checkTextLength({ text }: Record<string, unknown>, most: number | undefined, walk: Walk): void {
  if (typeof text !== 'string' || most === undefined || codePoints(text) <= most) return
  const problem = walk.problems.find(({ pointer }) => pointer === '/text')
  if (problem) problem.error = limits.message.text_too_long.error
}

function checkWholeMessage(payload: Record<string, unknown>, walk: Walk): void {
  const { table_family: tables, total_block_text: total } = limits.message
  const count = tables.types.reduce((sum, type) => sum + (walk.blockCounts.get(type) ?? 0), 0)
  if (count > tables.max) {
    fail(walk, '/blocks', `the message has ${count} tables, Slack takes at most ${tables.max}`, tables.error)
  }
  const length = textLength(payload.blocks)
  if (length > total.safe_max) {
    const message = `the blocks hold ${length} characters of text, above ${total.safe_max} Slack was seen to refuse`
    warn(walk, '/blocks', message, total.error)
  }
}
