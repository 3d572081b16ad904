// What a feature hangs on `/desk`: the composition root passes the verbs to the command.
import type { DeskHotel } from '../domain/settings.ts'
import type { Language } from '../lib/words.ts'
import type { CommandCall } from '../slack/calls.ts'
import { safe } from '../slack/text.ts'
import { actionWords } from './words.ts'

export interface DeskVerb {
  /** One word in each language; both are understood whoever types them. */
  name: Readonly<Record<Language, string>>
  /** What may follow the name, for the help: "[date]". */
  follows?: Readonly<Record<Language, string>>
  /** One line for the help. */
  help: Readonly<Record<Language, string>>
  who: VerbRole
  run(call: VerbCall): Promise<void>
}

export type VerbRole = 'everyone' | 'managers' | 'admins'

/** A call whose `text` is what follows the verb. */
export interface VerbCall extends CommandCall {
  /** Never empty: the hotel of the channel, else those where the person has the role that the verb asks for. */
  hotels: readonly [DeskHotel, ...DeskHotel[]]
}

/**
 * Shows one hotel after the other, and says which ones there was no room for: a command's answer lives for five
 * messages.
 * @param most so many hotels at a time
 */
export async function forEachHotel(
  { hotels, who, answer }: VerbCall,
  most: number,
  show: (hotel: DeskHotel) => Promise<void>,
): Promise<void> {
  for (const hotel of hotels.slice(0, most)) await show(hotel)
  const others = hotels.slice(most).map(({ name }) => safe(name))
  if (others.length > 0)
    await answer(
      actionWords(who.language)('otherHotels', { hotels: others.join(', '), count: others.length }),
    )
}
