// Makes a guest ready for the sign-in: found by e-mail, created where nobody has it, completed where something is
// missing. The e-mail is the programme's unique key of a contact (documented): after a lost answer the guest is looked
// for again, and never created blindly.
import { performance } from 'node:perf_hooks'
import type { Desk } from '../../actions/desk.ts'
import { sendWithinMs } from '../../actions/perform.ts'
import type { Submission } from '../../actions/submit.ts'
import { type ContactId, type FindGuest, type Guest, unknown } from '../../domain/guest.ts'
import { contactLabel, maskEmail, maskGuest, maskName } from '../../domain/masking.ts'
import { RetryLater } from '../../jobs/handler.ts'
import { growingPause } from '../../jobs/pause.ts'
import { formatDay, type Language } from '../../lib/words.ts'
import { isMissing, LoyaltyError } from '../../loyalty/errors.ts'
import { explain } from '../../slack/errors.ts'
import { safe } from '../../slack/text.ts'
import { appendAudit } from '../../store/audit.ts'
import { findForm, updateForm } from '../../store/forms.ts'
import { takeTurn } from '../../store/transaction.ts'
import { type Enrolment, enrolmentOf } from './enrolment.ts'
import type { Profile } from './fields.ts'
import { enrolWords } from './words.ts'

const pauses = { firstMs: 500, longestMs: 30_000 }
/** As for every other write: the guest has gone by then. */
const giveUpAfterMs = 10 * 60_000
/** So long after a creation without an answer the guest is only looked for. */
const findAgainMs = 60_000

export interface Work {
  desk: Desk
  id: string
  userId: string
  hotelId: number
  language: Language
  enrolment: Enrolment
  tell: (sentence: string) => Promise<void>
}

export interface Ready {
  kind: 'ready'
  guest: Pick<Submission<unknown>['guest'], 'contactId' | 'label' | 'membership' | 'points' | 'level'>
}
/** `canCorrect`: with other words, or at another time, it may work. */
type Ended = { kind: 'ended'; sentence: string; canCorrect?: boolean }

/** @throws RetryLater while the programme does not answer */
export async function makeReady(work: Work): Promise<Ready | Ended> {
  try {
    const { key } = work.enrolment
    const found = await find(work)
    if (found.kind === 'several') return end(work, 'endedSeveral')
    if (found.kind === 'none') return 'email' in key ? await create(work, key.email) : end(work, 'endedGone')
    return await complete(work, found.guest)
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error
    return hindered(work, error)
  }
}

async function find({ desk, enrolment: { key } }: Work): Promise<FindGuest> {
  if ('email' in key) return desk.loyalty.contacts.findByEmail(key.email)
  const guest = await desk.loyalty.contacts.find(key.contactId)
  return guest ? { kind: 'one', guest } : { kind: 'none' }
}

async function create(work: Work, email: string): Promise<Ready> {
  const { desk, enrolment } = work
  const { creatingAt, profile } = enrolment
  const waited = desk.clock.now() - (creatingAt ?? 0)
  if (waited < findAgainMs) throw new RetryLater(growingPause(waited, pauses), 'contact-not-there-yet')
  const started = performance.now()
  await change(work, { creatingAt: desk.clock.now() })
  const contactId = await created(work, email, () => performance.now() - started < sendWithinMs)
  await change(work, {}, { event: 'guest.created', contactId })
  const label = maskGuest({ name: '', surname: '', ...profile, email, contactId })
  return {
    kind: 'ready',
    guest: { contactId, label, membership: 'not-member', points: unknown, level: unknown },
  }
}

async function created(work: Work, email: string, mayStillSend: () => boolean): Promise<ContactId> {
  const { contacts } = work.desk.loyalty
  try {
    return await contacts.create({ email, ...work.enrolment.profile }, { mayStillSend })
  } catch (error) {
    if (!(error instanceof LoyaltyError) || error.mayHaveHappened) throw error
    await change(work, { creatingAt: undefined })
    // Somebody else was faster: the next look finds their contact.
    const isRefused = error.code === 'Rejected'
    if (isRefused && (await contacts.findByEmail(email)).kind !== 'none')
      throw new RetryLater(0, 'contact-exists')
    throw error
  }
}

async function complete(work: Work, guest: Guest): Promise<Ready | Ended> {
  const { desk, enrolment, language } = work
  const { contactId, membership } = guest
  if (enrolment.creatingAt !== undefined)
    await change(work, { creatingAt: undefined }, { event: 'guest.creation-found', contactId })
  const label = maskGuest(guest)
  if (membership.kind === 'member') {
    const day = /^\d{4}-\d{2}-\d{2}/.exec(membership.since)?.[0]
    const say = enrolWords(language)
    const known = { guest: safe(label) }
    return {
      kind: 'ended',
      sentence: day
        ? say('endedMember', { ...known, day: formatDay(day, language) })
        : say('endedMemberUndated', known),
    }
  }
  const missing = missingOf(guest, enrolment.profile)
  const completed = maskGuest({ ...guest, ...missing })
  if (Object.keys(missing).length > 0) {
    await desk.loyalty.contacts.patch(contactId, missing)
    await change(work, {}, { event: 'guest.completed', contactId })
  }
  return {
    kind: 'ready',
    guest: {
      contactId,
      label: completed,
      membership: membership.kind,
      points: guest.points,
      level: guest.level,
    },
  }
}

/** What was typed and the programme still does not have; what it has is never written over. */
function missingOf(guest: Guest, profile: Profile): Profile {
  const fields = ['name', 'surname', 'language'] as const
  return Object.fromEntries(
    fields.flatMap(field => (profile[field] && !guest[field]?.trim() ? [[field, profile[field]]] : [])),
  )
}

async function hindered(work: Work, error: LoyaltyError): Promise<Ended> {
  const { desk, enrolment, language } = work
  const say = enrolWords(language)
  if (!error.isRetryable && !error.mayHaveHappened) {
    if (isMissing(error)) return end(work, 'endedGone')
    const guest = labelOf(enrolment)
    const detail = error.fields.map(({ message }) => message).join(' ')
    if (detail && error.code === 'Rejected')
      return {
        kind: 'ended',
        sentence: say('endedRejected', { guest, detail: safe(detail) }),
        canCorrect: true,
      }
    return {
      kind: 'ended',
      canCorrect: true,
      sentence: say('endedApi', { guest, sentence: explain(error, language) ?? error.code }),
    }
  }
  const waited = desk.clock.now() - enrolment.askedAt
  if (waited >= giveUpAfterMs) return { ...end(work, 'endedUnreachable'), canCorrect: true }
  if (error.isRetryable && !enrolment.isWaitTold) {
    await work.tell(say('waitingToTry', { guest: labelOf(enrolment) }))
    await change(work, { isWaitTold: true })
  }
  throw new RetryLater(error.retryAfterMs || growingPause(waited, pauses), error.code)
}

function end({ language, enrolment }: Work, why: 'endedSeveral' | 'endedGone' | 'endedUnreachable'): Ended {
  return { kind: 'ended', sentence: enrolWords(language)(why, { guest: labelOf(enrolment) }) }
}

/** The guest masked, before and after the programme knows them; ready for mrkdwn. */
export function labelOf(of: { label: string } | Pick<Enrolment, 'key' | 'profile'>): string {
  if ('label' in of) return safe(of.label)
  const { key, profile } = of
  if ('contactId' in key) return contactLabel(key.contactId)
  const name = maskName(profile.name ?? '', profile.surname ?? '')
  return safe([name, maskEmail(key.email)].filter(Boolean).join(' · '))
}

/** Changes the row, unless another run has ended it meanwhile; `created` goes into the audit trail, without a name. */
async function change(
  { desk, id, hotelId, enrolment }: Work,
  changes: { [Key in keyof Enrolment]?: Enrolment[Key] | undefined },
  happened?: { event: string; contactId: ContactId },
): Promise<void> {
  await desk.database.transaction(async tx => {
    await takeTurn(tx, id)
    const row = await findForm(tx, id)
    const current = row && enrolmentOf(row)
    if (!current || !('key' in current)) throw new RetryLater(0, 'ended-meanwhile')
    await updateForm(tx, id, { data: { ...current, ...changes } })
    if (!happened) return
    const { event, contactId } = happened
    const detail = { contact: contactId, hotel: hotelId, enrolment: id }
    await appendAudit(tx, {
      at: desk.clock.now(),
      actor: 'desk',
      event,
      subject: `contact:${contactId}`,
      detail,
    })
  })
  Object.assign(enrolment, changes)
}
