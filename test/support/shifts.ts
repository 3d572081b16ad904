// A hotel that hands its shifts over, and what is open in it.
import { randomUUID } from 'node:crypto'
import type { VisibleMessage } from '../../src/sandbox/slack/people/types.ts'
import type { TestApp } from './app.ts'
import { maria } from './counter.ts'

/** Shifts change at these times at the hotel. */
export const handsOver =
  (...times: string[]) =>
  (text: string): string =>
    text.replace('timeZone: Europe/Madrid', `timeZone: Europe/Madrid\n    handover: ${JSON.stringify(times)}`)

export const threeShifts = { settings: handsOver('07:00', '15:00', '23:00') }

/** The hand-overs in the desk channel, oldest first. */
export function handoversIn({ slack }: TestApp, channel = 'desk'): VisibleMessage[] {
  return slack
    .person('carla')
    .messages(channel)
    .filter(({ text, isEphemeral }) => text.includes('🔁') && !isEphemeral)
}

/** Promises that stand in the store, as if so many had been made. */
export async function promisesStand(desk: TestApp, count: number, dueDay = '2026-11-23'): Promise<void> {
  const { db } = desk.app.database
  for (let i = 0; i < count; i++)
    await db
      .insertInto('promises')
      .values({
        id: randomUUID(),
        hotel_id: 101,
        contact_id: maria.id,
        guest_label: 'María G. · m•••@example.com · #11656629',
        text: `masaje ${i}`,
        due_day: dueDay,
        state: 'open',
        made_by: 'U0ANA',
        created_at: desk.clock.now() + i,
      })
      .execute()
}
