// Several guests match: each with a button. Only labels that a channel may see, for whoever reads over a shoulder.
import type { Language } from '../lib/words.ts'
import { button, context, type KnownBlock, section } from '../slack/blocks.ts'
import { safe } from '../slack/text.ts'
import { formWords } from './form-words.ts'

const most = 20

/** @param id of the buttons; their value is the contact id */
export function chooseBlocks(
  guests: readonly { contactId: number; label: string }[],
  id: string,
  language: Language,
): KnownBlock[] {
  const say = formWords(language)
  return [
    section(say('severalFound')),
    ...guests
      .slice(0, most)
      .map(({ contactId, label }) =>
        section(safe(label), button({ id, label: say('thisOne'), value: String(contactId) })),
      ),
    ...(guests.length > most ? [context(say('moreFound', { count: most }))] : []),
  ]
}
