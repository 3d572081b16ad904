// Several guests match: each with a button. Only labels that a channel may see, for whoever reads over a shoulder.
import type { Language } from '../lib/words.ts'
import { button, context, type KnownBlock, section } from '../slack/blocks.ts'
import { safe } from '../slack/text.ts'
import { formWords } from './form-words.ts'
import type { Choice } from './look-up.ts'

/** @param id of the buttons; their value is the contact id */
export function chooseBlocks({ guests, more }: Choice, id: string, language: Language): KnownBlock[] {
  const say = formWords(language)
  return [
    section(say('severalFound')),
    ...guests.map(({ contactId, label }) =>
      section(safe(label), button({ id, label: say('thisOne'), value: String(contactId) })),
    ),
    ...(more > 0 ? [context(say('moreFound', { count: more }))] : []),
  ]
}
