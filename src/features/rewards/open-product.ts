// Opens one product's details: the window at once, the product itself when the programme has answered.
import type { Desk } from '../../actions/desk.ts'
import { hotelAt } from '../../actions/guest-window.ts'
import { updateIfOpen } from '../../actions/open-view.ts'
import { refusalSentence } from '../../actions/refusal-sentence.ts'
import type { Guest, Product, ProductId } from '../../domain/guest.ts'
import { hotelDate } from '../../domain/hotel-day.ts'
import { withheldWhy } from '../../domain/product.ts'
import { isMissing } from '../../loyalty/errors.ts'
import type { ModalView } from '../../slack/blocks.ts'
import type { ButtonCall } from '../../slack/calls.ts'
import { explain } from '../../slack/errors.ts'
import type { Who } from '../../slack/identity.ts'
import { noticeProduct, productView } from './details.ts'
import { isWithheld } from './offers.ts'
import type { Place } from './place.ts'
import { rewardsWords } from './words.ts'

/** @param findGuest of the list below, where it is for one; without them the product is shown as for nobody */
export async function openProduct(
  desk: Desk,
  { value, triggerId, who }: ButtonCall,
  place: Place,
  findGuest: () => Promise<Guest | undefined>,
): Promise<void> {
  const id = Number(value)
  if (!Number.isSafeInteger(id) || id <= 0) return
  const reading = noticeProduct(rewardsWords(who.language)('readingOne'), who.language)
  const opened = await desk.messenger.pushView(triggerId, reading)
  await updateIfOpen(desk, opened.id, await product(desk, id as ProductId, place, who, findGuest))
}

async function product(
  desk: Desk,
  id: ProductId,
  place: Place,
  who: Who,
  findGuest: () => Promise<Guest | undefined>,
): Promise<ModalView> {
  const { language, userId } = who
  const hotel = hotelAt(place, who)
  const today = { date: hotelDate(hotel, desk.clock.now()), hotelId: hotel.id }
  let read: Product
  try {
    read = await desk.loyalty.products.get(id)
  } catch (error) {
    const sentence = isMissing(error) ? rewardsWords(language)('gone') : explain(error, language)
    if (sentence === undefined) throw error
    desk.logger.warn({ event: 'product.not-read', reason: error instanceof Error ? error.message : '' })
    return noticeProduct(`⚠️ ${sentence}`, language)
  }
  const why = withheldWhy(read, today)
  if (why && isWithheld(read, today) && !desk.identity.staffIn(userId, hotel).isManager)
    return noticeProduct(`⚠️ ${refusalSentence(why, language)}`, language)
  const settings = desk.settings()
  const guest = await findGuest()
  return productView({ product: read, guest, hotelId: hotel.id, settings, date: today.date, language })
}
