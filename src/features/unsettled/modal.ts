// The guest's last rows beside the question whether this one arrived.
import { unsettledIds } from '../../actions/ids.ts'
import type { Action } from '../../domain/action.ts'
import type { Operation } from '../../domain/guest.ts'
import { maskText } from '../../domain/masking.ts'
import { formatNumber, type Language } from '../../lib/words.ts'
import { cut, type ModalView, modal, option, safe, section, selectInput } from '../../slack/blocks.ts'
import { unsettledWords } from './words.ts'

export function readingView(action: Action, language: Language): ModalView {
  const say = unsettledWords(language)
  return modal({
    callbackId: unsettledIds.judgeForm,
    title: say('title'),
    close: say('close'),
    metadata: action.id,
    blocks: [section(say('reading'))],
  })
}

export interface Judgement {
  action: Action
  what: string
  /** Newest first; undefined: the ledger could not be read. */
  rows: readonly Operation[] | undefined
  language: Language
}

export function judgeForm({ action, what, rows, language }: Judgement): ModalView {
  const say = unsettledWords(language)
  return modal({
    callbackId: unsettledIds.judgeForm,
    title: say('title'),
    submit: say('submit'),
    close: say('close'),
    metadata: action.id,
    blocks: [
      section(say('explain', { what, reference: action.reference })),
      section(action.points === undefined ? say('noTrace') : rowLines(rows, language)),
      selectInput({
        field: 'verdict',
        feature: 'unsettled',
        label: say('question'),
        options: [option(say('arrived'), 'arrived'), option(say('notArrived'), 'not-arrived')],
      }),
    ],
  })
}

function rowLines(rows: readonly Operation[] | undefined, language: Language): string {
  const say = unsettledWords(language)
  if (!rows) return say('unread')
  if (rows.length === 0) return say('noRows')
  return rows
    .map(({ at, points, concept }) =>
      say('row', {
        at: at === 'unknown' ? say('noDate') : at.slice(0, 16).replace('T', ' '),
        points: points === 'unknown' ? '?' : formatNumber(points, language),
        concept: safe(cut(maskText(concept), 160)),
      }),
    )
    .join('\n')
}
