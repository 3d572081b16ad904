// Addresses of the cards that a digest points to.
import { findCard } from '../../store/cards.ts'
import type { DigestDesk } from './digest-desk.ts'

/** The card that can be acted on: in the approvals channel, else in the desk's. */
export function linkTo({
  database,
  messenger,
  logger,
}: Pick<DigestDesk, 'database' | 'messenger' | 'logger'>) {
  return async (actionId: string): Promise<string | undefined> => {
    for (const place of ['approvals', 'desk']) {
      const card = await findCard(database.db, actionId, place)
      if (!card?.ts) continue
      try {
        return await messenger.permalink({ channel: card.channel, ts: card.ts })
      } catch (error) {
        // A digest without this link is better than none.
        logger.debug({ event: 'digest.no-link', reason: String(error) })
      }
    }
    return undefined
  }
}
