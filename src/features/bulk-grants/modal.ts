// The forms of a bulk grant: what to rehearse, what the rehearsal found, why a batch is declined.
import { hotelInput } from '../../actions/form-fields.ts'
import { maxBatchRows } from '../../domain/batch.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { formatNumber, type Language } from '../../lib/words.ts'
import { context, type ModalView, modal } from '../../slack/blocks.ts'
import { fileInput, personInput, textInput } from '../../slack/inputs.ts'
import { bulkIds } from './parts.ts'
import { type ShownBatch, summaryBlocks } from './summary.ts'
import { bulkWords } from './words.ts'

const feature = 'bulk-grants'

export function bulkForm({
  hotels,
  preselected,
  asksWho,
  needsWho,
  language,
}: {
  /** Several: the form asks which. */
  hotels: readonly [DeskHotel, ...DeskHotel[]]
  preselected: DeskHotel
  /** The log-in is shared in one of the hotels; `needsWho`: in all of them. */
  asksWho: boolean
  needsWho: boolean
  language: Language
}): ModalView {
  const say = bulkWords(language)
  const which = hotelInput(feature, { hotels, hotel: preselected, language })
  return modal({
    callbackId: bulkIds.form,
    title: say('formTitle'),
    submit: say('formSubmit'),
    close: say('cancel'),
    metadata: String(preselected.id),
    blocks: [
      context(say('intro')),
      ...which,
      ...(asksWho
        ? [personInput({ field: 'acting', feature, label: say('acting'), optional: !needsWho })]
        : []),
      fileInput({
        field: 'file',
        feature,
        label: say('file'),
        hint: say('fileHint', { rows: formatNumber(maxBatchRows, language) }),
        types: ['csv', 'txt'],
        optional: true,
      }),
      textInput({
        field: 'text',
        feature,
        label: say('text'),
        hint: say('textHint'),
        multiline: true,
        optional: true,
      }),
    ],
  })
}

export function rehearsedView(shown: ShownBatch): ModalView {
  const say = bulkWords(shown.language)
  const isUseful = shown.results.some(({ row }) => row.contactId !== undefined && !row.problem)
  return modal({
    callbackId: bulkIds.askForm,
    title: say('formTitle'),
    close: say('noticeClose'),
    ...(isUseful && { submit: say('askSubmit') }),
    metadata: shown.batch.id,
    blocks: [...summaryBlocks(shown), context(say(isUseful ? 'wholeTable' : 'nothingReady'))],
  })
}

export function declineForm(batchId: string, language: Language): ModalView {
  const say = bulkWords(language)
  return modal({
    callbackId: bulkIds.declineForm,
    title: say('declineTitle'),
    submit: say('declineSubmit'),
    close: say('cancel'),
    metadata: batchId,
    blocks: [
      textInput({ field: 'text', feature, label: say('declineReason'), multiline: true, maxLength: 1000 }),
    ],
  })
}
