// What a form's row keeps between the opening of the form and its sending.
import { createHash, createHmac } from 'node:crypto'
import type { OperationId } from '../domain/guest.ts'
import { canonicalKey, type GuestKey } from '../domain/guest-key.ts'
import type { Language } from '../lib/words.ts'
import { explain } from '../slack/errors.ts'
import type { Typed } from '../slack/form.ts'
import { type FormRow, findForm, updateForm } from '../store/forms.ts'
import type { Desk } from './desk.ts'
import type { ShownGuest } from './guest-form.ts'
import type { LatestGrants } from './latest.ts'

/** The typed guest leaves the row once a guest is shown; what stays to compare is a keyed hash. */
export interface FormData {
  typed: Typed
  guest?: ShownGuest
  keyHash?: string
  /** The guest's latest grants, as the form compares with them. */
  latest?: LatestGrants
  /**
   * Earlier actions, rows of the ledger (`operation:900123`) and the input itself (`input:…`) that the person was
   * asked about, each with the hash of the view that was pressed then, and when.
   */
  asked: { actionId: string; viewHash: string; at: number }[]
  /** The guests to choose from were found by a stay. */
  choiceHasStay?: boolean
  /** Rises when the guest field has to show another text than the one typed. */
  turn: number
}

/** How a row of the ledger is named among what was asked about, and in the audit trail. */
export function ledgerRow(id: OperationId): string {
  return `operation:${id}`
}

export function ledgerRowsIn(ids: readonly string[]): OperationId[] {
  return ids
    .filter(id => id.startsWith('operation:'))
    .map(id => Number(id.slice('operation:'.length)) as OperationId) // by `ledgerRow`
}

/** Nobody reads a question faster: a press before that is the second click of a double click. */
const readingMs = 1000

/** What this press answers: questions that stood on the form long enough before it. */
export function answeredBy({ asked }: FormData, viewHash: string, now: number): string[] {
  return asked
    .filter(question => question.viewHash !== viewHash && now - question.at >= readingMs)
    .map(({ actionId }) => actionId)
}

/** Names an input among what was asked: to confirm one is not to confirm another. */
export function inputId(input: unknown): string {
  return `input:${createHash('sha256').update(JSON.stringify(input)).digest('base64url')}`
}

export function isInputId(id: string): boolean {
  return id.startsWith('input:')
}

/** The row is the app's own: written by the form's flow and nobody else. */
export function dataOf(row: FormRow): FormData {
  return row.data as FormData
}

/** @returns why the row could not be written, for the person; undefined when it was */
export async function keepRow(
  desk: Desk,
  id: string,
  change: { data: FormData; hotelId?: number },
  language: Language,
): Promise<string | undefined> {
  try {
    await updateForm(desk.database.db, id, change)
    return undefined
  } catch (error) {
    const sentence = explain(error, language)
    if (sentence === undefined) throw error
    desk.logger.warn({ event: 'form.not-kept', reason: error instanceof Error ? error.message : '' })
    return sentence
  }
}

/** The typed guest, keyed by the form: the same for the same guest in one form, telling nothing outside it. */
export function hashOf(formId: string, key: GuestKey, hotelId: number): string {
  return createHmac('sha256', formId)
    .update(`${hotelId}:${canonicalKey(key)}`)
    .digest('base64url')
}

/** The guest that a person's open form shows; undefined when there is none, or the form is not theirs. */
export async function shownIn(
  desk: Desk,
  formId: string,
  userId: string,
): Promise<{ guest: ShownGuest; hotelId: number } | undefined> {
  const row = await findForm(desk.database.db, formId)
  const guest = row?.userId === userId ? dataOf(row).guest : undefined
  return row && guest && { guest, hotelId: row.hotelId }
}
