// What every view of a promise shares: the sentence, and the buttons that end it. Its guest stays masked.
import { maskText } from '../domain/masking.ts'
import type { GuestPromise, PromiseState } from '../domain/promise.ts'
import { formatDay, type Language } from '../lib/words.ts'
import { button } from '../slack/blocks.ts'
import { safe } from '../slack/text.ts'
import { promiseIds } from './ids.ts'
import { promiseWords } from './promise-words.ts'

const emojis: Record<PromiseState, string> = { open: '🤝', kept: '✅', cancelled: '↩️', expired: '⌛' }

/** “300 points at check-out” for María G. · …, by 27 Nov 2026. */
export function promiseLine(promise: GuestPromise, language: Language): string {
  const say = promiseWords(language)
  return say('line', {
    emoji: emojis[promise.state],
    text: safe(maskText(promise.text)) || say('erased'),
    guest: safe(promise.guestLabel),
    day: formatDay(promise.dueDay, language),
  })
}

/** Empty once it has ended. */
export function promiseButtons({ id, state }: GuestPromise, language: Language) {
  if (state !== 'open') return []
  const say = promiseWords(language)
  return [
    button({ id: promiseIds.keep, label: say('keep'), value: id }),
    button({ id: promiseIds.cancel, label: say('cancel'), value: id }),
  ]
}
