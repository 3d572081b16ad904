// Requests as people make them in a few words, and what reached the loyalty programme of them.
import { expect } from 'vitest'
import type { FieldValue, OpenView, Person, Submission } from '../../src/sandbox/slack/people/types.ts'
import type { TestApp } from './app.ts'

export const maria = { email: 'maria.garcia@example.com', id: 11_656_629 }
export const carmen = { email: 'carmen.martin@example.com', id: 11_656_602 }

/** A request or action as its card names it. */
export interface Made {
  id: string
  reference: string
  /** The `ts` of the card in the approvals channel, if there is one. */
  ts: string
}

/** Types the command and waits until the form shows the guest. */
export async function opens(desk: TestApp, who: string, command: string): Promise<OpenView> {
  const person = desk.slack.person(who)
  await person.types(command)
  return person.waitsForModal('👤')
}

/** Types the command, waits until the form shows the guest, and sends the form. */
export async function sends(
  desk: TestApp,
  who: string,
  command: string,
  values: Record<string, FieldValue> = {},
): Promise<Submission> {
  await opens(desk, who, command)
  return desk.slack.person(who).submits(values)
}

/** As `sends`, for a form that has to be taken; resolves when all that follows at once has been done. */
export async function asks(
  desk: TestApp,
  who: string,
  command: string,
  values: Record<string, FieldValue> = {},
): Promise<Made> {
  const known = new Set((await storedActions(desk)).map(({ id }) => id))
  expect(await sends(desk, who, command, values)).toEqual({ result: 'closed', errors: {} })
  const made = (await storedActions(desk)).find(({ id }) => !known.has(id))
  if (!made) throw new Error(`${who} sent "${command}", but nothing was stored`)
  await desk.jobs.idle()
  const card = await desk.app.database.db
    .selectFrom('cards')
    .selectAll()
    .where('action_id', '=', made.id)
    .where('place', '=', 'approvals')
    .executeTakeFirst()
  return { ...made, ts: card?.ts ?? '' }
}

/** María's late check-out, which waits for a manager when an agent asks for it. */
export const asksForLate = (desk: TestApp, who = 'ana') => asks(desk, who, `/redeem ${maria.email} late`)

export async function storedActions(desk: TestApp) {
  return desk.app.database.db
    .selectFrom('actions')
    .select(['id', 'reference', 'state', 'version', 'decided_by', 'operation_id'])
    .orderBy('created_at')
    .execute()
}

export async function stateOf(desk: TestApp, { id }: { id: string }): Promise<string | undefined> {
  return (await storedActions(desk)).find(action => action.id === id)?.state
}

/** Presses a button of the request's card by its id: also without seeing it. */
export function forges(
  person: Person,
  actionId: string,
  { id, ts }: { id: string; ts: string },
  channel = 'desk',
): Promise<void> {
  return person.clickRaw({ action_id: actionId, channel, ts: ts || '1.1', value: id })
}

/** Routes of everything that was asked of the programme since the start: log-in and product list left out. */
export function routesSeen({ loyalty }: TestApp): string[] {
  return loyalty.requests.flatMap(({ route }) =>
    route && !['POST login/', 'GET products/'].includes(route) ? [route] : [],
  )
}

/** Requests that write. */
export function writesSeen({ loyalty }: TestApp) {
  return loyalty.requests.filter(({ method, route }) => method !== 'GET' && route !== 'POST login/')
}

/** The guest's ledger rows that the desk wrote. */
export function deskRows({ loyalty }: TestApp, guestId = maria.id) {
  return loyalty.store.operationsOf(guestId).filter(({ concept }) => / · LD-[0-9A-Z]{6}$/.test(concept))
}

/** Resolves when the desk has written so many rows for the guest. */
export async function ledgerHas(desk: TestApp, rows: number, guestId = maria.id): Promise<void> {
  const reached = Promise.withResolvers<void>()
  const look = () => {
    if (deskRows(desk, guestId).length >= rows) reached.resolve()
  }
  const stop = desk.loyalty.onChange(look)
  look()
  await reached.promise
  stop()
}

/** Labels of the buttons on every message that stands in any channel or direct messages. */
export function liveButtons({ slack }: TestApp): string[] {
  return slack.store
    .channels()
    .flatMap(({ id }) => slack.store.messagesIn(id))
    .flatMap(({ blocks }) => blocks)
    .flatMap(block => (block.type === 'actions' && Array.isArray(block.elements) ? block.elements : []))
    .map(element => String(element.text.text))
}

/** The clock goes on in steps, and what falls due is done after each. */
export async function timePasses(desk: TestApp, minutes: number, steps = 1): Promise<void> {
  for (let step = 0; step < steps; step++) {
    desk.clock.advance((minutes * 60_000) / steps)
    await desk.jobs.idle()
  }
}
