// A bulk grant: the life of a batch of rows, and of its reversal.
//   reading → rehearsing → rehearsed → waiting → running → finished
//   reading → unreadable     rehearsed → cancelled | expired     waiting → declined | expired | cancelled
import type { Action, ActionState } from './action.ts'
import { isSettled } from './action.ts'
import type { ContactId, LevelId, Unknown } from './guest.ts'
import type { PointsProblem } from './points.ts'
import { isTakenBack } from './undo.ts'

/** `reverse` takes back what a `grant` did, row by row. */
export type BatchKind = 'grant' | 'reverse'

export type BatchState =
  | 'reading'
  | 'rehearsing'
  | 'rehearsed'
  | 'waiting'
  | 'running'
  | 'finished'
  | 'unreadable'
  | 'declined'
  | 'expired'
  | 'cancelled'

/** None of its rows was sent, and none will be. */
export function cameToNothing(state: BatchState): boolean {
  return state === 'declined' || state === 'expired' || state === 'cancelled' || state === 'unreadable'
}

/** Somebody has still to decide on it, or its rows are being sent. */
export function isUnderWay({ state }: Pick<Batch, 'state'>): boolean {
  return state !== 'finished' && !cameToNothing(state)
}

/** Why a whole file cannot be used. */
export type FileProblem =
  | 'not-text'
  | 'no-rows'
  | 'too-many-rows'
  | 'too-large'
  | 'gone'
  | 'no-columns'
  | 'quotes'

/** Why one row is left out. */
export type RowProblem =
  | `points-${PointsProblem}`
  | 'columns'
  | 'too-many-columns'
  | 'guest-empty'
  | 'guest-unreadable'
  | 'reason-too-long'
  | 'reason-like-reference'
  | 'no-guest'
  | 'several-guests'
  | 'not-a-member'
  | 'twice-in-file'
  | 'granted-just-now'
  | 'above-limit'
  | 'not-read'
  | 'refused'
  | 'nothing-left'
  | 'in-doubt'
  | 'taken-back'
  | 'restored'

export const maxBatchRows = 2000
export const maxBatchBytes = 1_000_000

export interface Batch {
  id: string
  kind: BatchKind
  hotelId: number
  state: BatchState
  version: number
  author: string
  actingUser?: string
  fileId?: string
  viewId?: string
  reverses?: string
  problem?: FileProblem
  decidedBy?: string
  decidedAt?: number
  /** Why it was declined. */
  reason?: string
  expiresAt?: number
  createdAt: number
  updatedAt: number
}

/** The guest as the rehearsal read them. */
export interface RowFacts {
  membership: 'member' | 'not-member' | 'unknown'
  points: number | Unknown
  level: LevelId
  language?: string
  readAt: number
  /** Above the author's limits: part of what the approval covers. */
  needsApproval?: boolean
}

export interface BatchRow {
  line: number
  /** As typed, until the guest is known. */
  guestKey?: string
  contactId?: ContactId
  guestLabel: string
  points?: number
  text: string
  facts?: RowFacts
  problem?: RowProblem
  about?: string
  actionId?: string
}

/** A row with what came of it: the last action where it was sent again. */
export interface RowResult {
  row: BatchRow
  action: Action | undefined
}

export function resultsOf(rows: readonly BatchRow[], actions: readonly Action[]): RowResult[] {
  const byId = new Map(actions.map(action => [action.id, action]))
  const last = (id: string | undefined): Action | undefined => {
    const action = id === undefined ? undefined : byId.get(id)
    const again = action?.outcome.sentAgain
    // It came late after it had been sent again: both count, the first one stands for the row.
    return again && action.state !== 'done' ? (last(again.id) ?? action) : action
  }
  return rows.map(row => ({ row, action: last(row.actionId) }))
}

/** It was done and stands: nobody has taken it back, or asked for that. */
export function canBeTakenBack(result: RowResult): result is RowResult & { action: Action } {
  return result.action?.state === 'done' && !isTakenBack(result.action.outcome.undoneBy)
}

export interface BatchFigures {
  rows: number
  /** To be sent, or sent. */
  ready: number
  points: number
  leftOut: number
  needsApproval: number
  resolved: number
  sent: number
  done: number
  pointsDone: number
  /** Not known yet. */
  unknown: number
  /** Nothing came of it, or a person has to look. */
  failed: number
  isSettled: boolean
}

const unsettled: readonly ActionState[] = ['requested', 'waiting', 'approved', 'sending', 'unknown']

export function figuresOf(results: readonly RowResult[]): BatchFigures {
  const ready = results.filter(({ row }) => row.problem === undefined && row.contactId !== undefined)
  const sent = ready.flatMap(({ action }) => action ?? [])
  const done = sent.filter(({ state }) => state === 'done')
  const total = (points: readonly (number | undefined)[]) =>
    points.reduce<number>((sum, each) => sum + (each ?? 0), 0)
  const open = sent.filter(({ state }) => unsettled.includes(state))
  return {
    rows: results.length,
    ready: ready.length,
    points: total(ready.map(({ row }) => row.points)),
    leftOut: results.filter(({ row }) => row.problem !== undefined).length,
    needsApproval: ready.filter(({ row }) => row.facts?.needsApproval).length,
    resolved: results.filter(({ row }) => row.problem !== undefined || row.facts !== undefined).length,
    sent: sent.length,
    done: done.length,
    pointsDone: total(done.map(({ points }) => points)),
    unknown: sent.filter(({ state }) => state === 'unknown').length,
    failed: sent.filter(({ state }) => isSettled(state) && state !== 'done').length,
    isSettled: sent.length === ready.length && open.length === 0,
  }
}
