// What a feature hangs on `/desk`: the composition root passes the verbs to the command.
import type { DeskHotel } from '../domain/settings.ts'
import type { Language } from '../lib/words.ts'
import type { CommandCall } from '../slack/listen.ts'

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
