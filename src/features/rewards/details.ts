// One product in full, in a window over the list; for a guest with what it means for them.
import { refusalSentence } from '../../actions/refusal-sentence.ts'
import { fullName, type Guest, type Product } from '../../domain/guest.ts'
import { unavailability } from '../../domain/product.ts'
import { formatNumber, type Language } from '../../lib/words.ts'
import { fields, type KnownBlock, type ModalView, modal, picture, section } from '../../slack/blocks.ts'
import { safe } from '../../slack/text.ts'
import { datesOf, hotelsOf, levelsOf, markOf, pictureOf, priceOf, type Reading } from './lines.ts'
import { rewardsWords } from './words.ts'

export interface ShownProduct extends Reading {
  product: Product
  guest: Guest | undefined
  hotelId: number
}

export function productView(shown: ShownProduct): ModalView {
  const { product, guest, language } = shown
  const say = rewardsWords(language)
  const mark = markOf(product, shown)
  const url = pictureOf(product)
  return frame(language, [
    // Bold is ours: a star in the title would end it, so the title stands without.
    section([safe(product.title) || `#${product.id}`, ...(mark ? [mark] : [])].join('\n')),
    ...(url ? [picture(url, say('pictureOf', { title: product.title }))] : []),
    fields([
      [say('priceLabel'), priceOf(product, language)],
      [say('datesLabel'), datesOf(product, shown)],
      [say('levelsLabel'), levelsOf(product, shown)],
      [say('hotelsLabel'), hotelsOf(product, shown)],
      ...(product.code ? ([[say('codeLabel'), safe(product.code)]] as const) : []),
    ]),
    ...(guest ? [section(meaning(guest, shown))] : []),
  ])
}

export function noticeProduct(sentence: string, language: Language): ModalView {
  return frame(language, [section(sentence)])
}

function frame(language: Language, blocks: KnownBlock[]): ModalView {
  const say = rewardsWords(language)
  return modal({ callbackId: 'rewards.product', title: say('productTitle'), close: say('close'), blocks })
}

/** What the product means for this guest today, in this hotel. */
function meaning(guest: Guest, { product, hotelId, date, language }: ShownProduct): string {
  const say = rewardsWords(language)
  const name = safe(fullName(guest)) || `#${guest.contactId}`
  const why = unavailability(product, guest, { date, hotelId })
  if (why || product.price === 'unknown')
    return `⚠️ ${refusalSentence(why ?? 'product-without-price', language)}`
  if (guest.points === 'unknown') return `⚠️ ${say('pointsUnknown', { name })}`
  const left = guest.points - product.price
  const points = formatNumber(Math.abs(left), language)
  return left >= 0 ? `🎁 ${say('canHave', { name, points })}` : `🎯 ${say('misses', { name, points })}`
}
