// Any day's digest for somebody who asks, now.
import { readDay } from '../../domain/guest-key.ts'
import { hotelDay, nextDay } from '../../domain/hotel-day.ts'
import type { DeskHotel, Settings } from '../../domain/settings.ts'
import type { Language } from '../../lib/words.ts'
import type { Querier } from '../../store/schema.ts'
import type { LedgerReader } from './digest-desk.ts'
import type { DigestFigures } from './figures.ts'
import { askLedgers } from './ledgers.ts'
import { createLines } from './lines.ts'
import { readFigures } from './read.ts'
import { digestLines } from './text.ts'

export interface AskParts {
  db: Querier
  loyalty: LedgerReader
  settings: Settings
  /** Epoch ms. */
  now: number
  linkTo?: (actionId: string) => Promise<string | undefined>
}

/** As people type it ("12 Nov", "2026-11-12"); yesterday for nothing. undefined: unreadable, or still to come. */
export function askedDay(text: string, hotel: DeskHotel, now: number): string | undefined {
  const today = hotelDay(hotel, now)
  if (text.trim() === '') return nextDay(today, -1)
  const read = readDay(text.trim(), today)
  return read?.rest === '' && read.day <= today ? read.day : undefined
}

/** Without the ledger where the programme does not answer. */
export async function askFigures(parts: AskParts, hotel: DeskHotel, day: string): Promise<DigestFigures> {
  return readFigures(parts, hotel, day, await askLedgers(parts, hotel, day))
}

/** The whole digest as lines of plain text: mentions as `@U0ANA`. */
export function plainDigest(figures: DigestFigures, hotel: DeskHotel, language: Language): string[] {
  const lines = createLines(hotel, language)
  return [...digestLines(figures, lines, {}), ...lines.chain(figures.day, figures.chain)].map(line =>
    line.replace(/<@(\w+)>/g, '@$1').replaceAll('\u200b', ''),
  )
}
