// An enrolment that needs more than one write: what was typed is kept in a row of its own until a job has made the
// guest ready for the sign-in, and is erased then.
import type { Desk } from '../../actions/desk.ts'
import { dataOf } from '../../actions/form-row.ts'
import { alreadySent } from '../../actions/form-submit.ts'
import type { FormState } from '../../actions/guest-form.ts'
import { refusalSentence } from '../../actions/refusal-sentence.ts'
import type { ContactId } from '../../domain/guest.ts'
import { isStaff } from '../../domain/staff.ts'
import type { FormAnswer } from '../../slack/calls.ts'
import { noticeView } from '../../slack/notice.ts'
import { findActionBySubmitKey } from '../../store/actions.ts'
import { appendAudit } from '../../store/audit.ts'
import { type FormRow, findForm, insertForm, updateForm } from '../../store/forms.ts'
import { enqueue } from '../../store/jobs.ts'
import { takeTurn } from '../../store/transaction.ts'
import { consentEvidence, type EnrolInput } from './definition.ts'
import { type Profile, readEnrol } from './fields.ts'
import { enrolWords } from './words.ts'

export const prepareJob = 'enrol.prepare'
/** The commit must leave room for Slack's answer within its 3 seconds. */
const commitWithinMs = 1500
const lifeMs = 24 * 3_600_000

export interface Enrolment {
  /** How the guest is found: a known one by number, a new one by e-mail. */
  key: { contactId: ContactId } | { email: string }
  profile: Profile
  input: EnrolInput
  actingUser?: string
  hasStay: boolean
  askedAt: number
  /** When a contact was last asked to be created, without an answer so far. */
  creatingAt?: number
  /** The person knows that it waits for the programme. */
  isWaitTold?: boolean
  /** Nothing will come of it: what to tell the person. */
  ended?: string
}

/** What stays of an enrolment that has become an action, or nothing: no word of what was typed but a draft. */
export interface Spent extends Pick<Enrolment, 'ended'> {
  /** For its author to correct, as long as the row lives. */
  draft?: Pick<Enrolment, 'key' | 'profile' | 'input'>
}

/** The row is this feature's own: written here and by the job, and by nobody else. */
export function enrolmentOf(row: FormRow): Enrolment | Spent {
  return row.data as Enrolment | Spent
}

/** Takes the form over where the contact has to be created or completed before the sign-in. */
export async function askEnrolment(
  desk: Desk,
  state: FormState,
  errors: Readonly<Record<string, string>>,
): Promise<FormAnswer | undefined> {
  const { status, language, staff } = state
  const key = keyOf(state)
  if (!key) return undefined
  const read = readEnrol(state)
  if (!read.ok) return { kind: 'errors', errors: { ...errors, ...read.errors } }
  if (Object.keys(errors).length > 0) return { kind: 'errors', errors }
  if (!isStaff(staff)) return refuse('not-staff')
  if (desk.hold.isHeld()) return refuse('desk-held')
  const { acting } = state.typed
  const isFirst = await keep(desk, state, {
    key,
    profile: read.profile,
    input: read.input,
    ...(acting && { actingUser: acting }),
    hasStay: status.kind === 'shown' && status.guest.hasStay,
    askedAt: desk.clock.now(),
  })
  return isFirst ? { kind: 'close' } : { kind: 'update', view: noticeView(await told(desk, state), language) }

  function refuse(why: 'not-staff' | 'desk-held'): FormAnswer {
    return { kind: 'errors', errors: { guest: refusalSentence(why, language) } }
  }
}

/** Undefined: the sign-in alone is enough, or there is nothing to send. */
function keyOf({ status }: FormState): Enrolment['key'] | undefined {
  if (status.kind === 'new') return { email: status.email }
  if (status.kind !== 'shown') return undefined
  const { contactId, membership, missing } = status.guest
  return membership === 'not-member' && missing.length > 0 ? { contactId } : undefined
}

/** One per form, also as the key of the action that comes of it. */
function enrolmentId({ id }: Pick<FormState, 'id'>): string {
  return `enrol:${id}`
}

export async function wasAsked(desk: Desk, formId: string): Promise<boolean> {
  return (await findForm(desk.database.db, enrolmentId({ id: formId }))) !== undefined
}

/** @returns false when this form was sent before */
function keep(desk: Desk, state: FormState, enrolment: Enrolment): Promise<boolean> {
  const { staff, hotel } = state
  const id = enrolmentId(state)
  const at = enrolment.askedAt
  return desk.database.transaction(
    async tx => {
      await takeTurn(tx, id)
      if (await findForm(tx, id)) return false
      const form = await findForm(tx, state.id)
      if (form) await updateForm(tx, state.id, { data: { ...dataOf(form), typed: {} } })
      await insertForm(tx, {
        id,
        feature: prepareJob,
        userId: staff.userId,
        hotelId: hotel.id,
        createdAt: at,
        expiresAt: at + lifeMs,
        data: enrolment,
      })
      await enqueue(tx, { name: prepareJob, key: id, data: { id, userId: staff.userId, hotelId: hotel.id } })
      const { detail, text } = consentEvidence(enrolment.input.consent, hotel)
      await appendAudit(tx, {
        at,
        actor: staff.userId,
        event: 'enrolment.asked',
        subject: id,
        detail: { hotel: hotel.id, ...detail },
        ...(text !== undefined && { text }),
      })
      return true
    },
    { timeoutMs: commitWithinMs },
  )
}

async function told(desk: Desk, state: FormState): Promise<string> {
  const action = await findActionBySubmitKey(desk.database.db, enrolmentId(state))
  return action ? alreadySent(desk, action, state.hotel, state) : enrolWords(state.language)('alreadyAsked')
}
