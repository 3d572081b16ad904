// What the ledger had on a hotel's day: from the store, where it was gathered before, or gathered now for somebody who
// asks.
import type { Desk } from '../../actions/desk.ts'
import { nextDigest } from '../../domain/digest-time.ts'
import type { DeskHotel, Settings } from '../../domain/settings.ts'
import { LoyaltyError } from '../../loyalty/errors.ts'
import { findLedgerDay, saveLedgerDay } from '../../store/ledger-days.ts'
import type { Querier, Tx } from '../../store/schema.ts'
import type { LedgerReader } from './digest-desk.ts'
import { chainId, type DayGroup, type Gathered, gatherDay, groupOf, toLedgerDay } from './gather.ts'
import type { LedgerDays } from './read.ts'

export function dayGroup(settings: Settings | undefined, hotel: DeskHotel, day: string): DayGroup {
  return groupOf(settings?.hotels ?? [hotel], hotel, day)
}

/** As far as it was gathered before; the chain's part only for the hotel that tells of it, see below. */
export async function findLedgers(
  desk: Pick<Desk, 'database' | 'settings'>,
  hotel: DeskHotel,
  day: string,
): Promise<LedgerDays> {
  return findStored(desk.database.db, dayGroup(desk.settings(), hotel, day), hotel)
}

async function findStored(db: Querier, group: DayGroup, hotel: DeskHotel): Promise<LedgerDays> {
  const find = async (hotelId: number) => toLedgerDay(await findLedgerDay(db, { hotelId, ...group }))
  return { ledger: await find(hotel.id), chain: tellsOfChain(group, hotel) ? await find(chainId) : undefined }
}

/** One reading serves the whole group. */
export async function saveGathered(tx: Tx, group: DayGroup, gathered: Gathered, at: number): Promise<void> {
  const { day, from, until } = group
  for (const [hotelId, ledger] of gathered.byHotel)
    await saveLedgerDay(tx, { hotelId, day, from, until }, ledger, at)
}

/** For somebody who asks now; without the ledger where the programme does not answer. */
export async function askLedgers(
  parts: { db: Querier; loyalty: LedgerReader; settings: Settings },
  hotel: DeskHotel,
  day: string,
): Promise<LedgerDays> {
  const group = dayGroup(parts.settings, hotel, day)
  const stored = await findStored(parts.db, group, hotel)
  if (stored.ledger) return stored
  try {
    const { byHotel } = await gatherDay(parts, group)
    return {
      ledger: byHotel.get(hotel.id),
      chain: tellsOfChain(group, hotel) ? byHotel.get(chainId) : undefined,
    }
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error
    return { ledger: undefined, chain: undefined }
  }
}

/** The first that has a digest about this day; where none has, the first. */
function tellsOfChain({ hotels, day, until }: DayGroup, hotel: DeskHotel): boolean {
  const teller = hotels.find(each => nextDigest(each, until - 1)?.day === day) ?? hotels[0]
  return teller?.id === hotel.id
}
