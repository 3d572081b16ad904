// The job behind an enrolment: has the guest made ready, stores the action through the one path of every write, and
// erases what was typed. What ends it otherwise is told in direct messages.
import { z } from 'zod'
import { type Desk, hotelOf, languageFor } from '../../actions/desk.ts'
import { refusalSentence } from '../../actions/refusal-sentence.ts'
import { type Submitted, submit } from '../../actions/submit.ts'
import { tell } from '../../actions/tell.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import type { JobHandler } from '../../jobs/handler.ts'
import { button, buttons } from '../../slack/blocks.ts'
import { toMessage } from '../../slack/notice.ts'
import { findActionBySubmitKey } from '../../store/actions.ts'
import { appendAudit } from '../../store/audit.ts'
import { findForm, updateForm } from '../../store/forms.ts'
import { enrolGuest } from './definition.ts'
import { enrolmentOf, prepareJob, type Spent } from './enrolment.ts'
import { enrolIds } from './ids.ts'
import { labelOf, makeReady, type Ready, type Work } from './ready.ts'
import { enrolWords } from './words.ts'

const data = z.object({ id: z.string(), userId: z.string(), hotelId: z.number() })
type JobData = z.infer<typeof data>

export function enrolJobs(desk: Desk): Record<string, JobHandler> {
  return { [prepareJob]: { run: job => prepare(desk, data.parse(job)) } }
}

async function prepare(desk: Desk, { id, userId, hotelId }: JobData): Promise<void> {
  const language = languageFor(desk, userId, hotelId)
  const row = await findForm(desk.database.db, id)
  if (!row) return tell(desk, userId, toMessage(enrolWords(language)('endedErased')))
  const enrolment = enrolmentOf(row)
  if (!('key' in enrolment)) return tellEnd(desk, { id, userId, hotelId }, enrolment)
  // The action stands since a run that did not get to its end.
  if (await findActionBySubmitKey(desk.database.db, id)) return spend(desk, id, userId, {})

  const work: Work = {
    desk,
    id,
    userId,
    hotelId,
    language,
    enrolment,
    tell: sentence => tell(desk, userId, toMessage(sentence)),
  }
  const spent = await endOf(work)
  await spend(desk, id, userId, spent)
  await tellEnd(desk, { id, userId, hotelId }, spent)
}

/** Has the guest made ready and the action stored; what is left of the enrolment then. */
async function endOf(work: Work): Promise<Spent> {
  const { desk, hotelId, language, enrolment } = work
  const hotel = hotelOf(desk, hotelId)
  if (!hotel) return { ended: refusalSentence('not-staff', language) }
  const ready = await makeReady(work)
  if (ready.kind === 'ready') {
    const refusal = await store(work, hotel, ready)
    return refusal === undefined ? {} : { ended: refusal }
  }
  const { key, profile, input } = enrolment
  return { ended: ready.sentence, ...(ready.canCorrect && { draft: { key, profile, input } }) }
}

async function tellEnd(desk: Desk, { id, userId, hotelId }: JobData, { ended, draft }: Spent): Promise<void> {
  if (ended === undefined) return
  const message = toMessage(ended)
  const label = enrolWords(languageFor(desk, userId, hotelId))('openAgain')
  const again = buttons([button({ id: enrolIds.again, label, value: id, style: 'primary' })])
  await tell(desk, userId, draft ? { ...message, blocks: [...message.blocks, again] } : message)
}

/** @returns why it was refused; undefined when the action is stored */
async function store(work: Work, hotel: DeskHotel, { guest }: Ready): Promise<string | undefined> {
  const { desk, id, userId, enrolment } = work
  const result = await submit(desk, {
    definition: enrolGuest,
    input: enrolment.input,
    staff: desk.identity.staffIn(userId, hotel),
    hotel,
    actingUser: enrolment.actingUser,
    guest: { ...guest, readAt: desk.clock.now(), hasStay: enrolment.hasStay },
    key: id,
    seen: 'all',
  })
  return refusalOf(result, work, hotel, guest.label)
}

function refusalOf(
  result: Submitted,
  { language }: Work,
  hotel: DeskHotel,
  label: string,
): string | undefined {
  if (result.kind !== 'refused') return undefined
  const { why, earlier } = result
  const sentence = refusalSentence(why, language, earlier && { action: earlier, hotel })
  return enrolWords(language)('endedApi', { guest: labelOf({ label }), sentence })
}

/**
 * What was typed leaves the store, but for a draft to correct; the row stays for a while, so that the same form is
 * never sent again.
 */
async function spend(desk: Desk, id: string, actor: string, spent: Spent): Promise<void> {
  await desk.database.transaction(async tx => {
    await updateForm(tx, id, { data: spent })
    const event = spent.ended === undefined ? 'enrolment.stored' : 'enrolment.ended'
    await appendAudit(tx, { at: desk.clock.now(), actor: 'desk', event, subject: id, detail: { for: actor } })
  })
}
