// The guest's last rows beside the question whether this one arrived.
import { unsettledIds } from '../../actions/ids.ts'
import type { Action } from '../../domain/action.ts'
import type { Operation } from '../../domain/guest.ts'
import { maskText } from '../../domain/masking.ts'
import { carriesReference, type Reference } from '../../domain/reference.ts'
import { formatNumber, type Language } from '../../lib/words.ts'
import { type KnownBlock, type ModalView, modal, section } from '../../slack/blocks.ts'
import { option, selectInput } from '../../slack/inputs.ts'
import { cut, safe } from '../../slack/text.ts'
import { unsettledWords } from './words.ts'

const shownRows = 10

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
  /** Newest first, perhaps not all; undefined: the ledger could not be read, or has nothing to say. */
  history: { rows: readonly Operation[]; isComplete: boolean } | undefined
  language: Language
}

export function judgeForm({ action, what, history, language }: Judgement): ModalView {
  const say = unsettledWords(language)
  return modal({
    callbackId: unsettledIds.judgeForm,
    title: say('title'),
    submit: say('submit'),
    close: say('close'),
    metadata: action.id,
    blocks: [
      ...(leavesRow(action)
        ? [
            section(say('explain', { what, reference: action.reference })),
            ...ledgerBlocks(history, action.reference, language),
          ]
        : [
            section(`${what} · ${action.reference}`),
            section(say(action.kind === 'adjust-guest' ? 'noTraceAdjusted' : 'noTrace')),
          ]),
      selectInput({
        field: 'verdict',
        feature: 'unsettled',
        label: say('question'),
        options: [option(say('arrived'), 'arrived'), option(say('notArrived'), 'not-arrived')],
      }),
    ],
  })
}

/** Only what moves points can be looked up in the ledger. */
export function leavesRow({ points }: Action): boolean {
  return points !== undefined
}

function ledgerBlocks(history: Judgement['history'], reference: Reference, language: Language): KnownBlock[] {
  const say = unsettledWords(language)
  if (!history) return [section(say('unread'))]
  const { rows, isComplete } = history
  // The one that is looked for must not fall off the end.
  const own = rows.filter(({ concept }) => carriesReference(concept, reference))
  const lines = [...new Set([...own, ...rows])].slice(0, shownRows).map(row => rowLine(row, language))
  return [section(lines.join('\n') || say('noRows')), ...(isComplete ? [] : [section(say('incomplete'))])]
}

function rowLine({ at, points, concept }: Operation, language: Language): string {
  const say = unsettledWords(language)
  return say('row', {
    at: at === 'unknown' ? say('noDate') : at.slice(0, 16).replace('T', ' '),
    points: points === 'unknown' ? '?' : formatNumber(points, language),
    concept: safe(cut(maskText(concept), 160)),
  })
}
