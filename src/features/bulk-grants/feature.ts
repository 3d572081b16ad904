// `/desk bulk`: points for many guests from a file. The form, and the buttons on a batch's cards.
import { randomUUID } from 'node:crypto'
import type { Desk } from '../../actions/desk.ts'
import type { DeskVerb, VerbCall } from '../../actions/desk-verb.ts'
import { lastHotel } from '../../actions/form-flow.ts'
import { refusalSentence } from '../../actions/refusal-sentence.ts'
import { type Batch, type BatchRow, type FileProblem, maxBatchBytes } from '../../domain/batch.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { isStaff } from '../../domain/staff.ts'
import { section } from '../../slack/blocks.ts'
import type { ButtonCall, FormAnswer, FormCall } from '../../slack/calls.ts'
import type { Listeners } from '../../slack/listen.ts'
import { noticeView } from '../../slack/notice.ts'
import { slackWords } from '../../slack/words.ts'
import { appendAudit } from '../../store/audit.ts'
import { insertRows } from '../../store/batch-rows.ts'
import { insertBatch } from '../../store/batches.ts'
import { enqueue } from '../../store/jobs.ts'
import type { BatchReviewed } from './change.ts'
import { bulkForm, declineForm } from './modal.ts'
import { bulkIds, mayGrant, rehearsalJob } from './parts.ts'
import { fileSentence } from './problems.ts'
import { readText } from './read-file.ts'
import { reverseBatch } from './reverse.ts'
import { approveBatch, askForApproval, declineBatch, judge, withdraw } from './review.ts'
import { reviewedSentence } from './sentences.ts'
import { bulkWords } from './words.ts'

export function bulkVerb(desk: Desk): DeskVerb {
  return {
    name: { en: 'bulk', es: 'lote' },
    help: bulkWords.catalogue.help,
    who: 'everyone',
    run: call => open(desk, call),
  }
}

export function registerBulkGrants(desk: Desk, listen: Listeners): void {
  listen.form(bulkIds.form, call => begin(desk, call))
  listen.form(bulkIds.askForm, async call => {
    const { language, userId } = call.who
    const reviewed = await askForApproval(desk, call.metadata, userId)
    const sentence = reviewedSentence(desk, reviewed, language) ?? bulkWords(language)('asked')
    return { kind: 'update', view: noticeView(sentence, language) }
  })
  presses(bulkIds.ask, askForApproval)
  presses(bulkIds.discard, withdraw)
  presses(bulkIds.approve, approveBatch)
  listen.button(bulkIds.reverse, async call => {
    const { language, userId } = call.who
    const reviewed = await reverseBatch(desk, call.value, userId)
    await tell(call, reviewedSentence(desk, reviewed, language) ?? bulkWords(language)('reverseAsked'))
  })
  listen.button(bulkIds.decline, async call => {
    const reviewed = await judge(desk, call.value, call.who.userId)
    const sentence = reviewedSentence(desk, reviewed, call.who.language)
    if (sentence) return tell(call, sentence)
    await desk.messenger.openView(call.triggerId, declineForm(call.value, call.who.language))
  })
  listen.form(bulkIds.declineForm, async (call): Promise<FormAnswer> => {
    const { language, userId } = call.who
    const reason = call.typed.text?.trim()
    if (!reason) return { kind: 'errors', errors: { text: bulkWords(language)('declineMissing') } }
    const reviewed = await declineBatch(desk, call.metadata, userId, reason)
    const sentence = reviewedSentence(desk, reviewed, language)
    return sentence ? { kind: 'update', view: noticeView(sentence, language) } : { kind: 'close' }
  })

  function presses(
    id: string,
    act: (desk: Desk, batchId: string, userId: string) => Promise<BatchReviewed>,
  ): void {
    listen.button(id, async call => {
      const reviewed = await act(desk, call.value, call.who.userId)
      const sentence = reviewedSentence(desk, reviewed, call.who.language)
      if (sentence) await tell(call, sentence)
    })
  }
}

/** The sentences name people, so they are mrkdwn. */
function tell(call: ButtonCall, sentence: string): Promise<void> {
  return call.answer({ text: sentence, blocks: [section(sentence)] })
}

async function open(desk: Desk, call: VerbCall): Promise<void> {
  const { language, userId } = call.who
  const [first, ...others] = call.hotels.filter(hotel => mayGrant(desk, userId, hotel))
  if (!first) return call.answer(bulkWords(language)('notAllowed'))
  const isShared = (hotel: DeskHotel) => desk.identity.staffIn(userId, hotel).isShared
  const hotels = [first, ...others] as const
  const form = bulkForm({
    hotels,
    preselected: (await lastHotel(desk, { userId, hotels })) ?? first,
    asksWho: hotels.some(isShared),
    needsWho: hotels.every(isShared),
    language,
  })
  await desk.messenger.openView(call.triggerId, form)
}

/** What the form alone can tell is told beside its field; the rest is the rehearsal's, which outlives this process. */
async function begin(desk: Desk, call: FormCall): Promise<FormAnswer> {
  const { who, typed } = call
  const { language, userId } = who
  const say = bulkWords(language)
  const hotel = who.hotels.find(({ id }) => id === Number(typed.hotel ?? call.metadata))
  if (!hotel || !mayGrant(desk, userId, hotel))
    return fieldError('text', slackWords(language)('notYourHotel'))
  if (desk.hold.isHeld()) return fieldError('text', refusalSentence('desk-held', language))
  const { isShared } = desk.identity.staffIn(userId, hotel)
  const acting = isShared ? typed.acting : undefined
  if (isShared && !isColleague(desk, hotel, acting)) return fieldError('acting', say('actingMissing'))
  const given = readGiven(call)
  if ('error' in given) return fieldError(given.field, say(given.error))
  if ('problem' in given) return fieldError(given.field, fileSentence(given.problem, language))

  const at = desk.clock.now()
  const batch: Batch = {
    id: randomUUID(),
    kind: 'grant',
    hotelId: hotel.id,
    state: 'fileId' in given ? 'reading' : 'rehearsing',
    version: 1,
    author: userId,
    viewId: call.view.id,
    createdAt: at,
    updatedAt: at,
    ...(acting !== undefined && { actingUser: acting }),
    ...('fileId' in given && { fileId: given.fileId }),
  }
  await desk.database.transaction(
    async tx => {
      // One per form, however often it is pressed.
      if (!(await insertBatch(tx, batch, `form:${call.view.id}`))) return
      if ('rows' in given) await insertRows(tx, batch.id, given.rows)
      // A moment later, should this process die: the modal has to have its answer first.
      await enqueue(tx, { ...rehearsalJob(batch.id), runAt: at + answerMs })
      await appendAudit(tx, {
        at,
        actor: userId,
        event: 'batch.begun',
        subject: batch.id,
        detail: { hotel: hotel.id, from: batch.state },
      })
    },
    { timeoutMs: commitWithinMs },
  )
  return {
    kind: 'update',
    view: noticeView(say('reading'), language),
    after: () => desk.database.transaction(tx => enqueue(tx, rehearsalJob(batch.id))),
  }
}

const answerMs = 1000

/** The commit must leave room for Slack's answer within its 3 seconds. */
const commitWithinMs = 1500

type Given =
  | { fileId: string }
  | { rows: BatchRow[] }
  | { field: 'file' | 'text'; problem: FileProblem }
  | { field: 'file' | 'text'; error: 'nothingGiven' | 'bothGiven' }

function readGiven({ typed, files }: FormCall): Given {
  const [file] = files.file ?? []
  const text = typed.text?.trim() ?? ''
  if (file && text) return { field: 'text', error: 'bothGiven' }
  if (file && file.size > maxBatchBytes) return { field: 'file', problem: 'too-large' }
  if (file && file.size === 0) return { field: 'file', problem: 'no-rows' }
  if (file) return { fileId: file.id }
  if (!text) return { field: 'text', error: 'nothingGiven' }
  const read = readText(text)
  return read.ok ? { rows: read.rows } : { field: 'text', problem: read.problem }
}

function fieldError(field: string, sentence: string): FormAnswer {
  return { kind: 'errors', errors: { [field]: sentence } }
}

function isColleague(desk: Desk, hotel: DeskHotel, userId: string | undefined): boolean {
  const person = userId === undefined ? undefined : desk.identity.staffIn(userId, hotel)
  return person !== undefined && isStaff(person) && !person.isShared
}
